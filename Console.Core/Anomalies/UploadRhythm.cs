namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// When a device was heard, by the time of receipt, and how often it sends where that is more seldom than it measures: a
/// meter that keeps its hours and sends them once a day is not silent in between.
/// </summary>
internal sealed class UploadRhythm
{
    /// <summary>Packets of one upload come together, milliseconds.</summary>
    public const long OneRound = 20_000;

    // What was kept back since the last upload may trickle in more slowly.
    private const long Trickle = 2 * EstateClock.Minute;

    private long _heard = long.MinValue;
    private long _first;             // event time of the first row of the newest upload
    private ReportRhythm? _uploads;  // only of a device that has sent rows of several times at once

    /// <summary>The last receipt, Unix milliseconds; <see cref="long.MinValue"/> before any.</summary>
    public long Heard => _heard;

    /// <summary>A silence longer than this is a fault, milliseconds; null where every row comes by itself.</summary>
    public long? Limit => _uploads?.Limit;

    /// <summary>Takes a row in, in event time; one that came late lies before the receipt of those after it.</summary>
    public void Take(long at, long received)
    {
        var gap = _heard == long.MinValue ? long.MaxValue : received - _heard;
        if (gap < -Trickle)
        {
            return;
        }

        if (gap > (at < _heard ? Trickle : OneRound))
        {
            if (_heard != long.MinValue)
            {
                _uploads?.Take(gap);
            }

            (_heard, _first) = (received, at);
            return;
        }

        _heard = Math.Max(_heard, received);
        if (_uploads is null && at - _first > Trickle)
        {
            _uploads = new ReportRhythm(enough: 1);
            _uploads.Take(received - _first);
        }
    }

    public void Pass(StatePass pass)
    {
        pass.Long(ref _heard);
        pass.Long(ref _first);
        var uploads = _uploads is not null;
        pass.Flag(ref uploads);
        if (uploads)
        {
            _uploads ??= new ReportRhythm(enough: 1);
            _uploads.Pass(pass);
        }
    }
}
