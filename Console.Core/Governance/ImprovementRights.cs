using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Governance;

/// <summary>The commands of <see cref="ImprovementDesk"/>.</summary>
public enum ImprovementCommand
{
    /// <summary>Reads the monthly list and the improvements.</summary>
    Look,
    Open,
    Change,

    /// <summary>Says that it is done, or is dropped.</summary>
    Close,
}

/// <summary>Who may give them; a worker closes only what is his own.</summary>
public static class ImprovementRights
{
    private static readonly Role[] Leaders = [Role.GridManager, Role.Administrator];
    private static readonly Role[] Readers = [Role.RepairWorker, Role.SocialWorker, .. Leaders];

    /// <summary>The table.</summary>
    public static RightsTable<ImprovementCommand> Table { get; } = new(new Dictionary<ImprovementCommand, Role[]>
    {
        [ImprovementCommand.Look] = Readers,
        [ImprovementCommand.Open] = Leaders,
        [ImprovementCommand.Change] = Leaders,
        [ImprovementCommand.Close] = Readers,
    });

    /// <summary>Whether the person may close this one.</summary>
    public static bool MayClose(Improvement improvement, Role role, StaffId person)
    {
        ArgumentNullException.ThrowIfNull(improvement);
        return Leaders.Contains(role) || (Readers.Contains(role) && improvement.Terms.Person == person);
    }

    /// <summary>Whether somebody of that role can own one: whoever may read it.</summary>
    public static bool MayOwn(Role role) => Readers.Contains(role);
}

/// <summary>No such improvement.</summary>
public sealed record ImprovementNotFound(ImprovementId Improvement)
    : Problem("improvement.unknown", new("没有这项改进，请刷新列表。", "There is no such improvement; refresh the list."));

/// <summary>A worker who does not own it.</summary>
public sealed record ImprovementNotYours(ImprovementId Improvement)
    : Problem("improvement.not-yours", new("这项改进由别人负责，只有负责人、网格长或管理员可以结束它。", "Somebody else owns this improvement; its owner, a grid manager or an administrator closes it."));

/// <summary>It is done or dropped and stays as it is.</summary>
public sealed record ImprovementHasEnded(ImprovementId Improvement)
    : Problem("improvement.ended", new("这项改进已经结束。还反复坏，请另列一项。", "This improvement has ended; if it breaks again, begin another one."));

/// <summary>Plan, owner or day are not in order.</summary>
public sealed record ImprovementNotValid(Sentence Reason) : Problem("improvement.invalid", Reason);

/// <summary>The cause has an open improvement.</summary>
public sealed record ImprovementIsOpen()
    : Problem("improvement.open", new("这一处已经有一项在办的改进，请在那一项里改。", "This cause has an open improvement already; change that one."));

/// <summary>Somebody else was faster.</summary>
public sealed record ImprovementChangedMeanwhile(ImprovementId Improvement)
    : Problem("improvement.changed", new("刚才有人改了这项改进，请看过新内容再改。", "Somebody has just changed this improvement; look at it and try again."));
