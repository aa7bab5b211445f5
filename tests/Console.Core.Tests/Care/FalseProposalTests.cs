using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>Closing a Critical alert as false needs a second person.</summary>
public sealed class FalseProposalTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly AlertId Id = AlertPolicy.ConditionOf(Decision());

    private readonly Desks _desks = new(CareStores.Volatile());

    private static CancellationToken Stop => CancellationToken.None;

    private Alert Now => _desks.Board.Find(Id)!;

    public async Task InitializeAsync()
    {
        await _desks.StartAsync();
        await _desks.Duty.PlanAsync(Team(Noon, Noon.AddHours(12)), 1, Ma, Stop);
        await _desks.Care.DecidedAsync([Decision(severity: Severity.Critical)], Stop);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public ValueTask DisposeAsync() => _desks.DisposeAsync();

    [Fact]
    public async Task Dismiss_Critical_IsRefusedAndSaysWhatToDo()
    {
        var refused = await _desks.Care.DismissAsync(Id, Lin, FalseReason.Asleep, "", Stop);

        Assert.IsType<AlertNeedsSecond>(refused.Problem);
        Assert.Contains("提议误报", refused.Problem!.Message.Zh, StringComparison.Ordinal);
        Assert.Equal(AlertState.Open, Now.State);
        Assert.Equal("alert.second", (await _desks.AuditAsync())[^1].Result);
    }

    [Fact]
    public void Dismiss_UrgentThatTurnedCriticalMeanwhile_IsRefused()
    {
        var known = Alert.Open(Id, Decision(), Cell, Noon);
        var raised = known.Raise(Decision(DecisionChange.Raised, Severity.Critical, minutes: 1), Noon);

        Assert.True(known.Dismiss(Lin, FalseReason.Asleep, "", Noon).Succeeded);
        Assert.IsType<AlertNeedsSecond>(raised.Dismiss(Lin, FalseReason.Asleep, "", Noon).Problem);
        Assert.IsType<AlertNeedsNoSecond>(known.ProposeFalse(Lin, FalseReason.Asleep, "", Noon).Problem);
    }

    [Fact]
    public async Task Propose_ThenSecondPerson_ClosesTeachesOnceAndNamesBoth()
    {
        await _desks.Care.ProposeFalseAsync(Id, Lin, FalseReason.Asleep, "电话里本人说在睡觉", Stop);
        Assert.True(Now.IsOpen);
        Assert.Equal((Lin.Id, FalseReason.Asleep, "电话里本人说在睡觉"), (Now.Proposal!.By, Now.Proposal.Reason, Now.Proposal.Note));
        Assert.Empty(_desks.Book.Of(Place));

        await _desks.Care.ConfirmFalseAsync(Id, Zhou, "我也打过", Stop);
        Assert.True((await _desks.Care.ConfirmFalseAsync(Id, Zhou, "我也打过", Stop)).Succeeded);   // a second tap

        var closed = (await _desks.Stores.Alerts.FindAsync(Id, Stop))!;
        Assert.Equal((AlertState.False, FalseReason.Asleep, null), (closed.State, closed.FalseReason, closed.Proposal));
        Assert.Equal(
            [(AlertStepKind.Taken, Lin.Id), (AlertStepKind.FalseProposed, Lin.Id), (AlertStepKind.Dismissed, Zhou.Id)],
            closed.Steps.Skip(1).Select(step => (step.Kind, step.By)));
        Assert.Equal((LessonKind.Asleep, Zhou.Id), (Assert.Single(_desks.Book.Of(Place)).Kind, _desks.Book.Of(Place)[0].By));
        var audit = (await _desks.AuditAsync()).Where(record => record.Details!.Subject == closed.Subject && record.Result == AuditEntry.Done).ToList();
        Assert.Equal(["watch.opened", "alert.proposefalse", "alert.confirmfalse"], audit.Select(record => record.Action));
        Assert.EndsWith($"proposed:Asleep:{Lin.Id}", audit[1].Details!.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirm_ByTheProposerOrWithoutAProposal_IsRefused()
    {
        Assert.IsType<AlertNotProposed>((await _desks.Care.ConfirmFalseAsync(Id, Zhou, "", Stop)).Problem);
        await _desks.Care.ProposeFalseAsync(Id, Ma, FalseReason.Away, "", Stop);

        Assert.IsType<AlertOwnProposal>((await _desks.Care.ConfirmFalseAsync(Id, Ma, "", Stop)).Problem);
        Assert.IsType<AlertProposedFalse>((await _desks.Care.ProposeFalseAsync(Id, Luo, FalseReason.Away, "", Stop)).Problem);
        Assert.IsType<OtherCommunity>((await _desks.Care.ConfirmFalseAsync(Id, Zhou with { Community = "other" }, "", Stop)).Problem);
        Assert.IsType<NotAllowed>((await _desks.Care.ConfirmFalseAsync(Id, Zhou with { Role = Role.Administrator }, "", Stop)).Problem);
        Assert.True(Now.IsOpen);
    }

    [Fact]
    public async Task Waiting_CallsEverybodyOnDutyInTurnButTheProposer()
    {
        await _desks.LookAsync();
        await _desks.Care.ProposeFalseAsync(Id, Lin, FalseReason.Asleep, "", Stop);

        var told = await TellAsync(200);

        Assert.Equal(["Call lin", "Call zhou", "NextCall he", "SupervisorCall ma"], told);
        var words = _desks.Calls.All.First(notice => notice.Stage == NoticeStage.NextCall).Text;
        Assert.Contains("林晓芸提议误报，等第二人确认", words.Zh, StringComparison.Ordinal);
        await _desks.Care.ConfirmFalseAsync(Id, He, "", Stop);
        await _desks.LookAsync();
        Assert.Empty(_desks.Calls.All);
    }

    [Fact]
    public async Task Waiting_OnlyTheProposerIsOnDuty_CallsTheOthers()
    {
        var shift = _desks.Roster.At("demo", Noon)!;
        await _desks.Duty.ChangeAsync(shift with { Workers = [Lin.Id], Supervisor = Lin.Id }, Ma, Stop);
        await _desks.LookAsync();
        await _desks.Care.ProposeFalseAsync(Id, Lin, FalseReason.Asleep, "", Stop);

        Assert.Equal(["Call he", "Call lin", "Call zhou", "NextCall luo", "NextCall ma"], (await TellAsync(61)).Order());
    }

    [Fact]
    public async Task Decline_ForAReason_PutsItBackAndItCallsAgain()
    {
        await _desks.Care.ProposeFalseAsync(Id, Lin, FalseReason.Asleep, "", Stop);
        var promise = Now.PromisedBy;
        _desks.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<AlertDoubtNeeded>((await _desks.Care.DeclineFalseAsync(Id, Zhou, " ", Stop)).Problem);

        await _desks.Care.DeclineFalseAsync(Id, Zhou, "没有人见到本人", Stop);
        Assert.True((await _desks.Care.DeclineFalseAsync(Id, Zhou, "没有人见到本人", Stop)).Succeeded);   // a second tap

        Assert.Equal((AlertState.Open, null, null, promise), (Now.State, Now.TakenBy, Now.Proposal, Now.PromisedBy));
        Assert.Equal(["Call lin"], await TellAsync(1));
        Assert.IsType<AlertNotProposed>((await _desks.Care.ConfirmFalseAsync(Id, Ma, "", Stop)).Problem);
    }

    [Fact]
    public async Task Decline_WhileSomebodyIsOnTheWay_LetsThemGoOn()
    {
        await _desks.Care.AskVisitAsync(Id, Lin, "看看", Zhou.Id, Stop);
        await _desks.Dispatch.DepartAsync(Now.Visit!.Value, Zhou, Stop);
        await _desks.Care.ProposeFalseAsync(Id, Lin, FalseReason.Asleep, "", Stop);

        await _desks.Care.DeclineFalseAsync(Id, Ma, "到了再说", Stop);

        Assert.Equal((AlertState.OnTheWay, Lin.Id, null), (Now.State, Now.TakenBy!.Value, Now.Proposal));
    }

    [Fact]
    public async Task Withdraw_ByTheProposer_KeepsItInHand()
    {
        await _desks.Care.ProposeFalseAsync(Id, Lin, FalseReason.Asleep, "", Stop);

        await _desks.Care.DeclineFalseAsync(Id, Lin, "", Stop);

        Assert.Equal((AlertState.Taken, Lin.Id, null), (Now.State, Now.TakenBy!.Value, Now.Proposal));
        Assert.Equal(AlertStepKind.FalseWithdrawn, Now.Steps[^1].Kind);
    }

    [Fact]
    public async Task News_WhileItWaits_EndsTheProposalAndCallsAgain()
    {
        await _desks.Care.ProposeFalseAsync(Id, Lin, FalseReason.Asleep, "", Stop);
        await _desks.LookAsync();

        await _desks.Care.DecidedAsync([Decision(opened: 9, minutes: 9)], Stop);

        Assert.Equal((AlertState.Open, null), (Now.State, Now.Proposal));
        Assert.IsType<AlertNotProposed>((await _desks.Care.ConfirmFalseAsync(Id, Zhou, "", Stop)).Problem);
        Assert.Equal(["Call zhou", "Call lin"], await TellAsync(1));
    }

    [Fact]
    public async Task NeedsHelp_OnThePhone_EndsTheProposal()
    {
        await _desks.Care.ProposeFalseAsync(Id, Lin, FalseReason.Asleep, "", Stop);

        await _desks.Care.RecordContactAsync(Id, Lin, ContactOutcome.NeedsHelp, "", Stop);

        Assert.Null(Now.Proposal);
        Assert.Equal(Lin.Id, Now.TakenBy);
    }

    [Theory]
    [InlineData(AlertOutcome.Fine)]
    [InlineData(AlertOutcome.WasAway)]
    [InlineData(AlertOutcome.Device)]
    [InlineData(AlertOutcome.Other)]
    public async Task Resolve_AsHarmlessWithNobodyAtTheDoor_IsRefused(AlertOutcome outcome)
    {
        var refused = await _desks.Care.ResolveAsync(Id, Lin, outcome, "电话里说好", Stop);

        Assert.IsType<AlertNobodySaw>(refused.Problem);
        Assert.True(Now.IsOpen);
        Assert.True((await _desks.Care.ResolveAsync(Id, Lin, AlertOutcome.TakenToHospital, "", Stop)).Succeeded);
    }

    [Fact]
    public async Task Resolve_AsHarmless_ByWhoWasAtTheDoor_NeedsNoSecond()
    {
        await VisitAsync();

        Assert.True((await _desks.Care.ResolveAsync(Id, Zhou, AlertOutcome.Fine, "", Stop)).Succeeded);
    }

    [Fact]
    public async Task Resolve_AsHarmless_CameAgainAfterTheVisit_IsRefused()
    {
        await VisitAsync();
        await _desks.Care.DecidedAsync([Decision(opened: 5, minutes: 5)], Stop);
        Assert.True(Now.SeenAtDoor);   // still there
        await _desks.Dispatch.FinishAsync(Now.Visit!.Value, Zhou, "", Stop);

        Assert.IsType<AlertNobodySaw>((await _desks.Care.ResolveAsync(Id, Zhou, AlertOutcome.Fine, "", Stop)).Problem);
    }

    [Fact]
    public async Task Resolve_AsHarmless_ClearedByTheWatch_NeedsNoSecondButSosDoes()
    {
        await _desks.Care.TakeAsync(Id, Lin, Stop);
        await _desks.Care.DecidedAsync([Decision(DecisionChange.Cleared, minutes: 3)], Stop);
        var sos = Decision(severity: Severity.Critical, kind: AnomalyKind.Sos);
        await _desks.Care.DecidedAsync([sos, sos with { Change = DecisionChange.Cleared }], Stop);

        Assert.True((await _desks.Care.ResolveAsync(Id, Lin, AlertOutcome.Fine, "", Stop)).Succeeded);
        Assert.IsType<AlertNobodySaw>((await _desks.Care.ResolveAsync(AlertPolicy.ConditionOf(sos), Lin, AlertOutcome.Fine, "", Stop)).Problem);
    }

    private async Task VisitAsync()
    {
        await _desks.Care.AskVisitAsync(Id, Lin, "看看", Zhou.Id, Stop);
        await _desks.Dispatch.DepartAsync(Now.Visit!.Value, Zhou, Stop);
        await _desks.Dispatch.ArriveAsync(Now.Visit!.Value, Zhou, Stop);
    }

    private async Task<IReadOnlyList<string>> TellAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            await _desks.LookAsync();
            _desks.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return [.. _desks.Phone.Told];
    }
}
