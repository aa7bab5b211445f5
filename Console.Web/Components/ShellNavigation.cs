using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;

namespace CommunityConsole.Web.Components;

/// <summary>A page in the navigation.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Name">Key of its name in ShellText; the name also serves as page title.</param>
/// <param name="Icon">Name of its icon in <see cref="Icons"/>.</param>
/// <param name="Roles">Who sees it: the same roles the page demands.</param>
public sealed record NavigationEntry(string Path, string Name, string Icon, string Roles);

/// <summary>Every page a person can go to, in the order of the navigation. A new page adds its line here.</summary>
public static class ShellNavigation
{
    /// <summary>All pages, most pressing first: on a phone the first four stand in the bottom bar, the rest under "more".</summary>
    public static IReadOnlyList<NavigationEntry> All { get; } =
    [
        new("/care", "NavCare", "heart", Roles.Care),
        new("/approvals", "NavApprovals", "check", Roles.Approvals),
        new("/field", "NavField", "walk", Roles.Field),
        new("/morning", "NavMorning", "sun", Roles.Care),
        new("/repairs", "NavRepairs", "wrench", Roles.Repairs),
        new("/my-repairs", "NavMyRepairs", "wrench", Roles.Residents),
        new("/points", "NavPoints", "done", Roles.Residents),
        new("/votes", "NavVotes", "ballot", Roles.All),
        new("/topics", "NavTopics", "hand", Roles.All),
        new("/time", "NavTime", "clock", Roles.Residents),
        new("/time/board", "NavTimeBoard", "people", Roles.MutualHelp),
        new("/homes", "NavHomes", "home", Roles.Care),
        new("/duty", "NavDuty", "person", Roles.Care),
        new("/map", "NavMap", "map", Roles.Care),
        new("/routines", "NavRoutines", "clock", Roles.Care),
        new("/numbers", "NavNumbers", "chart", Roles.Care),
        new("/repairs/numbers", "NavRepairNumbers", "gauge", Roles.Staff),
        new("/assets", "NavAssets", "plate", Roles.Assets),
        new("/repairs/improvements", "NavImprovements", "swap", Roles.Improvements),
        new("/devices", "NavDevices", "device", Roles.Operations),
        new("/logins", "NavLogins", "key", Roles.Administration),
        new("/quarantine", "NavQuarantine", "box", Roles.Operations),
        new("/status", "NavStatus", "pulse", Roles.Operations),
        new("/report", "NavReport", "note", Roles.Residents),
        new("/progress", "NavProgress", "chart", $"{Roles.Residents},{nameof(Role.RepairWorker)}"),
        new("/time/desk", "NavTimeDesk", "clock", Roles.TimeDesk),
        new("/time/disputes", "NavTimeDisputes", "hand", Roles.TimeDesk),
        new("/time/health", "NavTimeHealth", "pulse", Roles.All),
        new("/points/desk", "NavPointsDesk", "shelf", Roles.Points),
        new("/points/rules/new", "NavPointsNew", "note", Roles.Chairs),
        new("/points/rules", "NavPointsRules", "shelf", Roles.All),
        new("/delegates", "NavDelegates", "people", Roles.All),
        new("/demo", "NavDemo", "play", Roles.Care),
    ];

    /// <summary>What a role sees.</summary>
    public static IReadOnlyList<NavigationEntry> Of(Role role) =>
        [.. All.Where(entry => entry.Roles.Split(',').Contains(role.ToString()))];

    /// <summary>Where a role starts after the sign-in: its first page, or the page that says there is none yet.</summary>
    public static string StartOf(Role role) => Of(role) is [var first, ..] ? first.Path : "/welcome";
}
