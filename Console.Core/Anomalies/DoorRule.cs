namespace CommunityConsole.Core.Anomalies;

/// <summary>A door that stands open for longer than an hour and longer than this home is used to.</summary>
internal sealed class DoorRule(OpenConditions conditions)
{
    private const long Shortest = EstateClock.Hour;
    private const long LongestLearned = 12 * EstateClock.Hour;

    private long _open = long.MinValue;
    private double _usual;
    private bool _closes;   // some contacts only ever report that they open: they cannot say how long

    /// <summary>When it becomes news; never when the door is closed.</summary>
    public long Due => !_closes || _open == long.MinValue || conditions.Find(AnomalyKind.DoorLeftOpen) is not null ? long.MaxValue : _open + Limit;

    private long Limit => Math.Max(Shortest, (long)(1.5 * _usual));

    public void Fire(long now) =>
        conditions.Open(now, AnomalyKind.DoorLeftOpen, "", Severity.Attention, _open, Evidence.DoorOpen(now - _open));

    /// <summary>The lock itself says so.</summary>
    public void Reported(long now) =>
        conditions.Open(now, AnomalyKind.DoorLeftOpen, "", Severity.Attention, _open == long.MinValue ? now : _open, Evidence.DoorReported);

    public void Take(bool open, long now)
    {
        if (open)
        {
            _open = _open == long.MinValue ? now : _open;
            return;
        }

        _closes = true;
        if (_open != long.MinValue)
        {
            // The longest usual opening, forgotten by a tenth with each shorter one.
            _usual = Math.Max(Math.Min(now - _open, LongestLearned), 0.9 * _usual);
            _open = long.MinValue;
        }

        conditions.Clear(now, AnomalyKind.DoorLeftOpen, "", Evidence.DoorClosed);
    }

    public void Pass(StatePass pass)
    {
        pass.Long(ref _open);
        pass.Number(ref _usual);
        pass.Flag(ref _closes);
    }
}
