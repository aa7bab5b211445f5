namespace CommunityConsole.Core.Anomalies;

/// <summary>How much water runs in this home by itself: a dripping tap is not a person.</summary>
/// <remarks>
/// A drip runs day and night, and whoever lives here sleeps: the least that was used in any six hours of the last five
/// days, which is nothing in a healthy home. A row is a sign of life from 1 litre on above twice that drip.
/// </remarks>
internal sealed class DripLevel
{
    private const int Days = 5;
    private const int StretchHours = 6;

    /// <summary>Litres per hour that run by themselves.</summary>
    public double LitresAnHour { get; private set; }

    /// <summary>The least litres in a row of this length that a person must have caused.</summary>
    public long Sign(double hours) => 1 + (long)Math.Ceiling(2 * LitresAnHour * hours);

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

        LitresAnHour = double.IsPositiveInfinity(least) ? 0 : least / StretchHours;
    }

    public void Pass(StatePass pass)
    {
        var litres = LitresAnHour;
        pass.Number(ref litres);
        LitresAnHour = litres;
    }
}
