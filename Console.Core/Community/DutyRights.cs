using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>The commands of <see cref="DutyDesk"/>.</summary>
public enum DutyCommand
{
    Plan,
    Change,
    Remove,

    /// <summary>Writes the handover note.</summary>
    Note,

    /// <summary>Reads the roster.</summary>
    Look,
}

/// <summary>Who may give them; a worker changes the roster only as supervisor.</summary>
public static class DutyRights
{
    /// <summary>The table.</summary>
    public static RightsTable<DutyCommand> Table { get; } = new(new Dictionary<DutyCommand, Role[]>
    {
        [DutyCommand.Plan] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
        [DutyCommand.Change] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
        [DutyCommand.Remove] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
        [DutyCommand.Note] = [Role.SocialWorker, Role.GridManager],
        [DutyCommand.Look] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
    });

    /// <summary>Whether the person plans duty: a grid manager, an administrator, or the supervisor who is on duty.</summary>
    public static bool Plans(Role role, StaffId person, Shift? onDuty) =>
        role is Role.GridManager or Role.Administrator || (role == Role.SocialWorker && onDuty?.Supervisor == person);
}

/// <summary>No such shift.</summary>
public sealed record ShiftNotFound(ShiftId Shift)
    : Problem("duty.unknown", new("没有找到这个班次，可能已被取消。请刷新列表。", "This shift was not found; it may have been taken off. Refresh the list."));

/// <summary>A worker who is not the supervisor on duty.</summary>
public sealed record DutyNotYours()
    : Problem("duty.not-yours", new("值班表由网格长、管理员或当班主管安排。", "The roster is made by a grid manager, an administrator or the supervisor on duty."));

/// <summary>Times, order or people are not in order.</summary>
public sealed record DutyNotValid(Sentence Reason) : Problem("duty.invalid", Reason);

/// <summary>Another shift claims the same time.</summary>
public sealed record ShiftOverlaps(ShiftId Other, Sentence When)
    : Problem("duty.overlap", new($"与另一个班次重叠（{When.Zh}），请改时间或先取消那个班次。", $"This overlaps another shift ({When.En}); change the times or take that one off first."));

/// <summary>Somebody else changed the shift in the meantime.</summary>
public sealed record ShiftChangedMeanwhile(ShiftId Shift)
    : Problem("duty.changed", new("刚才有人修改了这个班次，请查看新内容后再保存。", "Somebody has just changed this shift; look at the new content and save again."));

/// <summary>It is over, and stays as it was.</summary>
public sealed record ShiftIsOver(ShiftId Shift)
    : Problem("duty.over", new("这个班次已经结束，不能再改。", "This shift is over and cannot be changed."));
