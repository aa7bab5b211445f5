using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Pages.Morning;

/// <summary>Which homes of the list are shown, as the address of the page says it.</summary>
/// <param name="Cell">A grid cell's id inside the community; else all.</param>
/// <param name="Words">Words that must all occur in address, home id or the shown name.</param>
public sealed record MorningQuery(string? Cell, string? Words)
{
    /// <summary>The chosen lines in the order given.</summary>
    public IReadOnlyList<MorningLine> Apply(IReadOnlyList<MorningLine> lines, Role reader)
    {
        var words = (Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.IsNullOrEmpty(Cell) && words.Length == 0
            ? lines
            : [.. lines.Where(line => (string.IsNullOrEmpty(Cell) || line.Home.Cell.Cell == Cell) && words.All(word => Mentions(line.Home, word, reader)))];
    }

    // Only what the reader sees is searched: a search for a full name must not find out who lives where.
    private static bool Mentions(Home home, string word, Role reader) =>
        new[] { home.Address.Text.Zh, home.Address.Text.En, home.Id.Home, PersonalData.Of(home, reader).Name }
            .Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
