using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Delegates;

/// <summary>Groups and gaps as a screen says them.</summary>
public sealed class DelegateWords(HomeDirectory homes, string community, IStringLocalizer<DelegatesText> text)
{
    private readonly Dictionary<string, string> _buildings = homes.Buildings(community).ToDictionary(building => building.Id, building => building.Name);

    /// <summary>A group's name.</summary>
    public string NameOf(GroupKind kind, string group) => GroupWords.Of(kind, group, _buildings.GetValueOrDefault).ToString();

    /// <summary>A building's name; null where it is not known.</summary>
    public string? NameOfBuilding(string building) => _buildings.GetValueOrDefault(building);

    /// <summary>"9 号楼没有代表（应有 2 名）", "60 岁以上少 2 名", "5 号楼多 1 名"; empty where there is no gap.</summary>
    public string GapOf(GroupBalance balance, GroupLine line)
    {
        var name = NameOf(balance.Kind, line.Group);
        return line.Gap == 0 ? ""
            : line.Present == 0 ? text["GapNobody", name, line.Fair]
            : line.Gap < 0 ? text["GapFew", name, -line.Gap]
            : text["GapMany", name, line.Gap];
    }

    /// <summary>What is short in a table, the largest first, in one sentence.</summary>
    public string ShortOf(GroupBalance balance)
    {
        var few = balance.Lines.Where(line => line.Gap < 0).OrderBy(line => line.Gap).Select(line => GapOf(balance, line)).ToList();
        return few.Count == 0 ? text["NoGap"] : string.Join(text["Comma"], few) + text["Stop"];
    }

    /// <summary>A day.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Tenths of a per cent, rounded down.</summary>
    public static string Percent(long part, long whole) => whole == 0 ? "0" : (1000 * part / whole / 10m).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A quota with two decimals, rounded down.</summary>
    public static string Quota(GroupBalance balance, GroupLine line) => (balance.QuotaHundredths(line) / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
