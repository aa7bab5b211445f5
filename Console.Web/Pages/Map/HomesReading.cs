using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Map;

/// <summary>Homes, and their alerts by severity.</summary>
internal sealed class HomesReading(IStringLocalizer<MapText> text) : IMapReading
{
    public string FootIcon => "home";

    public string OfPlan(EstatePlan plan, EstateState state) => text["PlanLabel", plan.Blocks.Count, state.Homes];

    /// <summary>幸福里 7 号楼，25 户，紧急 1 条，失守 2 户.</summary>
    public string OfBuilding(string name, BlockState state)
    {
        List<string> parts = [name.Length > 0 ? name : text["NoBuilding"], text["HomeCount", state.Homes]];
        if (state.Alerts.Total > 0)
        {
            parts.Add(Alerts(state.Alerts));
        }

        if (state.Unwatched > 0)
        {
            parts.Add(text["UnwatchedCount", state.Unwatched]);
        }

        return string.Join(text["Comma"], parts);
    }

    public string OfCell(string name, BlockState state) => state.Alerts.Total == 0 ? name : $"{name}{text["Comma"]}{Alerts(state.Alerts)}";

    /// <summary>紧急 1 条，关注 2 条.</summary>
    public string Alerts(SeverityCounts counts) => string.Join(
        text["Comma"],
        SeverityCounts.GravestFirst.Where(severity => counts[severity] > 0).Select(severity => text["AlertCount_" + severity, counts[severity]].Value));
}
