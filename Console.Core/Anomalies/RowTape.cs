using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Rows in their order, each once, packed: a day of a home is some hundred rows of four to seven bytes, where a row by itself
/// takes forty. Written at the end and read from the beginning; a row that belongs in between has all of them packed anew.
/// </summary>
/// <remarks>
/// A row is the number of its kind (device, measure and marks), the time since the row before and the changes of value and lag
/// since the row before of its kind, each in groups of seven bits, the lowest first, as many as it needs. The bytes lie in pieces
/// of one size: one long array would be made anew each time it is full, and 100,000 homes leave holes of as many sizes behind.
/// </remarks>
internal sealed class RowTape
{
    private const int MostKinds = 1 << 16;
    private const int Piece = 256;

    private Kind[] _kinds = [];
    private readonly List<byte[]> _pieces = [];
    private int _used;
    private int _count;
    private long _start;    // what the first row's time is counted from
    private Row _last;

    /// <summary>Number of rows.</summary>
    public int Count => _count;

    /// <summary>The rows from the first on.</summary>
    public Reader Read() => new(this);

    /// <summary>Adds a row in its place; false for one that is there already.</summary>
    public bool Add(in Row row)
    {
        var order = _count == 0 ? 1 : Row.Compare(row, _last);
        if (order > 0)
        {
            Append(row);
        }

        return order > 0 || (order < 0 && Merge([row]));
    }

    /// <summary>Puts rows, themselves in order, among the others; false when all were there already.</summary>
    public bool Merge(ReadOnlySpan<Row> rows)
    {
        var known = new List<Row>(_count + rows.Length);
        for (var reader = Read(); reader.TryNext(out var row);)
        {
            known.Add(row);
        }

        var added = false;
        foreach (ref readonly var row in rows)
        {
            var place = known.BinarySearch(row, RowOrder.Instance);
            if (place < 0)
            {
                known.Insert(~place, row);
                added = true;
            }
        }

        if (added)
        {
            Write(known);
        }

        return added;
    }

    /// <summary>Drops the rows older than <paramref name="before"/>.</summary>
    public void DropBefore(long before)
    {
        var kept = new List<Row>();
        for (var reader = Read(); reader.TryNext(out var row);)
        {
            if (row.At >= before)
            {
                kept.Add(row);
            }
        }

        Write(kept);
    }

    public void Pass(StatePass pass)
    {
        pass.Count(ref _count, 0, 1 << 20);
        pass.Long(ref _start);
        var kinds = _kinds.Length;
        pass.Count(ref kinds, 0, MostKinds);
        if (pass.Reading)
        {
            _kinds = new Kind[kinds];
        }

        foreach (ref var kind in _kinds.AsSpan())
        {
            kind.Pass(pass);
        }

        var packed = pass.Reading ? [] : Bytes();
        pass.Block(ref packed);
        if (pass.Reading)
        {
            _used = 0;
            foreach (var octet in packed)
            {
                Put(octet);
            }

            var reader = Read();
            while (reader.TryNext(out var row))
            {
                _last = row;
                _kinds[reader.KindOfLast].Newest = (row.Value, row.Lag);
            }
        }
    }

    private void Write(List<Row> rows)
    {
        (_kinds, _used, _count) = ([], 0, 0);
        foreach (var row in rows)
        {
            Append(row);
        }

        var needed = (_used + Piece - 1) / Piece;
        _pieces.RemoveRange(needed, _pieces.Count - needed);
    }

