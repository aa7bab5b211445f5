using System.Globalization;

namespace CommunityConsole.Web.Pages.Map;

/// <summary>Short names of buildings: what all names begin and end with is left off, since it tells nothing apart: 幸福里 7 号楼 becomes 7.</summary>
public static class BlockLabels
{
    /// <summary>The widest label that leaves room for the mark beside it, in letters as wide as a Chinese one.</summary>
    public const double BesideTheMark = 1.3;

    private const double Narrow = 0.58;
    private const string Nameless = "—";

    /// <summary>The label of each name; long where the names share little: whoever draws it cuts it to the room there is.</summary>
    public static Dictionary<string, string> Of(IReadOnlyCollection<string> names)
    {
        var known = names.Where(name => name.Length > 0).Distinct().ToList();
        var (start, end) = known.Count > 1 ? Common(known) : (0, 0);
        return names.Distinct().ToDictionary(name => name, name => name.Length == 0 ? Nameless : name[start..(name.Length - end)].Trim());
    }

    /// <summary>How wide it is written, in letters as wide as a Chinese one.</summary>
    public static double WidthOf(string text) => text.EnumerateRunes().Sum(rune => rune.Value >= 0x2E80 ? 1 : Narrow);

    /// <summary>The text, or as much of it as has room, with dots.</summary>
    public static string Cut(string text, double room)
    {
        if (WidthOf(text) <= room)
        {
            return text;
        }

        var kept = "";
        var letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext() && WidthOf(kept) + WidthOf(letters.GetTextElement()) <= room - 1)
        {
            kept += letters.GetTextElement();
        }

        return kept + "…";
    }

    private static (int Start, int End) Common(List<string> names)
    {
        var shortest = names.Min(name => name.Length);
        var first = names[0];
        var start = 0;
        while (start < shortest && names.TrueForAll(name => name[start] == first[start]))
        {
            start++;
        }

        while (start > 0 && names.Exists(name => Splits(name, start)))
        {
            start--;
        }

        var end = 0;
        while (end < shortest - start && names.TrueForAll(name => name[^(end + 1)] == first[^(end + 1)]))
        {
            end++;
        }

        while (end > 0 && names.Exists(name => Splits(name, name.Length - end)))
        {
            end--;
        }

        // One name is the whole of what the others share: nothing may be left off.
        return names.Exists(name => string.IsNullOrWhiteSpace(name[start..(name.Length - end)])) ? (0, 0) : (start, end);
    }

    // Inside a number, a word or a pair of surrogates nothing is cut: 10 and 11 share no 1.
    private static bool Splits(string name, int at) => at < name.Length
        && ((IsOfAWord(name[at - 1]) && IsOfAWord(name[at])) || char.IsLowSurrogate(name[at]));

    private static bool IsOfAWord(char letter) => char.IsAsciiLetterOrDigit(letter) || char.IsDigit(letter);
}
