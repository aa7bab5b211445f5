using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>A lock or door moved, a button was pressed.</summary>
/// <param name="Second">Seconds after local midnight.</param>
/// <param name="Kind">Which family of device notices.</param>
/// <param name="Measure">What it reports.</param>
/// <param name="Value">The reading's value, packed where the measure is.</param>
internal readonly record struct Move(double Second, DeviceKind Kind, Measure Measure, long Value);

/// <summary>One day of a home minute by minute: what ran, what was on, who went through the door.</summary>
internal sealed class HomeDay(DateOnly date, DateTimeOffset start, int minutes)
{
    private readonly List<(double From, double To)> _away = [];

    public DateOnly Date { get; } = date;

    /// <summary>Local midnight, UTC.</summary>
    public DateTimeOffset Start { get; } = start;

    /// <summary>Litres drawn in each minute.</summary>
    public float[] Litres { get; } = new float[minutes];

    /// <summary>Watts of what people switch on, in each minute.</summary>
    public float[] Watts { get; } = new float[minutes];

    /// <summary>Watts of what is always on, in each minute.</summary>
    public float[] Standing { get; } = new float[minutes];

    /// <summary>Sorted by time once the day is planned.</summary>
    public List<Move> Moves { get; } = [];

    public bool AwayAt(double minute) => _away.Exists(a => a.From <= minute && minute < a.To);

    public void Leave(double from, double to) => _away.Add((from, to));

    /// <summary>When the resident is back from the outing that covers <paramref name="minute"/>.</summary>
    public double BackFrom(double minute) => _away.Where(a => a.From <= minute && minute < a.To).Max(a => a.To);

    /// <summary>Water runs for some minutes; nobody draws water while out, and taps are closed on leaving.</summary>
    public void Draw(double minute, double litres, double length = 1) =>
        Spread(Litres, minute, length, litres / Math.Max(1, Math.Round(length)));

    /// <summary>Something is switched on; it is switched off on leaving.</summary>
    public void Run(double minute, double watts, double length) => Spread(Watts, minute, length, watts);

    /// <summary>Nothing drawn and nothing worked from that minute on, except loads that nobody switches off.</summary>
    public void Stop(double minute, double wattsLeftOn)
    {
        var from = Math.Clamp((int)Math.Ceiling(minute), 0, Litres.Length);
        Array.Clear(Litres, from, Litres.Length - from);
        Array.Fill(Watts, (float)wattsLeftOn, from, Watts.Length - from);
        Moves.RemoveAll(m => m.Second >= minute * 60);
    }

    // A whole minute belongs to the outing when any part of it does.
    private void Spread(float[] line, double minute, double length, double each)
    {
        var first = (int)minute;
        for (var i = 0; i < Math.Max(1, Math.Round(length)); i++)
        {
            if (first + i >= 0 && first + i < line.Length && !_away.Exists(a => a.From < first + i + 1 && first + i < a.To))
            {
                line[first + i] += (float)each;
            }
        }
    }
}
