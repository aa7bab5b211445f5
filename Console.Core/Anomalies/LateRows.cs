namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// What is needed to judge again when rows come late: a copy of the state, and the rows since. Reaches back at least 24
/// and at most about 48 hours: once a day the copy is brought up to the mark that was set the day before.
/// </summary>
/// <remarks>
/// The copy gets there by taking the day's rows in once more. Copying the state itself at the mark spares that way, but then two
/// copies are kept, each as large as the state.
/// </remarks>
internal sealed class LateRows
{
    private readonly RowTape _since = new();
    private readonly RowQueue _late = new();
    private byte[] _copy = [];     // empty: a watch that has seen nothing
    private bool _packed;
    private long _copyAt = long.MinValue;
    private long _mark = long.MinValue;
    private long _tooLate;

    public bool Any => _late.Count > 0;

    public long TooLate => _tooLate;

    /// <summary>The state before any of <see cref="Rows"/>; empty for a watch that has seen nothing.</summary>
    public byte[] Copy => _packed ? PackedBytes.Unpack(_copy) : _copy;

    /// <summary>To where the copy is brought next.</summary>
    public long Mark => _mark;

    /// <summary>The state at <see cref="Mark"/> where it was copied as it passed; null where the copy has to be brought there. No part of what is saved.</summary>
    public byte[]? Next { get; set; }

    /// <summary>The rows since the copy, in order.</summary>
    public RowTape.Reader Rows => _since.Read();

    public void Add(in Row row)
    {
        if (row.At < _copyAt)
        {
            _tooLate++;
            return;
        }

        _late.Add(row);
    }

    /// <summary>Whether, before the row of that time is taken in, the copy is to be brought up to <see cref="Mark"/>.</summary>
    /// <param name="at">The row's time.</param>
    /// <param name="early">By how much earlier than a day after its first row the home's first move is, milliseconds: homes of one start do not all move at once.</param>
    public bool IsMoveDue(long at, long early)
    {
        if (_mark == long.MinValue)
        {
            _mark = at - early;    // the first copy is of nothing and holds for every earlier time
            return false;
        }

        return at >= _mark + EstateClock.Day;
    }

    /// <summary>Keeps the state as it was at <see cref="Mark"/>, and sets the next mark.</summary>
    /// <param name="copy">The state.</param>
    /// <param name="mark">The next mark.</param>
    /// <param name="pack">Whether to spend a tenth of a millisecond to keep it in half the room.</param>
    public void Move(byte[] copy, long mark, bool pack)
    {
        (_copy, _packed, _copyAt, _mark) = (pack ? PackedBytes.Pack(copy) : copy, pack, _mark, mark);
        _since.DropBefore(_copyAt);
    }

    public void Remember(in Row row) => _since.Add(row);

    /// <summary>Puts the late rows among the others; false when all were there already.</summary>
    public bool TryMerge()
    {
        var added = _since.Merge(_late.Rows);
        _late.Clear();
        return added;
    }

    public void Pass(StatePass pass)
    {
        _since.Pass(pass);
        _late.Pass(pass);
        pass.Block(ref _copy);
        pass.Flag(ref _packed);
        pass.Long(ref _copyAt);
        pass.Long(ref _mark);
        pass.Long(ref _tooLate);
    }
}
