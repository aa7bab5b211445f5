namespace CommunityConsole.Core.Anomalies;

/// <summary>Whether a power meter's load changes at all: a home's does, with its fridge if with nothing else; a stuck meter's does not.</summary>
internal sealed class SteadyPower
{
    private double _watts = double.NaN;

    /// <summary>Takes a load in.</summary>
    /// <param name="watts">Mean or momentary.</param>
    /// <param name="step">What the meter's own step makes of it, watts.</param>
    /// <returns>Whether it changed, or nothing is drawn: that is a home that is switched off.</returns>
    public bool Take(double watts, double step)
    {
        var same = Math.Abs(watts - _watts) <= step && watts > step;
        _watts = same ? _watts : watts;
        return !same;
    }

    public void Pass(StatePass pass) => pass.Number(ref _watts);
}
