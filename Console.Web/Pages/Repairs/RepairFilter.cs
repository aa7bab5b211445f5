using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>What the board shows: part of the address, so that a view can be sent as a link.</summary>
/// <param name="Service">Only this service; null for all.</param>
/// <param name="Unit">Only this unit; null for all.</param>
/// <param name="Mine">Only what I have.</param>
/// <param name="Late">Only what is past its time.</param>
/// <param name="Tab">The tab of a phone; null for the first one of the reader.</param>
/// <param name="Place">Only at this place of the estate, as <see cref="RepairMapView"/> names it; null for everywhere.</param>
/// <param name="Map">The estate's plan stands in place of the columns.</param>
public sealed record RepairFilter(
    ServiceCode? Service = null, UnitId? Unit = null, bool Mine = false, bool Late = false, string? Tab = null, string? Place = null, bool Map = false)
{
    /// <summary>The tab with the reader's own work.</summary>
    public const string MineTab = "Mine";

    /// <summary>In the address: the plan, not the columns.</summary>
    public const string MapView = "map";

    /// <summary>Whether somebody has work with it.</summary>
    public static bool IsMine(Repair repair, StaffId me) => repair.IsOpen && repair.Worker == me;

    /// <summary>Whether anything is left out.</summary>
    public bool Narrows => Service is not null || Unit is not null || Mine || Late || Place is not null;

    /// <summary>Whether the repair is shown; whether it is at <see cref="Place"/> the plan says.</summary>
    public bool Shows(Repair repair, StaffId me, DateTimeOffset now) =>
        (Service is null || repair.Service == Service)
        && (Unit is null || repair.Unit == Unit)
        && (!Mine || repair.Worker == me)
        && (!Late || RepairPolicy.LateFrom(repair) <= now);

    /// <summary>The board's address with this filter.</summary>
    public string Address
    {
        get
        {
            List<string> parts = [];
            Add("service", Service?.Value);
            Add("unit", Unit?.Value);
            Add("mine", Mine ? "true" : null);
            Add("late", Late ? "true" : null);
            Add("tab", Tab);
            Add("at", Place);
            Add("view", Map ? MapView : null);
            return parts.Count == 0 ? "/repairs" : "/repairs?" + string.Join('&', parts);

            void Add(string name, string? value)
            {
                if (value is not null)
                {
                    parts.Add($"{name}={Uri.EscapeDataString(value)}");
                }
            }
        }
    }
}
