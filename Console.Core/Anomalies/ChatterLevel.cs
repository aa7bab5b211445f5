namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Tells a lock, door contact or button that moves by itself from one that is moved: more than a household passes its
/// door in a day, or too much at once.
/// </summary>
/// <remarks>A bucket that holds 24 moves and loses four an hour: a door that is passed ten times within the hour is believed.</remarks>
internal sealed class ChatterLevel
{
    private const double Full = 24;
    private const double Drain = 15 * EstateClock.Minute;
    private const long Doubt = EstateClock.Day;

    private double _level;
    private long _at;
    private long _until = long.MinValue;

    /// <summary>Takes a move in; true while the device is not to be believed: until a day after it was last too much.</summary>
    public bool Take(long now)
    {
        _level = Math.Max(0, _level - ((now - _at) / Drain)) + 1;
        _at = now;
        if (_level > Full)
        {
            (_level, _until) = (Full, now + Doubt);
        }

        return now < _until;
    }

    public void Pass(StatePass pass)
    {
        pass.Number(ref _level);
        pass.Long(ref _at);
        pass.Long(ref _until);
    }
}
