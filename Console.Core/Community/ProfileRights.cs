using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>The commands of <see cref="ProfileDesk"/>.</summary>
public enum ProfileCommand
{
    Write,

    /// <summary>Reads a profile: it names homes whose key somebody holds.</summary>
    Look,
}

/// <summary>Who may give them: whoever answers for the people, also about themselves.</summary>
public static class ProfileRights
{
    /// <summary>The table.</summary>
    public static RightsTable<ProfileCommand> Table { get; } = new(new Dictionary<ProfileCommand, Role[]>
    {
        [ProfileCommand.Write] = [Role.GridManager, Role.Administrator],
        [ProfileCommand.Look] = [Role.GridManager, Role.Administrator],
    });
}

/// <summary>Too long, too many, or a place that is not registered.</summary>
public sealed record ProfileNotValid(Sentence Reason) : Problem("profile.invalid", Reason);

/// <summary>Somebody else changed the profile in the meantime.</summary>
public sealed record ProfileChangedMeanwhile(StaffId Person)
    : Problem("profile.changed", new("刚才有人修改了这个人的资料，请查看新内容后再保存。", "Somebody has just changed this person's facts; look at the new content and save again."));
