using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Dispatch;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>What becomes of a home's alerts when its consent ends.</summary>
public sealed class ConsentEndTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly WatchDecision Silence = Decision();
    private static readonly WatchDecision Call = Decision(kind: AnomalyKind.Sos, severity: Severity.Critical);

    private readonly Desks _desks = new(CareStores.Volatile());

    private static CancellationToken Stop => CancellationToken.None;

    public async Task InitializeAsync()
    {
        await _desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);
        await _desks.Care.DecidedAsync([Silence, Call], Stop);
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => _desks.DisposeAsync();

    [Fact]
    public async Task Withdrawn_AlertInHandWithAVisit_IsClosedByTheProgramAndTheCallForHelpStays()
    {
        var silence = AlertPolicy.ConditionOf(Silence);
        await _desks.Care.AskVisitAsync(silence, Lin, "去看看", null, Stop);

        await WithdrawAsync();

        var closed = (await _desks.Stores.Alerts.FindAsync(silence, Stop))!;
        Assert.Equal((AlertState.Resolved, AlertOutcome.ConsentEnded), (closed.State, closed.Outcome));
        Assert.Equal((AlertStepKind.ClosedItself, Actor.ProgramId, nameof(AlertOutcome.ConsentEnded)), (closed.Steps[^1].Kind, closed.Steps[^1].By, closed.Steps[^1].Detail));
        Assert.Equal(VisitState.Withdrawn, (await _desks.Stores.Visits.FindAsync(closed.Visit!.Value, Stop))!.State);
        Assert.Equal([AlertPolicy.ConditionOf(Call)], _desks.Board.Latest("demo").Select(alert => alert.Id));
        Assert.Contains(await _desks.AuditAsync(), record => record.Action == "alert.consent" && record.Actor == Actor.ProgramId.Value);
    }

    [Fact]
    public async Task RanOut_ByItself_ClosesWithinOneSweep()
    {
        await _desks.Consents.RecordAsync(Place, Word, ConsentPurposes.All, Word.SaidOn, 0, Lin, Stop);
        await _desks.ConsentSweep.RunAsync(Stop);
        Assert.Equal(2, _desks.Board.Latest("demo").Count);

        _desks.Time.Advance(TimeSpan.FromDays(1));
        await _desks.ConsentSweep.RunAsync(Stop);

        Assert.Equal([AnomalyKind.Sos], _desks.Board.Latest("demo").Select(alert => alert.Kind));
    }

    [Fact]
    public async Task Decision_ToldAfterTheWord_OpensNothingUnlessItIsACallForHelp()
    {
        await WithdrawAsync();

        await _desks.Care.DecidedAsync(
            [Decision(DecisionChange.Raised, Severity.Critical), Decision(kind: AnomalyKind.ContinuousWater), Decision(opened: 90, minutes: 90), Decision(kind: AnomalyKind.Sos, severity: Severity.Critical, cause: "duress")], Stop);

        Assert.All(_desks.Board.Latest("demo"), alert => Assert.Equal(AnomalyKind.Sos, alert.Kind));
        Assert.Equal(2, _desks.Board.Latest("demo").Count);
    }

    [Fact]
    public async Task Closed_Then_ReopenedOrLookedAt_IsRefusedUntilConsentIsGivenAnew()
    {
        var silence = AlertPolicy.ConditionOf(Silence);
        await WithdrawAsync();

        Assert.IsType<AlertWithoutConsent>((await _desks.Care.ReopenAsync(silence, Lin, "再看看", Stop)).Problem);
        Assert.IsType<AlertWithoutConsent>((await _desks.Care.FindAsync(silence, Lin, Stop)).Problem);
        Assert.Equal([AnomalyKind.Sos], (await _desks.Care.ListHomeAsync(Place, Lin, 9, Stop)).Value.Select(alert => alert.Kind));

        await _desks.Consents.RecordAsync(Place, Word, ConsentPurposes.All, Word.SaidOn.AddYears(1), 1, Lin, Stop);

        Assert.Equal(2, (await _desks.Care.ListHomeAsync(Place, Lin, 9, Stop)).Value.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Withdrawn_HelpAskedForByLinkOrTelephone_StaysOnTheDeskUntilAPersonClosesIt(bool byLink)
    {
        var silence = AlertPolicy.ConditionOf(Silence);
        if (byLink)
        {
            await _desks.Asking.AskAsync(silence, Lin, ContactPolicy.ResidentId, Stop);
            await _desks.Asking.AnswerAsync(_desks.Seal.Tokens[^1], ContactOutcome.NeedsHelp, "", Stop);
        }
        else
        {
            await _desks.Phoning.RecordAsync(silence, Lin, ContactPolicy.ResidentId, ContactOutcome.NeedsHelp, "", Stop);
        }

        await WithdrawAsync();
        await _desks.ConsentSweep.RunAsync(Stop);
        await _desks.Care.AskVisitAsync(silence, Lin, "去看看", null, Stop);   // somebody acts: it is still the same call for help
        await _desks.ConsentSweep.RunAsync(Stop);

        var open = (await _desks.Care.FindAsync(silence, Lin, Stop)).Value;
        Assert.Equal(AlertState.VisitAsked, open.State);
        Assert.Contains(silence, _desks.Board.Latest("demo").Select(alert => alert.Id));

        Assert.True((await _desks.Care.ResolveAsync(silence, Lin, AlertOutcome.Helped, "", Stop)).Succeeded);
        Assert.IsType<AlertWithoutConsent>((await _desks.Care.FindAsync(silence, Lin, Stop)).Problem);
        Assert.IsType<AlertWithoutConsent>((await _desks.Care.ReopenAsync(silence, Lin, "再看看", Stop)).Problem);
    }

    [Fact]
    public async Task Withdrawn_WhileTheWatchTells_LeavesNothingOpen()
    {
        for (var round = 1; round <= 50; round++)
        {
            var told = Decision(opened: round, minutes: round);
            await Task.WhenAll(
                Task.Run(() => _desks.Care.DecidedAsync([told], Stop).AsTask()),
                Task.Run(WithdrawAsync));

            Assert.DoesNotContain(_desks.Board.Latest("demo"), alert => alert.Kind != AnomalyKind.Sos);
            await _desks.Consents.RecordAsync(Place, Word, ConsentPurposes.All, Word.SaidOn.AddYears(1), _desks.Agreed.Of(Place).Newest!.Number, Lin, Stop);
        }
    }

    [Fact]
    public async Task Crash_BetweenTheWordAndTheAlert_IsMadeGoodAtTheNextStart()
    {
        // Only the statement reached the disk.
        await _desks.Stores.Consents.AddAsync([new ConsentStatement(Place, 1, ConsentAnswer.Withdrawn, Word, Lin.Id, Noon)], [], Stop);

        await using var again = new Desks(_desks.Stores);
        await again.StartAsync();
        await again.ConsentSweep.RunAsync(Stop);

        Assert.Equal([AnomalyKind.Sos], again.Board.Latest("demo").Select(alert => alert.Kind));
    }

    private async Task WithdrawAsync() => Assert.True((await _desks.Consents.WithdrawAsync(Place, Word, Lin, Stop)).Succeeded);
}
