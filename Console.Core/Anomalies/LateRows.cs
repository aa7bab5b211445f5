namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// What is needed to judge again when rows come late: two copies of the state, a day apart, and the rows since the older
/// one. Reaches back at least 24 and at most about 48 hours.
/// </summary>
internal sealed class LateRows
{
    private readonly RowQueue _since = new();
    private readonly RowQueue _late = new();
    private byte[] _older = [];    // empty: a watch that has seen nothing
    private byte[] _newer = [];
    private long _olderAt = long.MinValue;
    private long _newerAt = long.MinValue;
    private long _tooLate;
    private bool _copied;

    public bool Any => _late.Count > 0;

    public long TooLate => _tooLate;

    /// <summary>The rows since the older copy, in order.</summary>
    public ReadOnlySpan<Row> Rows => _since.Rows;

    public void Add(in Row row)
    {
        if (row.At < _olderAt)
        {
            _tooLate++;
            return;
        }

        _late.Add(row);
    }

    /// <summary>Whether a new copy is due before the row of that time is taken in.</summary>
    public bool IsSnapshotDue(long at) => _newerAt == long.MinValue ? _since.Count == 0 : at >= _newerAt + EstateClock.Day;

    /// <summary>Keeps the state as it is before any row of <paramref name="at"/> or later.</summary>
    public void Snapshot(long at, byte[] state)
    {
        if (_newerAt != long.MinValue)
        {
            (_older, _olderAt) = (_newer, _newerAt);
            _since.DropBefore(_olderAt);
        }

        // The first copy is of nothing and holds for every earlier time.
        (_newer, _newerAt) = (state, at);
        if (_olderAt == long.MinValue)
        {
            _older = [];
        }
    }

    public void Remember(in Row row) => _since.Add(row);

    /// <summary>Puts the late rows among the others; false when all were there already.</summary>
    public bool TryMerge(out byte[] state)
    {
        state = _older;
        var added = false;
        foreach (ref readonly var row in _late.Rows)
        {
            added |= _since.Add(row);
        }

        _late.Clear();
        _copied = false;
        return added;
    }

    /// <summary>Whether, on the way through <see cref="Rows"/>, the newer copy is to be made again before a row.</summary>
    public bool IsCopyDue(long at) => !_copied && at >= _newerAt;

    public void Replace(byte[] state)
    {
        _newer = state;
        _copied = true;
    }

    public void Pass(StatePass pass)
    {
        _since.Pass(pass);
        _late.Pass(pass);
        pass.Block(ref _older);
        pass.Block(ref _newer);
        pass.Long(ref _olderAt);
        pass.Long(ref _newerAt);
        pass.Long(ref _tooLate);
    }
}
