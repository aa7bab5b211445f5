namespace CommunityConsole.Web.Live;

/// <summary>A row of a list that can be held.</summary>
/// <param name="Item">Its newest state.</param>
/// <param name="Gone">It left the list while the list was held: shown greyed in its place until the hand is off.</param>
public sealed record HeldRow<T>(T Item, bool Gone);

/// <summary>
/// What a live list shows. While somebody's pointer or focus is in it, it is held: every row stays where it is and is only
/// redrawn, newcomers wait and are counted. Once let go, the list takes its order again.
/// </summary>
/// <param name="keyOf">What makes a row the same row.</param>
/// <param name="time">Measures how long a hand stays away.</param>
/// <param name="isTail">Which items are the list's end, already ordered so; none where there is no such part.</param>
public sealed class HeldList<T, TKey>(Func<T, TKey> keyOf, TimeProvider time, Func<T, bool>? isTail = null)
    where T : class
    where TKey : notnull
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private IReadOnlyList<T> _latest = [];
    private bool _held;
    private bool _pointer;
    private bool _focus;
    private int _head;

    /// <summary>Somebody's pointer or focus is in it.</summary>
    public bool IsHeld => _held;

    /// <summary>The rows in the order they are drawn.</summary>
    public IReadOnlyList<HeldRow<T>> Rows { get; private set; } = [];

    /// <summary>The rows before the tail. One that goes to the tail or comes from it while the list is held stays where it is.</summary>
    public IReadOnlyList<HeldRow<T>> Head => [.. Rows.Take(_head)];

    /// <summary>The rows of the tail.</summary>
    public IReadOnlyList<HeldRow<T>> Tail => [.. Rows.Skip(_head)];

    /// <summary>What waits outside because the list is held.</summary>
    public IEnumerable<T> Waiting => _held ? _latest.ExceptBy(Rows.Select(row => keyOf(row.Item)), keyOf) : [];

    /// <summary>Takes the newest items, already filtered and in order.</summary>
    public void Update(IReadOnlyList<T> latest)
    {
        _latest = latest;
        if (!_held)
        {
            LetIn();
            return;
        }

        var newest = latest.ToDictionary(keyOf);
        Rows = [.. Rows.Select(row => newest.TryGetValue(keyOf(row.Item), out var item)
            ? row.Gone || !row.Item.Equals(item) ? new HeldRow<T>(item, Gone: false) : row
            : row.Gone ? row : row with { Gone = true })];
    }

    /// <summary>A pointer came in.</summary>
    public void PointerIn() => (_pointer, _held) = (true, true);

    /// <summary>The focus came in.</summary>
    public void FocusIn() => (_focus, _held) = (true, true);

    /// <summary>The pointer left.</summary>
    public Task PointerOutAsync(CancellationToken stopped)
    {
        _pointer = false;
        return LetGoAsync(stopped);
    }

    /// <summary>The focus left.</summary>
    public Task FocusOutAsync(CancellationToken stopped)
    {
        _focus = false;
        return LetGoAsync(stopped);
    }

    /// <summary>Takes the order, also while the list is held: the reader asks for the newcomers.</summary>
    public void LetIn()
    {
        // Rows that did not change stay the same objects, so that only what changed is drawn again.
        var known = Rows.Where(row => !row.Gone).ToDictionary(row => keyOf(row.Item));
        Rows = [.. _latest.Select(item => known.TryGetValue(keyOf(item), out var row) && row.Item.Equals(item) ? row : new HeldRow<T>(item, Gone: false))];
        _head = isTail is null ? Rows.Count : Rows.TakeWhile(row => !isTail(row.Item)).Count();
    }

    // The focus goes from row to row by leaving one and entering the next: only a hand that stays away lets go. Of real time:
    // a hand does not move faster in a demonstration that does.
    private async Task LetGoAsync(CancellationToken stopped)
    {
        await Task.Delay(Grace, time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!_pointer && !_focus)
        {
            _held = false;
            LetIn();
        }
    }
}
