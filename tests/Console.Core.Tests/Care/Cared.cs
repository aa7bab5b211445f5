using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>People and decisions as tests of the care desk need them.</summary>
internal static class Cared
{
    internal static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    internal static readonly HomeId Place = new("demo", "3-502");

    internal static readonly GridCellId Cell = new("demo", "east");

    internal static readonly Actor Lin = new(new StaffId("lin"), "林晓芸", Role.SocialWorker, "demo") { From = "10.0.0.7" };

    internal static readonly Actor Zhou = new(new StaffId("zhou"), "周建国", Role.SocialWorker, "demo");

    internal static readonly Actor Ma = new(new StaffId("ma"), "马红", Role.GridManager, "demo");

    internal static readonly Actor He = new(new StaffId("he"), "何书瑶", Role.SocialWorker, "demo");

    internal static readonly Actor Luo = new(new StaffId("luo"), "罗雅琴", Role.GridManager, "demo");

    internal static readonly StaffMember[] Staff =
        [.. new[] { Lin, Zhou, Ma, He, Luo }.Select(actor => new StaffMember(actor.Id, actor.Name, actor.Role, actor.Community, Disabled: false))];

    internal static Home Registered { get; } = new(
        Place, new Address("b3", "幸福里 3 号楼", "2", "502"), Cell, new Resident("张桂芳", "13812348000", 1941, LivesAlone: true))
    {
        Version = 1,
    };

    /// <summary>The resident's own word, said today before a witness.</summary>
    internal static ConsentWords Word { get; } = new(SpeakerCapacity.Resident, "", DateOnly.FromDateTime(Noon.UtcDateTime), ConsentForm.Spoken, "邻居陈阿姨", "");

    /// <summary>A shift in which Lin and then Zhou are called, He is supervisor, Ma approves and Luo is her deputy.</summary>
    internal static Shift Team(DateTimeOffset from, DateTimeOffset until) => new(ShiftId.New(), "demo", from, until)
    {
        Workers = [Lin.Id, Zhou.Id],
        Supervisor = He.Id,
        GridManager = Ma.Id,
        Deputy = Luo.Id,
    };

    internal static WatchDecision Decision(
        DecisionChange change = DecisionChange.Opened,
        Severity severity = Severity.Urgent,
        AnomalyKind kind = AnomalyKind.Inactivity,
        double opened = 0,
        double minutes = 0,
        string cause = "",
        HomeId? home = null) =>
        new(
            Noon.AddMinutes(minutes),
            home ?? Place,
            kind,
            cause,
            severity,
            change,
            Noon.AddMinutes(opened),
            Noon.AddHours(-3),
            new Sentence($"安静了很久（{minutes}）。", $"Silent for long ({minutes})."));

    /// <summary>An outage of a building with so many homes.</summary>
    internal static WatchDecision Outage(int homes, DecisionChange change = DecisionChange.Opened, double minutes = 0)
    {
        var area = new AreaId("demo", AreaKind.Building, "b3");
        return Decision(change, Severity.Urgent, AnomalyKind.AreaOutage, minutes: minutes, cause: area.Text, home: area.Place) with
        {
            Extent = new OutageExtent(area, [.. Enumerable.Range(1, homes).Select(n => new HomeId("demo", $"h{n}"))]),
        };
    }
}
