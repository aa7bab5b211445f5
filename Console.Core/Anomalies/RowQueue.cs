using System.Runtime.InteropServices;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Rows in their order, each once. Most rows come in order, so a row is placed from the end.</summary>
internal sealed class RowQueue
{
    private readonly List<Row> _rows = [];
    private int _first;

    public int Count => _rows.Count - _first;

    public ReadOnlySpan<Row> Rows => CollectionsMarshal.AsSpan(_rows)[_first..];

    /// <summary>Adds a row in its place; false for one that is there already.</summary>
    public bool Add(in Row row)
    {
        var place = _rows.Count;
        while (place > _first)
        {
            var order = Row.Compare(CollectionsMarshal.AsSpan(_rows)[place - 1], row);
            if (order == 0)
            {
                return false;
            }

            if (order < 0)
            {
                break;
            }

            place--;
        }

        _rows.Insert(place, row);
        return true;
    }

    /// <summary>The first row's time; never while there is none.</summary>
    public long Earliest => Count > 0 ? _rows[_first].At : long.MaxValue;

    /// <summary>Takes the first row off when it is older than <paramref name="before"/>.</summary>
    public bool TryTake(long before, out Row row)
    {
        row = Count > 0 ? _rows[_first] : default;
        if (Count == 0 || row.At >= before)
        {
            return false;
        }

        _first++;
        if (_first == _rows.Count)
        {
            Clear();
        }
        else if (_first * 2 > _rows.Count)
        {
            _rows.RemoveRange(0, _first);
            _first = 0;
        }

        return true;
    }

    public void Clear()
    {
        _rows.Clear();
        _first = 0;
    }

    public void Pass(StatePass pass)
    {
        var count = Count;
        pass.Count(ref count, 0, 1 << 20);
        if (pass.Reading)
        {
            Clear();
        }

        for (var i = 0; i < count; i++)
        {
            var row = pass.Reading ? default : _rows[_first + i];
            var (at, device, measure, value, marks, lag) = row;
            var packed = ((int)measure << 8) | (int)marks;
            pass.Long(ref at);
            device ??= "";
            pass.Text(ref device);
            pass.Count(ref packed, 0, int.MaxValue);
            pass.Long(ref value);
            pass.Count(ref lag, int.MinValue, int.MaxValue);
            if (pass.Reading)
            {
                _rows.Add(new Row(at, device, (Measure)(packed >> 8), value, (ReadingMarks)(packed & 255), lag));
            }
        }
    }
}
