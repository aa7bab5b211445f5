using CommunityConsole.Core.Community;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Care;

/// <summary>Who can be called at this moment.</summary>
/// <param name="Workers">In the order of calling.</param>
/// <param name="Supervisor">Called when the workers do not answer.</param>
/// <param name="Managers">The grid manager, then the deputy.</param>
/// <param name="Everybody">Nobody is on duty: each group is called whole, the workers first and then the managers.</param>
public sealed record DutyTeam(IReadOnlyList<StaffId> Workers, StaffId? Supervisor, IReadOnlyList<StaffId> Managers, bool Everybody)
{
    /// <summary>The team of the shift on duty without those who cannot be sent any more; everybody where there is no shift or nobody left of it.</summary>
    /// <param name="shift">The shift on duty; null when there is none.</param>
    /// <param name="staff">The people of the community that can be sent.</param>
    public static DutyTeam Of(Shift? shift, IReadOnlyList<StaffMember> staff)
    {
        bool Serves(StaffId id) => staff.Any(member => member.Id == id);
        var workers = shift?.Workers.Where(Serves).ToList() ?? [];
        if (shift is null || (workers.Count == 0 && !Serves(shift.Supervisor)))
        {
            return new DutyTeam(
                [.. staff.Where(member => member.Role == Role.SocialWorker).Select(member => member.Id)],
                null,
                [.. staff.Where(member => member.Role == Role.GridManager).Select(member => member.Id)],
                Everybody: true);
        }

        StaffId[] managers = [shift.GridManager, .. shift.Deputy is { } deputy ? [deputy] : Array.Empty<StaffId>()];
        return new DutyTeam(workers, Serves(shift.Supervisor) ? shift.Supervisor : null, [.. managers.Where(Serves)], Everybody: false);
    }

    /// <summary>Whom a stage calls. For an alert nobody is called twice: where the next in line was called already, the one after is.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="called">Who was called about this already.</param>
    public IEnumerable<StaffId> For(NoticeStage stage, IReadOnlySet<StaffId> called) => (stage, Everybody) switch
    {
        (NoticeStage.Call, true) => Workers.Count > 0 ? Workers : Managers,
        (NoticeStage.NextCall, true) => Managers.Where(manager => !called.Contains(manager)),
        (NoticeStage.Call or NoticeStage.NextCall, _) => First(Line, called),
        (NoticeStage.SupervisorCall, false) => First(Supervisor is { } supervisor ? [supervisor, .. Managers] : Managers, called),
        (NoticeStage.ApprovalAsked or NoticeStage.ApprovalReminder, false) => Managers.Take(1),
        (NoticeStage.ApprovalAsked or NoticeStage.ApprovalReminder, true) => Managers,
        (NoticeStage.MorningCalls, _) => Workers.Count > 0 ? Workers : Line.Take(1),
        (NoticeStage.ApprovalDeputy, _) => First(Managers.Skip(1), called),
        _ => [],
    };

    private IEnumerable<StaffId> Line => Workers.Concat(Supervisor is { } supervisor ? [supervisor] : []).Concat(Managers);

    private static IEnumerable<StaffId> First(IEnumerable<StaffId> line, IReadOnlySet<StaffId> called) => line.Where(person => !called.Contains(person)).Take(1);
}
