using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Care;
using CommunityConsole.Core.Tests.Repairs;
using Microsoft.Extensions.Logging.Abstractions;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Governance;

/// <summary>What the program reports to the property about an alert, and what it keeps to itself.</summary>
public sealed class AlertRepairsTests
{
    [Fact]
    public async Task Water_IsReported_WithoutTheHomeNumberInTheOpen()
    {
        await using var desks = Desks.Fresh();
        await desks.Homes.RegisterAsync(new([], [], [Registered]), Ma with { Role = Role.Administrator }, default);
        var alert = Of(Decision(kind: AnomalyKind.ContinuousWater));

        var report = AlertRepairs.ReportOf(alert, desks.Directory)!;

        Assert.Equal((ServiceCodes.Water, SiteKind.Home, alert.Subject), (report.Service, report.Site, report.Source));
        Assert.DoesNotContain(Registered.Address.Room, report.Title + report.Description + report.Location, StringComparison.Ordinal);
        Assert.Contains(Registered.Address.Room, report.Contact, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outage_IsReportedForItsBuilding_AndSilenceIsNobodysRepair()
    {
        await using var desks = Desks.Fresh();

        Assert.Equal("b3", AlertRepairs.ReportOf(Of(Outage(homes: 5)), desks.Directory)!.Building);
        Assert.Null(AlertRepairs.ReportOf(Of(Decision(kind: AnomalyKind.Inactivity)), desks.Directory));
        Assert.Null(AlertRepairs.ReportOf(Of(Decision(kind: AnomalyKind.ContinuousWater, severity: Severity.Notice)), desks.Directory));
    }

    [Fact]
    public async Task Alert_IsReportedOnce_AlsoAfterARestart()
    {
        await using var room = new RepairRoom();
        var board = new AlertBoard(room.Time);
        board.Show([Of(Decision(kind: AnomalyKind.ContinuousWater))]);
        await using var desks = Desks.Fresh();

        for (var start = 0; start < 2; start++)
        {
            using var joiner = new AlertRepairs(board, room.Reports, desks.Directory, room.Time, NullLogger<AlertRepairs>.Instance);
            await joiner.RunAsync(default);
            await joiner.RunAsync(default);
        }

        Assert.Equal(1, (await room.Stores.Repairs.PageAsync(new RepairQuery("demo"), default)).Total);
    }

    private static Alert Of(WatchDecision decision) => Alert.Open(AlertPolicy.ConditionOf(decision), decision, Cell, Noon);
}
