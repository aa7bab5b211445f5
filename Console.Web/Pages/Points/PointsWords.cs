using CommunityConsole.Core.Points;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Points;

/// <summary>An entry of the ledger in words.</summary>
internal static class PointsWords
{
    /// <summary>What it was for; a counter-entry says what it takes back.</summary>
    public static string Of(EntryView entry, IStringLocalizer<PointsText> text) =>
        entry.Kind == PointsKind.RulesPublished ? text["KindRulesPublished", entry.Version]
        : entry.Undoes > 0 ? text["Kind" + entry.Kind, entry.Undoes, entry.What?.ToString() ?? ""]
        : entry.Title.Length > 0 ? $"{entry.Title} · {entry.What}"
        : entry.What?.ToString() ?? text["Kind" + entry.Kind];
}
