using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>What services, units and people are called on a screen.</summary>
public sealed class RepairNames(RepairAdvisor advisor, StaffDirectory staff)
{
    /// <summary>The service's name; empty while it is not known.</summary>
    public static string Of(ServiceCode? service) =>
        service is { } code ? ServiceCatalogue.Find(code)?.Name.ToString() ?? code.Value : "";

    /// <summary>The unit's name; empty before it is assigned.</summary>
    public string Of(UnitId? unit) =>
        unit is { } id ? advisor.Units.FirstOrDefault(known => known.Id == id)?.Name.ToString() ?? id.Value : "";

    /// <summary>The person's name; empty while nobody has it.</summary>
    public string Of(StaffId? worker) => worker is { } id ? staff.NameOf(id) : "";
}
