using CommunityConsole.Core.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>
/// Readings that are on disk in the order of storing and not yet filed by device, measure and time. Filing one by one
/// would touch a page for each reading; so many are gathered, sorted, and filed a bite with every commit. What lies here is
/// remembered by key, so that a repetition is known wherever its first arrival stands.
/// </summary>
/// <remarks>Used inside the writer's turn only. Readers add what is not filed from the end of the table (see
/// <see cref="ReadingQueries"/>). Nothing is lost by a kill: <c>filed</c> says how far the filing was complete, and a part
/// of a batch that is filed again changes nothing.</remarks>
internal sealed class FilingTray : IDisposable
{
    /// <summary>Readings sorted together: the more, the fewer pages each bite touches; all of them are held in memory.</summary>
    internal const int Batch = 65_536;

    // More is filed with every commit than it adds, so that a batch is filed before the next one is full.
    private const int LeastBite = 64;

    private readonly int _batch;
    private readonly RawStatement _file;
    private readonly RawStatement _filed;
    private readonly RawStatement _newestFiled;
    private readonly RawStatement _find;
    private readonly RawStatement _unfiled;
    private readonly Dictionary<long, long> _newest = [];
    private HashSet<ReadingKey> _fresh = [];
    private HashSet<ReadingKey> _sorting = [];
    private List<Entry> _gathered = [];
    private List<Entry> _sorted = [];
    private int _done;
    private long _upTo;
    private bool _known;

    /// <param name="writer">The writing connection.</param>
    /// <param name="batch">How many readings are sorted together.</param>
    internal FilingTray(SqliteConnection writer, int batch)
    {
        _batch = batch;
        _file = new RawStatement(writer, "INSERT OR IGNORE INTO reading_time VALUES(?, ?, ?, ?)");
        _filed = new RawStatement(writer, "UPDATE filed SET position = ?");
        _newestFiled = new RawStatement(writer, "SELECT max(at) FROM reading_time WHERE source = ? AND measure = ?");
        _find = new RawStatement(writer, "SELECT r.seq IS NOT NULL, ifnull(r.seq, r.value) FROM reading_time t JOIN reading r ON r.position = t.position WHERE t.source = ? AND t.measure = ? AND t.at = ?");
        _unfiled = new RawStatement(writer, "SELECT source, measure, at, seq IS NOT NULL, ifnull(seq, value), position FROM reading WHERE position > (SELECT position FROM filed) ORDER BY position");
    }

    /// <summary>How many readings are not filed yet.</summary>
    internal int Unfiled => _gathered.Count + _sorted.Count - _done;

    /// <summary>Whether a reading with this key was never stored. One newer than all of its series needs no search.</summary>
    internal bool IsNew(in ReadingKey key)
    {
        Know();
        return key.At > NewestOf(key) || !(_fresh.Contains(key) || _sorting.Contains(key) || IsFiled(key));
    }

    /// <summary>Takes in a reading that was just stored.</summary>
    internal void Add(in ReadingKey key, long position)
    {
        _fresh.Add(key);
        _gathered.Add(new Entry(key.Series, key.At, position));
        if (key.At > NewestOf(key))
        {
            _newest[key.Series] = key.At;
        }
    }

    /// <summary>Files a bite after <paramref name="added"/> readings were stored, once enough has gathered.</summary>
    internal void FileBite(int added)
    {
        Know();
        if (_sorted.Count == 0 && _gathered.Count >= _batch)
        {
            Sort();
        }

        File(added + added / 4 + LeastBite);
    }

    /// <summary>Files at most <paramref name="most"/> readings, however few have gathered.</summary>
    internal void FileMost(int most)
    {
        Know();
        while (most > 0 && Unfiled > 0)
        {
            if (_sorted.Count == 0)
            {
                Sort();
            }

            most -= File(most);
        }
    }

    /// <summary>The transaction failed: what is remembered may not be true, and is read again when it is needed.</summary>
    internal void Forget()
    {
        _known = false;
        _newest.Clear();
        _fresh.Clear();
        _sorting.Clear();
        _gathered.Clear();
        _sorted.Clear();
        _done = 0;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _file, _filed, _newestFiled, _find, _unfiled })
        {
            statement.Dispose();
        }
    }

    private long NewestOf(in ReadingKey key)
    {
        if (!_newest.TryGetValue(key.Series, out var newest))
        {
            newest = _newestFiled.Bind(1, key.Source).Bind(2, key.Measure).Ask() ?? long.MinValue;
            _newest[key.Series] = newest;
        }

        return newest;
    }

    private void Know()
    {
        if (_known)
        {
            return;
        }

        try
        {
            while (_unfiled.Next())
            {
                var series = ReadingKey.SeriesOf(_unfiled.Column(0), (Measure)_unfiled.Column(1));
                Add(new ReadingKey(series, _unfiled.Column(2), _unfiled.Column(4), _unfiled.Column(3) != 0), _unfiled.Column(5));
            }
        }
        finally
        {
            _unfiled.Rewind();
        }

        _known = true;
    }

    private bool IsFiled(in ReadingKey key)
    {
        _find.Bind(1, key.Source).Bind(2, key.Measure).Bind(3, key.At);
        try
        {
            while (_find.Next())
            {
                if (_find.Column(0) != 0 == key.Numbered && _find.Column(1) == key.Mark)
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            _find.Rewind();
        }
    }

    private void Sort()
    {
        _upTo = _gathered[^1].Position;
        (_gathered, _sorted) = (_sorted, _gathered);
        (_fresh, _sorting) = (_sorting, _fresh);
        _sorted.Sort();
        _done = 0;
    }

    private int File(int most)
    {
        var before = _done;
        for (var end = (int)Math.Min(_sorted.Count, (long)_done + most); _done < end; _done++)
        {
            var entry = _sorted[_done];
            var key = new ReadingKey(entry.Series, entry.At, 0, false);
            _file.Bind(1, key.Source).Bind(2, key.Measure).Bind(3, entry.At).Bind(4, entry.Position).Run();
        }

        var filed = _done - before;
        if (_sorted.Count > 0 && _done == _sorted.Count)
        {
            _filed.Bind(1, _upTo).Run();
            _sorted.Clear();
            _sorting.Clear();
            _done = 0;
        }

        return filed;
    }

    private readonly record struct Entry(long Series, long At, long Position) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
        {
            var series = Series.CompareTo(other.Series);
            var at = series != 0 ? series : At.CompareTo(other.At);
            return at != 0 ? at : Position.CompareTo(other.Position);
        }
    }
}
