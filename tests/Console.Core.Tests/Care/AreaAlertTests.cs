using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

public sealed class AreaAlertTests
{
    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task Outage_Told_IsOneAlertThatGrowsWithItsHomesAndPromisesNoVisit()
    {
        await using var desks = new Desks(CareStores.Volatile());

        await desks.Care.DecidedAsync([Outage(5), Outage(40), Outage(12)], Stop);

        var alert = Assert.Single(desks.Board.Latest("demo"));
        Assert.Equal((new AreaId("demo", AreaKind.Building, "b3"), 40, null), (alert.Area, alert.Homes.Count, alert.PromisedBy));
        Assert.Empty(desks.Board.Latest("other"));
    }

    [Fact]
    public async Task Visit_AskedForAnArea_IsRefusedAndAudited()
    {
        await using var desks = new Desks(CareStores.Volatile());
        await desks.Care.DecidedAsync([Outage(5)], Stop);
        var id = desks.Board.Latest("demo")[0].Id;

        var asked = await desks.Care.AskVisitAsync(id, Lin, "去看看", null, Stop);

        Assert.IsType<AlertHasNoDoor>(asked.Problem);
        Assert.Equal("alert.area", (await desks.AuditAsync())[^1].Result);
        Assert.Equal(AlertState.Open, desks.Board.Find(id)!.State);
    }

    [Fact]
    public async Task Desk_CallsTheUtilityAndCloses_WithTheWordsOfAnArea()
    {
        await using var desks = new Desks(CareStores.Volatile());
        await desks.Care.DecidedAsync([Outage(5)], Stop);
        var id = desks.Board.Latest("demo")[0].Id;
        await desks.Care.StartContactAsync(id, Lin, Stop);

        Assert.IsType<AlertOutcomeNotValid>((await desks.Care.RecordContactAsync(id, Lin, ContactOutcome.NeedsHelp, "", Stop)).Problem);
        Assert.IsType<AlertOutcomeNotValid>((await desks.Care.ResolveAsync(id, Lin, AlertOutcome.PassedAway, "", Stop)).Problem);
        Assert.True((await desks.Care.RecordContactAsync(id, Lin, ContactOutcome.BeingRepaired, "供电所", Stop)).Succeeded);
        Assert.True((await desks.Care.ResolveAsync(id, Lin, AlertOutcome.Restored, "", Stop)).Succeeded);

        Assert.Empty(desks.Board.Latest("demo"));
    }

    [Fact]
    public async Task Outage_OverBeforeAnybodyTookIt_ClosesItself()
    {
        await using var desks = new Desks(CareStores.Volatile());
        await desks.Care.DecidedAsync([Outage(5), Outage(5, DecisionChange.Cleared, minutes: 30)], Stop);

        Assert.Empty(desks.Board.Latest("demo"));
        Assert.Equal(AlertOutcome.ClearedItself, (await desks.Stores.Alerts.FindAsync(AlertPolicy.ConditionOf(Outage(5)), Stop))!.Outcome);
    }
}
