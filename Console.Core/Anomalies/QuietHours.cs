namespace CommunityConsole.Core.Anomalies;

/// <summary>When nobody is up: the five hours in a row in which this home's power changes least.</summary>
/// <remarks>Mean size of the changes by hour of the day, half forgotten after a fortnight.</remarks>
internal sealed class QuietHours
{
    private const int Hours = 5;
    private const int Unknown = -1;

    private readonly float[] _watts = new float[24];
    private readonly float[] _changes = new float[24];
    private int _first = Unknown;

    /// <summary>Whether an hour of the day is one of them; none is before the first <see cref="Learn"/>.</summary>
    public bool Hold(int hourOfDay) => _first != Unknown && (hourOfDay - _first + 24) % 24 < Hours;

    /// <summary>Takes in how much the power changed between two readings, watts.</summary>
    public void Take(double change, int hourOfDay)
    {
        _watts[hourOfDay] += (float)Math.Abs(change);
        _changes[hourOfDay]++;
    }

    /// <summary>Finds them anew; once a day.</summary>
    /// <param name="kept">The share of the past that stays.</param>
    public void Learn(double kept)
    {
        Span<float> mean = stackalloc float[24];
        for (var hour = 0; hour < 24; hour++)
        {
            _watts[hour] *= (float)kept;
            _changes[hour] *= (float)kept;
            mean[hour] = _changes[hour] == 0 ? 0 : _watts[hour] / _changes[hour];
        }

        var least = float.PositiveInfinity;
        for (var from = 0; from < 24; from++)
        {
            var sum = 0f;
            for (var i = 0; i < Hours; i++)
            {
                sum += mean[(from + i) % 24];
            }

            (_first, least) = sum < least ? (from, sum) : (_first, least);
        }
    }

    public void Pass(StatePass pass)
    {
        pass.Singles(_watts);
        pass.Singles(_changes);
        pass.Count(ref _first, Unknown, 23);
    }
}
