namespace CommunityConsole.Core.Anomalies;

/// <summary>How much water runs in this home by itself: a dripping tap is not a person.</summary>
/// <remarks>
/// A drip runs day and night, and whoever lives here sleeps: the least that was used in any six hours of the last five
/// days, which is nothing in a healthy home. A drip that has just begun, or a register that creeps, shows
/// sooner while it is alone: the same four litres or less in each of eight hours are nobody's. A row is a sign of life from 1 litre on above twice the drip.
/// </remarks>
internal sealed class DripLevel
{
    private const int Days = 5;
    private const int StretchHours = 6;

    private const int SteadyHours = 8;
    private const double FewLitres = 4;

    private double _learned;
    private double _creep;    // in each of the last hours
    private int _hours;

    /// <summary>Litres per hour that run by themselves.</summary>
    public double LitresAnHour => _hours < SteadyHours ? _learned : Math.Max(_learned, _creep);

    /// <summary>The least litres in a row of this length that a person must have caused.</summary>
    public long Sign(double hours) => 1 + (long)Math.Ceiling(2 * LitresAnHour * hours);

    /// <summary>Takes the water of the next hour in, litres; not-a-number where it is not known.</summary>
    public void Take(double litres)
    {
        _hours = litres is not (> 0 and <= FewLitres) ? 0 : _hours > 0 && litres == _creep ? Math.Min(_hours + 1, SteadyHours) : 1;
        _creep = litres;
    }

    /// <summary>Finds the drip anew from the water of the last days; once a day.</summary>
    public void Learn(HourSeries water)
    {
        var least = double.PositiveInfinity;
        var last = water.Through;
        for (var first = last - (Days * 24) + 1; first <= last - StretchHours + 1; first++)
        {
            var sum = 0.0;
            for (var hour = first; hour < first + StretchHours; hour++)
            {
                sum += water.At(hour);
            }

            least = sum < least ? sum : least;   // an unknown hour makes the sum unknown, which is less than nothing
        }

        _learned = double.IsPositiveInfinity(least) ? 0 : least / StretchHours;
    }

    public void Pass(StatePass pass)
    {
        pass.Number(ref _learned);
        pass.Number(ref _creep);
        pass.Count(ref _hours, 0, SteadyHours);
    }
}
