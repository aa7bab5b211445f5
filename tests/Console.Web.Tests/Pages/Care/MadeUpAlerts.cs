using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Tests.Pages.Care;

internal static class MadeUpAlerts
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    public static Actor Worker { get; } = new(new StaffId("worker"), "林晓芸", Role.SocialWorker, "demo");

    public static Alert Of(int home, Severity severity = Severity.Urgent) => new()
    {
        Id = AlertId.Of(new HomeId("demo", $"h{home}"), AnomalyKind.Inactivity, "", Noon),
        Home = new HomeId("demo", $"h{home}"),
        Kind = AnomalyKind.Inactivity,
        Cause = "",
        DecidedAt = Noon,
        Since = Noon.AddHours(-3),
        Severity = severity,
        Evidence = new Sentence("安静了三小时。", "Silent for three hours."),
    };

    public static Alert Shelved(int home) => Of(home).Shelve(Worker, Noon.AddHours(4), "女儿马上到", Noon).Value;
}
