using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Dispatch;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

public sealed class VisitClockTests
{
    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task AskVisit_DecisionToldLate_ClockCountsFromThePage()
    {
        await using var desks = new Desks(CareStores.Volatile());
        desks.Time.Advance(TimeSpan.FromMinutes(15));
        await desks.Care.DecidedAsync([Decision()], Stop);   // decided at noon, in event time
        desks.Time.Advance(TimeSpan.FromMinutes(4));

        var visit = await AskAsync(desks);

        Assert.Equal((Noon.AddMinutes(15), Noon.AddMinutes(45)), (visit.ClockFrom, visit.PromisedBy));
    }

    [Fact]
    public async Task AskVisit_RaisedToUrgent_ClockCountsFromThen()
    {
        await using var desks = new Desks(CareStores.Volatile());
        await desks.Care.DecidedAsync([Decision(severity: Severity.Attention)], Stop);
        desks.Time.Advance(TimeSpan.FromHours(2));
        await desks.Care.DecidedAsync([Decision(DecisionChange.Raised, Severity.Urgent, minutes: 120)], Stop);

        Assert.Equal(Noon.AddHours(2), (await AskAsync(desks)).ClockFrom);
    }

    [Fact]
    public async Task AskVisit_WithoutAPromise_ClockCountsFromTheDecision()
    {
        await using var desks = new Desks(CareStores.Volatile());
        desks.Time.Advance(TimeSpan.FromMinutes(15));
        await desks.Care.DecidedAsync([Decision(severity: Severity.Attention)], Stop);

        var visit = await AskAsync(desks);

        Assert.Equal((Noon, null), (visit.ClockFrom, visit.PromisedBy));
    }

    private static async Task<Visit> AskAsync(Desks desks)
    {
        var asked = await desks.Care.AskVisitAsync(AlertPolicy.ConditionOf(Decision()), Lin, "看看", null, Stop);
        return (await desks.Dispatch.FindAsync(asked.Value.Visit!.Value, Stop))!;
    }
}
