using CommunityConsole.Web.Pages.Map;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>Open repairs, by how grave they are (<see cref="RepairMapView.WeightOf"/>).</summary>
internal sealed class RepairsReading(IStringLocalizer<RepairsText> text) : IMapReading
{
    public string FootIcon => "wrench";

    public string OfPlan(EstatePlan plan, EstateState state) => text["MapPlan", plan.Blocks.Count, state.Homes];

    /// <summary>幸福里 7 号楼，3 件没办完，危险 1 件，一般 2 件.</summary>
    public string OfBuilding(string name, BlockState state) => Of(name.Length > 0 ? name : text["MapNoBuilding"], state.Alerts);

    public string OfCell(string name, BlockState state) => state.Alerts.Total == 0 ? name : Of(name, state.Alerts);

    /// <summary>The counts behind a name.</summary>
    public string Of(string name, SeverityCounts counts) => string.Join(
        text["Comma"],
        [
            name,
            counts.Total == 0 ? text["MapNone"].Value : text["MapOpen", counts.Total].Value,
            .. SeverityCounts.GravestFirst.Where(severity => counts[severity] > 0).Select(severity => text["MapCount" + severity, counts[severity]].Value),
        ]);
}
