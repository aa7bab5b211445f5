namespace CommunityConsole.Core.Anomalies;

/// <summary>Since when a power meter shows the same load: a home's own load changes, a stuck meter's does not.</summary>
internal sealed class SteadyPower
{
    private double _watts = double.NaN;
    private long _since;

    /// <summary>Since when, Unix milliseconds; never where nothing is drawn: that is a switched-off home.</summary>
    public long Since => _watts > 0 ? _since : long.MaxValue;

    /// <summary>Takes a load in.</summary>
    /// <param name="watts">Mean or momentary.</param>
    /// <param name="step">What the meter's own step makes of it, watts.</param>
    /// <param name="at">Event time.</param>
    /// <returns>Whether it changed.</returns>
    public bool Take(double watts, double step, long at)
    {
        if (Math.Abs(watts - _watts) <= step)
        {
            return false;
        }

        (_watts, _since) = (watts, at);
        return true;
    }

    public void Pass(StatePass pass)
    {
        pass.Number(ref _watts);
        pass.Long(ref _since);
    }
}