    private byte[] Bytes()
    {
        var bytes = new byte[_used];
        for (var at = 0; at < _used; at += Piece)
        {
            _pieces[at / Piece].AsSpan(0, Math.Min(Piece, _used - at)).CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }

    private void Append(in Row row)
    {
        var since = row.At - (_count == 0 ? _start = row.At : _last.At);
        var number = NumberOf(row);
        ref var kind = ref _kinds[number];
        Put((ulong)number);
        Put((ulong)since);
        PutChange(unchecked(row.Value - kind.Newest.Value));
        PutChange((long)row.Lag - kind.Newest.Lag);
        kind.Newest = (row.Value, row.Lag);
        _last = row;
        _count++;
    }

    private int NumberOf(in Row row)
    {
        for (var number = 0; number < _kinds.Length; number++)
        {
            ref readonly var kind = ref _kinds[number];
            if (kind.Measure == row.Measure && kind.Marks == row.Marks && kind.Device == row.Device)
            {
                return number;
            }
        }

        Array.Resize(ref _kinds, _kinds.Length + 1);
        _kinds[^1] = new Kind { Device = row.Device, Measure = row.Measure, Marks = row.Marks, First = (row.Value, row.Lag), Newest = (row.Value, row.Lag) };
        return _kinds.Length - 1;
    }

    // Small whatever its sign.
    private void PutChange(long change) => Put((ulong)((change << 1) ^ (change >> 63)));

    private void Put(ulong value)
    {
        for (; value >= 128; value >>= 7)
        {
            Put((byte)(value | 128));
        }

        Put((byte)value);
    }

    private void Put(byte octet)
    {
        if (_used == _pieces.Count * Piece)
        {
            _pieces.Add(new byte[Piece]);
        }

        _pieces[_used / Piece][_used % Piece] = octet;
        _used++;
    }

    /// <summary>Reads from the first row on.</summary>
    public struct Reader
    {
        private readonly RowTape _tape;
        private readonly (long Value, int Lag)[] _values;
        private int _at;
        private int _left;
        private long _time;

        internal Reader(RowTape tape)
        {
            (_tape, _left, _time) = (tape, tape._count, tape._start);
            _values = Array.ConvertAll(tape._kinds, static kind => kind.First);
        }

        /// <summary>Number of the kind of the row read last.</summary>
        internal int KindOfLast { get; private set; }

        public bool TryNext(out Row row)
        {
            row = default;
            if (_left == 0)
            {
                return false;
            }

            _left--;
            var kind = Take();
            if (kind >= (ulong)_values.Length)
            {
                throw new InvalidDataException("A saved row is of no known kind.");
            }

            KindOfLast = (int)kind;
            _time += (long)Take();
            ref var newest = ref _values[kind];
            newest = unchecked((newest.Value + TakeChange(), (int)(newest.Lag + TakeChange())));
            ref readonly var of = ref _tape._kinds[kind];
            row = new Row(_time, of.Device, of.Measure, newest.Value, of.Marks, newest.Lag);
            return true;
        }

        private long TakeChange()
        {
            var change = Take();
            return (long)(change >> 1) ^ -(long)(change & 1);
        }

        private ulong Take()
        {
            var (value, shift) = (0ul, 0);
            byte octet;
            do
            {
                if (_at == _tape._used || shift > 63)
                {
                    throw new InvalidDataException("Saved rows end too early.");
                }

                octet = _tape._pieces[_at / Piece][_at % Piece];
                _at++;
                value |= (ulong)(octet & 127) << shift;
                shift += 7;
            }
            while (octet >= 128);

            return value;
        }
    }

    private struct Kind
    {
        public string Device;
        public Measure Measure;
        public ReadingMarks Marks;
        public (long Value, int Lag) First;     // what its first row counts from
        public (long Value, int Lag) Newest;

        public void Pass(StatePass pass)
        {
            Device ??= "";
            var (measure, marks) = ((byte)Measure, (byte)Marks);
            pass.Text(ref Device);
            pass.Byte(ref measure);
            pass.Byte(ref marks);
            pass.Long(ref First.Value);
            pass.Count(ref First.Lag, int.MinValue, int.MaxValue);
            (Measure, Marks, Newest) = ((Measure)measure, (ReadingMarks)marks, pass.Reading ? First : Newest);
        }
    }

    private sealed class RowOrder : IComparer<Row>
    {
        public static readonly RowOrder Instance = new();

        public int Compare(Row x, Row y) => Row.Compare(x, y);
    }
}
