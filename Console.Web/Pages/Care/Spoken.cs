using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>An alert in words that a room may hear and a locked screen may show: how grave, at which entrance, what; no flat, no name.</summary>
internal static class Spoken
{
    /// <summary>危急，7 号楼 2 单元，一键求助。</summary>
    public static string Of(HomeDirectory homes, Alert alert, IStringLocalizer<AlertText> words)
    {
        var place = alert.Area is { } area ? homes.NameOf(area).ToString() : homes.Find(alert.Home)?.Address.Entrance?.ToString();
        var (severity, kind) = (words["Severity_" + alert.Severity], words["Kind_" + alert.Kind]);
        return place is null ? words["SpokenWithoutPlace", severity, kind] : words["Spoken", severity, place, kind];
    }
}
