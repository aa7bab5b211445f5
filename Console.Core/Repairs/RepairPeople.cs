using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Repairs;

/// <summary>Finds the people behind "the worker", "a role" and "whoever is on duty", at this moment.</summary>
internal sealed class RepairPeople(StaffDirectory staff, DutyRoster roster, TimeProvider time)
{
    private static readonly Role[] Handlers = [Role.RepairWorker, Role.GridManager, Role.Administrator];

    /// <summary>Who is told. Whoever has left, or is of elsewhere, is not called: those of the trade are.</summary>
    public IEnumerable<StaffId> Of(RepairReceivers to, string community)
    {
        var members = OfRoles(to.Person is null ? to.Roles : Handlers, community);
        return to.Person is { } person ? members.Contains(person) ? [person] : OfRoles([Role.RepairWorker], community)
            : to.IsOnDuty ? OnDuty(members, community)
            : members;
    }

    // The shift's grid manager, else the deputy, else all of them; where there are none, those above: somebody rather than nobody.
    private List<StaffId> OnDuty(List<StaffId> managers, string community)
    {
        var shift = roster.At(community, time.GetUtcNow());
        var onDuty = new[] { shift?.GridManager, shift?.Deputy }.FirstOrDefault(person => person is { } known && managers.Contains(known));
        return onDuty is { } found ? [found] : managers.Count > 0 ? managers : OfRoles([Role.Administrator], community);
    }

    private List<StaffId> OfRoles(IEnumerable<Role> roles, string community) => [.. roles.SelectMany(role => staff.OfRole(community, role)).Select(member => member.Id)];
}
