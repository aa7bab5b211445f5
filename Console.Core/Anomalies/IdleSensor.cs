namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// A meter or door contact that stands still although other things of the home show somebody again and again: stuck. How
/// often they do so between two moves is learned, since a contact may hang at another door than the lock.
/// </summary>
/// <param name="fewest">Other moves that say nothing yet.</param>
internal sealed class IdleSensor(int fewest)
{
    private const int Beyond = 3;
    private const int Most = 1000;

    // The moves of one pass through a door, or of one hand, are one.
    private const long OneMove = 10 * EstateClock.Minute;

    private string _device = "";
    private long _counted = long.MinValue / 2;
    private int _others;
    private int _usual;

    /// <summary>The device; empty before one has moved.</summary>
    public string Device => _device;

    /// <summary>It moved.</summary>
    public void Moved(string device) => (_device, _usual, _others) = (device, Math.Max(_usual * 9 / 10, _others), 0);

    /// <summary>Something else moved; true when this should have moved long since.</summary>
    public bool OtherMoved(long now)
    {
        if (now - _counted >= OneMove)
        {
            (_counted, _others) = (now, Math.Min(_others + 1, Most));
        }

        return _device.Length > 0 && _others >= Math.Max(fewest, Beyond * _usual);
    }

    public void Pass(StatePass pass)
    {
        pass.Text(ref _device);
        pass.Long(ref _counted);
        pass.Count(ref _others, 0, Most);
        pass.Count(ref _usual, 0, Most);
    }
}
