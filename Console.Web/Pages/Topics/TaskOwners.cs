using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Pages.Repairs;

namespace CommunityConsole.Web.Pages.Topics;

/// <summary>What the owner of a task is called on a screen.</summary>
public sealed class TaskOwners(RepairAdvisor advisor, StaffDirectory staff)
{
    private readonly RepairNames _names = new(advisor, staff);

    /// <summary>A unit's name, or a person's.</summary>
    public string Of(TaskTerms terms) => terms.Unit is { } unit ? _names.Of((UnitId?)new UnitId(unit)) : _names.Of(terms.Person);
}
