using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Tests.Care;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Dispatch;

/// <summary>A step tapped while the phone had no link: it counts from the tap, and that it came later is on record.</summary>
public sealed class LateTapTests : IAsyncLifetime
{
    private readonly Desks _desks = Desks.Fresh();
    private VisitId _visit;

    private static CancellationToken Stop => CancellationToken.None;

    public async Task InitializeAsync()
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);
        var asked = await _desks.Care.AskVisitAsync(AlertPolicy.ConditionOf(Decision()), Lin, "看看", Lin.Id, Stop);
        _visit = asked.Value.Visit!.Value;
        await _desks.Dispatch.ApproveAsync(_visit, Ma, null, Stop);
        _desks.Time.Advance(TimeSpan.FromMinutes(1));
        await _desks.Dispatch.DepartAsync(_visit, Lin, Stop);   // 12:01
        _desks.Time.Advance(TimeSpan.FromMinutes(29));          // 12:30
    }

    public async Task DisposeAsync() => await _desks.DisposeAsync();

    [Fact]
    public async Task Arrive_ToldLate_CountsFromTheTapAndSaysWhenItCame()
    {
        var arrived = (await _desks.Dispatch.ArriveAsync(_visit, At(20), Stop)).Value;

        Assert.Equal(Noon.AddMinutes(20), arrived.ArrivedAt);
        Assert.Equal((Noon.AddMinutes(20), Noon.AddMinutes(30)), (arrived.Steps[^1].At, arrived.Steps[^1].ReceivedAt));
        var step = (await AlertAsync()).Steps[^1];
        Assert.Equal((AlertStepKind.Arrived, Noon.AddMinutes(20), Noon.AddMinutes(30)), (step.Kind, step.At, step.ReceivedAt));
    }

    [Fact]
    public async Task Arrive_TapBeforeTheStepItFollows_CountsFromThatStep() =>
        Assert.Equal(Noon.AddMinutes(1), (await _desks.Dispatch.ArriveAsync(_visit, At(-90), Stop)).Value.ArrivedAt);

    [Theory]
    [InlineData(31)]     // a phone whose clock is ahead
    [InlineData(29.95)]  // three seconds: at once
    public async Task Arrive_TapNowOrInTheFuture_CountsFromNow(double minutes)
    {
        var arrived = (await _desks.Dispatch.ArriveAsync(_visit, At(minutes), Stop)).Value;

        Assert.Equal((Noon.AddMinutes(30), null), (arrived.ArrivedAt, arrived.Steps[^1].ReceivedAt));
    }

    [Fact]
    public async Task Resolve_ToldLate_CountsFromTheTapAndSaysWhenItCame()
    {
        await _desks.Dispatch.ArriveAsync(_visit, At(20), Stop);

        var closed = (await _desks.Care.ResolveAsync(AlertPolicy.ConditionOf(Decision()), At(25), AlertOutcome.Helped, "", Stop)).Value;

        Assert.Equal((Noon.AddMinutes(25), Noon.AddMinutes(30)), (closed.ClosedAt, closed.Steps[^1].ReceivedAt));
    }

    [Fact]
    public async Task Arrive_SameKeyTwice_IsOneStepWithTheFirstTime()
    {
        var key = Guid.NewGuid();
        await _desks.Dispatch.ArriveAsync(_visit, At(20) with { CommandKey = key }, Stop);
        _desks.Time.Advance(TimeSpan.FromMinutes(5));

        var again = await _desks.Dispatch.ArriveAsync(_visit, At(20) with { CommandKey = key }, Stop);

        Assert.True(again.Succeeded);
        Assert.Equal(Noon.AddMinutes(30), again.Value.Steps.Single(step => step.Kind == VisitStepKind.Arrived).ReceivedAt);
    }

    [Theory]
    [InlineData(AlertStepKind.CameAgain)]
    [InlineData(AlertStepKind.Raised)]
    [InlineData(AlertStepKind.Contacted)]
    public async Task Resolve_TappedBeforeNews_ClosesNothing(AlertStepKind news)
    {
        var id = AlertPolicy.ConditionOf(Decision());
        await _desks.Dispatch.ArriveAsync(_visit, At(20), Stop);
        await (news switch
        {
            AlertStepKind.CameAgain => _desks.Care.DecidedAsync([Decision(opened: 30, minutes: 30)], Stop).AsTask(),
            AlertStepKind.Raised => _desks.Care.DecidedAsync([Decision(DecisionChange.Raised, Severity.Critical, minutes: 30)], Stop).AsTask(),
            _ => _desks.Care.RecordContactAsync(id, Ma, ContactOutcome.NeedsHelp, "", Stop),
        });

        var refused = await _desks.Care.ResolveAsync(id, At(25), AlertOutcome.Helped, "", Stop);

        Assert.IsType<AlertHasNews>(refused.Problem);
        Assert.True((await _desks.Dispatch.FindAsync(_visit, Lin, Stop)).Value.IsOpen);
        _desks.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await _desks.Care.ResolveAsync(id, At(31), AlertOutcome.Helped, "", Stop)).Succeeded);   // looked, and tapped again
    }

    [Fact]
    public async Task Resolve_SentAgainAfterItWasReopened_LeavesTheNewVisit()
    {
        var id = AlertPolicy.ConditionOf(Decision());
        var keyed = At(25) with { CommandKey = Guid.NewGuid() };
        await _desks.Dispatch.ArriveAsync(_visit, At(20), Stop);
        Assert.True((await _desks.Care.ResolveAsync(id, keyed, AlertOutcome.Helped, "", Stop)).Succeeded);
        await _desks.Care.ReopenAsync(id, Ma, "又不舒服", Stop);
        var visit = (await _desks.Care.AskVisitAsync(id, Ma, "再看看", Zhou.Id, Stop)).Value.Visit!.Value;

        await _desks.Care.ResolveAsync(id, keyed, AlertOutcome.Helped, "", Stop);   // the first answer never reached the phone

        Assert.True((await _desks.Dispatch.FindAsync(visit, Lin, Stop)).Value.IsOpen);
    }

    private static Actor At(double minutes) => Lin with { GivenAt = Noon.AddMinutes(minutes) };

    private async Task<Alert> AlertAsync() => (await _desks.Care.FindAsync(AlertPolicy.ConditionOf(Decision()), Lin, Stop)).Value;
}
