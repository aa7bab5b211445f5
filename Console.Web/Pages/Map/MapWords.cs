using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Map;

/// <summary>The picture in words, for those who hear it.</summary>
internal static class MapWords
{
    /// <summary>幸福里 7 号楼，25 户，紧急 1 条，失守 2 户.</summary>
    public static string Of(string name, BlockState state, IStringLocalizer<MapText> text)
    {
        List<string> parts = [name, text["HomeCount", state.Homes]];
        if (state.Alerts.Total > 0)
        {
            parts.Add(Alerts(state.Alerts, text));
        }

        if (state.Unwatched > 0)
        {
            parts.Add(text["UnwatchedCount", state.Unwatched]);
        }

        return string.Join(text["Comma"], parts);
    }

    /// <summary>紧急 1 条，关注 2 条.</summary>
    public static string Alerts(SeverityCounts counts, IStringLocalizer<MapText> text) => string.Join(
        text["Comma"],
        SeverityCounts.GravestFirst.Where(severity => counts[severity] > 0).Select(severity => text["AlertCount_" + severity, counts[severity]].Value));
}
