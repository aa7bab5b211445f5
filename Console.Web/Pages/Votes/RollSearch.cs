using System.Globalization;
using CommunityConsole.Core.Council;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>Finds people on a roll as they are asked for at a counter: by number, part of the name or of the place; every word must fit.</summary>
public static class RollSearch
{
    /// <summary>The lines that fit, in the roll's order; all of them without words.</summary>
    public static IEnumerable<RollLine> Find(IEnumerable<RollLine> lines, string? words)
    {
        var wanted = (words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Where(line => wanted.All(word =>
            line.Entry.Number.ToString(CultureInfo.InvariantCulture) == word
            || line.Entry.Name.Contains(word, StringComparison.CurrentCultureIgnoreCase)
            || line.Entry.Place.Contains(word, StringComparison.CurrentCultureIgnoreCase)));
    }
}
