namespace CommunityConsole.Core.Community;

/// <summary>Who gives a command: the person, the role as read for this command, and the community it stays inside. Made afresh for each command.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">As shown in records.</param>
/// <param name="Role">Read afresh for each command, so a revoked role ends at once.</param>
/// <param name="Community">No desk crosses this line.</param>
public sealed record Actor(StaffId Id, string Name, Role Role, string Community)
{
    /// <summary>The account of <see cref="Program"/>.</summary>
    public static StaffId ProgramId { get; } = new("program");

    /// <summary>The account of whoever answers by a one-time link or reports without an account.</summary>
    public static StaffId LinkId { get; } = new("link");

    /// <summary>Where the command comes from, for the audit: a network address, or empty.</summary>
    public string From { get; init; } = "";

    /// <summary>The client's own key for this command: a retry with the same key gets the first answer and has no second effect.</summary>
    public Guid? CommandKey { get; init; }

    /// <summary>When the person gave it, where it came later than that: tapped on a phone without a link. Null: now. Ask <see cref="TimeOf"/>, never this: it is only the phone's word.</summary>
    public DateTimeOffset? GivenAt { get; init; }

    /// <summary>When the command counts: the person's own time, but never before the step it follows and never in the future. What came within five seconds came at once.</summary>
    public DateTimeOffset TimeOf(DateTimeOffset previous, DateTimeOffset now) =>
        GivenAt is not { } given || now - given < AtOnce || previous >= now ? now
        : given < previous ? previous
        : given;

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    /// <summary>The program itself, for steps nobody took by hand.</summary>
    public static Actor Program(string community) => new(ProgramId, "系统", Role.Administrator, community);

    /// <summary>Somebody who answers by a one-time link; it proves that the message was received, not who pressed.</summary>
    public static Actor ByLink(string community, string words) => new(LinkId, $"{words}（链接）", Role.Resident, community);

    /// <summary>Somebody without an account, of whom nothing is known.</summary>
    public static Actor Anybody(string community) => new(LinkId, "居民", Role.Resident, community);

    /// <summary>Whether a step was taken by a person of the community's staff.</summary>
    public static bool IsStaff(StaffId id) => id != ProgramId && id != LinkId;
}
