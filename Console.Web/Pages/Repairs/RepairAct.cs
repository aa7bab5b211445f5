using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>Something that can be pressed about a repair now: on its card, on its page, or by dragging the card to a column.</summary>
/// <param name="Move">What it does.</param>
/// <param name="Word">Key of its word.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="To">The column it leads to; null where the card stays or leaves the board.</param>
public sealed record RepairAct(RepairMove Move, string Word, string Icon, RepairColumn? To)
{
    private static readonly RepairMove[] Order =
    [
        RepairMove.Triage, RepairMove.Accept, RepairMove.Start, RepairMove.Finish, RepairMove.Wait,
        RepairMove.Assign, RepairMove.Reopen, RepairMove.Merge, RepairMove.Refuse,
    ];

    /// <summary>The legal next steps that this person may take, always in this order. What is not here cannot be pressed and no column takes it.</summary>
    public static IReadOnlyList<RepairAct> Of(Repair repair, Role role, StaffId me) =>
    [
        .. Order.Where(move => RepairCourse.After(repair.State, move) is not null && RepairRights.Table.Allows(RepairRights.Of(move), role) && Sensible(repair, move, role, me))
            .Select(move => new RepairAct(move, WordOf(repair, move, role), IconOf(move), ColumnAfter(repair.State, move))),
    ];

    /// <summary>The next sensible one: what the primary button does; null where somebody else is to act.</summary>
    public static RepairMove? Next(Repair repair, Role role, StaffId me)
    {
        var leads = role != Role.RepairWorker;
        RepairMove? wanted = repair.State switch
        {
            RepairState.Submitted => RepairMove.Triage,
            RepairState.Triaged => RepairMove.Assign,
            RepairState.Assigned or RepairState.Reopened when leads => repair.Worker is null ? RepairMove.Assign : null,
            RepairState.Assigned or RepairState.Reopened => RepairMove.Accept,
            RepairState.Accepted or RepairState.Waiting when !leads => RepairMove.Start,
            RepairState.Working when !leads => RepairMove.Finish,
            _ => null,
        };
        return Of(repair, role, me).FirstOrDefault(act => act.Move == wanted)?.Move;
    }

    /// <summary>Somebody else's work: a worker takes it over before going on with it.</summary>
    public static bool IsOfColleague(Repair repair, Role role, StaffId me) => role == Role.RepairWorker && repair.Worker is { } other && other != me;

    // A worker assigns only to himself: where that would change nothing, "accept" is the word for it.
    private static bool Sensible(Repair repair, RepairMove move, Role role, StaffId me) => move switch
    {
        RepairMove.Accept or RepairMove.Start or RepairMove.Finish or RepairMove.Wait => !IsOfColleague(repair, role, me),
        RepairMove.Assign when role == Role.RepairWorker => IsOfColleague(repair, role, me) || repair.State == RepairState.Triaged,
        RepairMove.Confirm or RepairMove.NotFixed => false,   // the reporter's alone
        _ => true,
    };

    // Sorting a new report ends with giving it to a unit: the card goes to that column.
    private static RepairColumn? ColumnAfter(RepairState state, RepairMove move) =>
        (move == RepairMove.Triage && state == RepairState.Submitted ? RepairColumn.Assigned : RepairColumns.Of(RepairCourse.After(state, move)!.Value)) is { } column
        && column != RepairColumns.Of(state) ? column : null;

    private static string WordOf(Repair repair, RepairMove move, Role role) => move != RepairMove.Assign ? "Move" + move
        : role == Role.RepairWorker ? "MoveTake"
        : repair.Worker is null ? "MoveGive" : "MoveAssign";

    private static string IconOf(RepairMove move) => move switch
    {
        RepairMove.Triage => "check",
        RepairMove.Assign => "person",
        RepairMove.Accept => "hand",
        RepairMove.Start => "play",
        RepairMove.Wait => "clock",
        RepairMove.Finish => "tick",
        RepairMove.Refuse => "cross",
        RepairMove.Merge => "swap",
        _ => "back",
    };
}
