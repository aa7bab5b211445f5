using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>The last lock, door, SOS and alarm events, for screens.</summary>
internal sealed class RecentMarks
{
    private const int Kept = 64;
    private readonly Queue<(long At, Measure Measure, long Value, string Device)> _marks = new();

    public void Add(in Row row)
    {
        if (_marks.Count == Kept)
        {
            _marks.Dequeue();
        }

        _marks.Enqueue((row.At, row.Measure, row.Value, row.Device));
    }

    public IReadOnlyList<HomeMark> Since(long from) =>
        [.. _marks.Where(m => m.At >= from).Select(m => new HomeMark(DateTimeOffset.FromUnixTimeMilliseconds(m.At), m.Measure, m.Value, m.Device))];

    public void Pass(StatePass pass)
    {
        var count = _marks.Count;
        pass.Count(ref count, 0, Kept);
        var all = _marks.ToArray();
        for (var i = 0; i < count; i++)
        {
            var (at, measure, value, device) = pass.Reading ? (0, default, 0, "") : all[i];
            var kind = (byte)measure;
            pass.Long(ref at);
            pass.Byte(ref kind);
            pass.Long(ref value);
            pass.Text(ref device);
            if (pass.Reading)
            {
                _marks.Enqueue((at, (Measure)kind, value, device));
            }
        }
    }
}
