namespace CommunityConsole.Core.Community;

/// <summary>Who gives a command: the person, the role as read for this command, and the community it stays inside.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">As shown in records.</param>
/// <param name="Role">Read afresh for each command, so a revoked role ends at once.</param>
/// <param name="Community">No desk crosses this line.</param>
public sealed record Actor(StaffId Id, string Name, Role Role, string Community)
{
    /// <summary>The program itself, for steps nobody took by hand.</summary>
    public static Actor Program(string community) => new(new StaffId("program"), "系统", Role.Administrator, community);
}
