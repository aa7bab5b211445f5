using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>A row of the desk's list.</summary>
/// <param name="Alert">Its newest state.</param>
/// <param name="Gone">It left the list while the list was held: shown greyed in its place until the hand is off.</param>
public sealed record CareRow(Alert Alert, bool Gone);

/// <summary>
/// What the desk's list shows. While somebody's pointer or focus is in it, it is held: every row stays where it is and
/// is only redrawn, newcomers wait and are counted. Once let go, the list takes its order by risk again. The shelf is its end.
/// </summary>
public sealed class CareList
{
    private IReadOnlyList<Alert> _latest = [];
    private bool _held;
    private int _desk;

    /// <summary>The rows in the order they are drawn.</summary>
    public IReadOnlyList<CareRow> Rows { get; private set; } = [];

    /// <summary>The rows before the shelf. One that is shelved or comes back while the list is held stays where it is.</summary>
    public IReadOnlyList<CareRow> Desk => [.. Rows.Take(_desk)];

    /// <summary>The rows of the shelf.</summary>
    public IReadOnlyList<CareRow> Shelf => [.. Rows.Skip(_desk)];

    /// <summary>Alerts that wait outside because the list is held.</summary>
    public int Waiting => Outside.Count();

    /// <summary>The worst severity among them; null when none waits.</summary>
    public Severity? WorstWaiting => Outside.Max(alert => (Severity?)alert.Severity);

    /// <summary>Takes the newest alerts, already filtered and in order of risk.</summary>
    public void Update(IReadOnlyList<Alert> latest)
    {
        _latest = latest;
        if (!_held)
        {
            Draw();
            return;
        }

        var newest = latest.ToDictionary(alert => alert.Id);
        Rows = [.. Rows.Select(row => newest.TryGetValue(row.Alert.Id, out var alert)
            ? row.Gone || !ReferenceEquals(row.Alert, alert) ? new CareRow(alert, Gone: false) : row
            : row.Gone ? row : row with { Gone = true })];
    }

    /// <summary>A pointer or the focus came in.</summary>
    public void Hold() => _held = true;

    /// <summary>Nobody is in the list any more.</summary>
    public void Release()
    {
        _held = false;
        Draw();
    }

    /// <summary>The reader asks for the newcomers although the list is held.</summary>
    public void LetIn() => Draw();

    private IEnumerable<Alert> Outside => _held ? _latest.ExceptBy(Rows.Select(row => row.Alert.Id), alert => alert.Id) : [];

    private void Draw()
    {
        // Rows that did not change stay the same objects, so that only what changed is drawn again.
        var known = Rows.Where(row => !row.Gone).ToDictionary(row => row.Alert.Id);
        Rows = [.. _latest.Select(alert =>
            known.TryGetValue(alert.Id, out var row) && ReferenceEquals(row.Alert, alert) ? row : new CareRow(alert, Gone: false))];
        _desk = Rows.TakeWhile(row => row.Alert.ShelvedUntil is null).Count();
    }
}
