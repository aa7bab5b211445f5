using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Governance;

/// <summary>Meters feed repairs: water that does not stop, and a building that falls silent, are reported to the property by the program, once for each alert.</summary>
/// <remarks>A repair is read by many, an alert by few: the home's number is told to those who handle repairs only, and nothing of what the meters said.</remarks>
internal sealed partial class AlertRepairs(AlertBoard alerts, ReportDesk reports, HomeDirectory homes, TimeProvider time, ILogger<AlertRepairs> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private readonly HashSet<AlertId> _reported = [];

    /// <summary>What is reported about an alert; null where it is nothing of the property's.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="homes">Knows where homes and buildings are.</param>
    public static RepairReport? ReportOf(Alert alert, HomeDirectory homes)
    {
        if (!IsOfTheProperty(alert))
        {
            return null;
        }

        if (alert.Area is { } area)
        {
            var building = area.Kind == AreaKind.Building ? area.Name : "";
            var place = homes.Buildings(alert.Home.Community).FirstOrDefault(one => one.Id == building)?.Name ?? area.Name;
            return new RepairReport("多户设备同时离线", $"{alert.Homes.Count} 户的设备同时没有消息，可能停电或断网，请到楼里查看供电和弱电。", place)
            {
                Service = ServiceCodes.Power,
                Site = SiteKind.Building,
                Building = building,
                Source = alert.Subject,
            };
        }

        var home = homes.Find(alert.Home);
        return new RepairReport(
            "用水不停，疑似漏水", "水表显示一直有水在流，可能是管道、马桶或龙头漏水，请上门查看。",
            home?.Address.Entrance?.Zh ?? "住户家中",
            home is null ? alert.Home.Home : $"{home.Address.BuildingName} {home.Address.Unit} 单元 {home.Address.Room}")
        {
            Service = ServiceCodes.Water,
            Site = SiteKind.Home,
            Building = home?.Address.Building ?? "",
            Source = alert.Subject,
        };
    }

    /// <summary>Reports what has not been reported yet.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        var open = alerts.All.Where(IsOfTheProperty).ToList();
        _reported.IntersectWith(open.Select(alert => alert.Id));
        foreach (var alert in open.Where(alert => !_reported.Contains(alert.Id)))
        {
            // The alert is the source, and of a source there is one repair: telling it again after a restart changes nothing.
            var result = await reports.ReportAsync(ReportOf(alert, homes)!, Actor.Program(alert.Home.Community), cancellation);
            _reported.Add(alert.Id);
            if (result.Problem is { } refusal)
            {
                // Once: what is refused now is refused in five seconds as well.
                LogRefused(alert.Id.Value, refusal.Code);
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(time is DemoTime demo ? Period * demo.Speed : Period, time);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static bool IsOfTheProperty(Alert alert) =>
        alert is { IsOpen: true, Kind: AnomalyKind.ContinuousWater or AnomalyKind.AreaOutage } && alert.Severity >= Severity.Attention;

    [LoggerMessage(Level = LogLevel.Error, Message = "Alert {Alert} could not be reported to the repair desk ({Code}); please report it by hand.")]
    private partial void LogRefused(Guid alert, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alerts could not be told to the repair desk; the next look is in five seconds.")]
    private partial void LogFailed(Exception exception);
}
