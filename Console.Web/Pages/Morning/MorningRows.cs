using CommunityConsole.Core.Care;

namespace CommunityConsole.Web.Pages.Morning;

/// <summary>A row of the list to call.</summary>
/// <param name="Line">Its newest state.</param>
/// <param name="Gone">It left the list while the list was held: shown greyed in its place until the hand is off.</param>
public sealed record MorningRowState(MorningLine Line, bool Gone);

/// <summary>What the list to call shows. While a pointer or the focus is in it no row moves: newcomers wait and are counted.</summary>
public sealed class MorningRows
{
    private IReadOnlyList<MorningLine> _latest = [];
    private bool _held;

    /// <summary>The rows in the order they are drawn.</summary>
    public IReadOnlyList<MorningRowState> Rows { get; private set; } = [];

    /// <summary>Homes that wait outside because the list is held.</summary>
    public int Waiting => _held ? _latest.ExceptBy(Rows.Select(row => row.Line.Home.Id), line => line.Home.Id).Count() : 0;

    /// <summary>Takes the newest lines, already filtered and in order of risk.</summary>
    public void Update(IReadOnlyList<MorningLine> latest)
    {
        _latest = latest;
        if (!_held || Rows.Count == 0)
        {
            LetIn();
            return;
        }

        var newest = latest.ToDictionary(line => line.Home.Id);
        Rows = [.. Rows.Select(row => newest.TryGetValue(row.Line.Home.Id, out var line)
            ? row.Gone || row.Line != line ? new MorningRowState(line, Gone: false) : row
            : row.Gone ? row : row with { Gone = true })];
    }

    /// <summary>A pointer or the focus came in.</summary>
    public void Hold() => _held = true;

    /// <summary>Nobody is in the list any more.</summary>
    public void Release()
    {
        _held = false;
        LetIn();
    }

    /// <summary>Takes the order by risk, also while the list is held: the reader asks for the newcomers.</summary>
    public void LetIn()
    {
        // Rows that did not change stay the same objects, so that only what changed is drawn again.
        var known = Rows.Where(row => !row.Gone).ToDictionary(row => row.Line.Home.Id);
        Rows = [.. _latest.Select(line => known.TryGetValue(line.Home.Id, out var row) && row.Line == line ? row : new MorningRowState(line, Gone: false))];
    }
}
