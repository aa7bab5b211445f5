using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>What a staff profile must look like, and how its words compare with a home's notes.</summary>
public static class ProfilePolicy
{
    /// <summary>Longest tag, in characters.</summary>
    public const int TagLength = 24;

    /// <summary>Most languages, and most skills, of one person.</summary>
    public const int MostTags = 12;

    /// <summary>Most keys of one person.</summary>
    public const int MostKeys = 300;

    private static readonly char[] Between = ['，', '、', '；', '。', ',', ';', '/', '\n'];

    // A note may say what somebody does not speak.
    private static readonly string[] Denials = ["不会", "不懂", "不说", "不通", "听不懂", "not ", "no "];

    // The same speech under its usual names; dialects that are merely near each other are not put together.
    private static readonly string[][] Names =
    [
        ["普通话", "国语", "Mandarin"],
        ["粤语", "广东话", "Cantonese"],
        ["上海话", "沪语", "Shanghainese"],
        ["英语", "English"],
    ];

    /// <summary>The tags in a line somebody typed: each once, without blanks, in their order.</summary>
    public static IReadOnlyList<string> Tags(string line) =>
        [.. line.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The language of these that a home's note on the resident's speech names; empty where none is, or the note denies it.</summary>
    public static string Spoken(IEnumerable<string> languages, string note)
    {
        var parts = Tags(note).Where(part => !Denials.Any(denial => part.Contains(denial, StringComparison.OrdinalIgnoreCase))).ToList();
        return languages.FirstOrDefault(language => NamesOf(language).Any(name => parts.Any(part => part.Contains(name, StringComparison.OrdinalIgnoreCase)))) ?? "";
    }

    /// <summary>Null when the profile is in order, else what is wrong.</summary>
    public static Problem? Refusal(StaffProfile profile, HomeDirectory homes)
    {
        if (new[] { profile.Languages, profile.Skills }.Any(tags => tags.Count > MostTags || tags.Any(tag => tag.Trim().Length is < 2 or > TagLength)))
        {
            return Invalid("语言和技能最多各 12 项，每项 2 至 24 个字。", "At most 12 languages and 12 skills, each of 2 to 24 characters.");
        }

        if (profile.Keys.Count > MostKeys || profile.Keys.Distinct().Count() != profile.Keys.Count
            || profile.Keys.Any(home => home.Community != profile.Community || homes.Find(home) is null))
        {
            return Invalid("持有钥匙的住户须是本社区已登记的住户，最多 300 户。", "Keys are of homes registered in this community, 300 at most.");
        }

        var known = (profile.PostCell is not { } cell || homes.Cells(profile.Community).Any(one => one.Id == cell))
            && (profile.PostBuilding.Length == 0 || homes.Buildings(profile.Community).Any(building => building.Id == profile.PostBuilding));
        return known ? null : Invalid("驻点须是本社区的网格和楼栋。", "The post is a grid cell and a building of this community.");
    }

    private static string[] NamesOf(string language) =>
        Names.FirstOrDefault(names => names.Contains(language, StringComparer.OrdinalIgnoreCase)) ?? [language];

    private static ProfileNotValid Invalid(string zh, string en) => new(new Sentence(zh, en));
}
