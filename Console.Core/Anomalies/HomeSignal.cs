using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Whether anything arrives from a home, by the time of receipt: what an outage of an area is seen by. Event times would
/// make a gateway that uploads once an hour look cut off all the time.
/// </summary>
internal sealed class HomeSignal
{
    /// <summary>
    /// The longest wait taken for usual is the second longest of the last 32: under no change the next one exceeds it with
    /// a chance of 2 in 33, whatever the distribution, since each place in the order is equally likely.
    /// </summary>
    public const double MissedByChance = 2.0 / 33;

    private const long LeastGrace = EstateClock.Minute;
    private const int MostDown = 16;

    private readonly ReportRhythm _rhythm = new();
    private readonly List<(string Device, long Cut, long Found)> _down = [];
    private long _heard = long.MinValue;
    private long _met = long.MinValue;

    /// <summary>The last receipt, Unix milliseconds; <see cref="long.MinValue"/> before any.</summary>
    public long Heard => _heard;

    /// <summary>The newest deadline that was kept, or the last receipt while that lies ahead.</summary>
    public long MetBy(long now) => _met <= now ? _met : _heard;

    /// <summary>A device says, or its watch found, that it is cut off.</summary>
    public bool Down => _down.Count > 0;

    /// <summary>Takes in what arrived.</summary>
    public void Take(in Reading reading)
    {
        if (reading.Marks.HasFlag(ReadingMarks.Retained))
        {
            return;
        }

        var at = reading.Received.ToUnixTimeMilliseconds();
        var name = reading.Device.Name;
        _down.RemoveAll(known => known.Device == name);
        if (reading is { Measure: Measure.Link, Value: 0 })
        {
            SetDown(name, at, at);   // the broker says so, or a will: nobody was heard
            return;
        }

        if (_heard != long.MinValue && at - _heard < UploadRhythm.OneRound)
        {
            return;
        }

        if (_heard != long.MinValue)
        {
            _met = Deadline(long.MinValue);
            _rhythm.Take(at - _heard);
        }

        _heard = at;
    }

    /// <summary>A device is cut off since an instant, and was found so at another.</summary>
    public void SetDown(string device, long cut, long found)
    {
        if (_down.Count < MostDown && !_down.Exists(known => known.Device == device))
        {
            _down.Add((device, cut, found));
        }
    }

    /// <summary>When the home was found missing, if it is: a device went down, or the next report is overdue.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="listening">Since when this program listens: before that nothing could arrive.</param>
    public long? MissedAt(long now, long listening)
    {
        var due = Deadline(listening);
        long? overdue = due <= now ? due : null;
        return !Down ? overdue : Math.Max(_down[^1].Found, overdue ?? long.MinValue);
    }

    /// <summary>From when on nothing came, of a home that is missed.</summary>
    public long CutAt => Down ? _down[^1].Cut : _heard;

    /// <summary>What is added to the usual wait before a report is overdue.</summary>
    public long Grace => Math.Max(LeastGrace, (_rhythm.Usual ?? 0) / 10);

    public void Pass(StatePass pass)
    {
        pass.Long(ref _heard);
        pass.Long(ref _met);
        _rhythm.Pass(pass);
        var count = _down.Count;
        pass.Count(ref count, 0, MostDown);
        for (var i = 0; i < count; i++)
        {
            var (device, cut, found) = pass.Reading ? ("", 0, 0) : _down[i];
            pass.Text(ref device);
            pass.Long(ref cut);
            pass.Long(ref found);
            if (pass.Reading)
            {
                _down.Add((device, cut, found));
            }
        }
    }

    private long Deadline(long listening) =>
        _heard == long.MinValue || _rhythm.Longest is not { } longest ? long.MaxValue : Math.Max(_heard, listening) + longest + Grace;
}
