using System.Globalization;
using System.Text;

namespace CommunityConsole.Web.Pages.Status;

/// <summary>Draws the recent values of a figure in a box of 100 x 24 whose floor is zero.</summary>
internal static class SparkPath
{
    private const double Height = 22;

    /// <summary>Line and filled area; empty below two values. A full box holds <paramref name="kept"/> values, newest at the right edge.</summary>
    public static (string Line, string Area) Of(IReadOnlyList<double> values, int kept)
    {
        if (values.Count < 2)
        {
            return ("", "");
        }

        var top = Math.Max(values.Max(), double.Epsilon);
        var step = 100.0 / (kept - 1);
        var line = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            var x = 100 - ((values.Count - 1 - i) * step);
            var y = 24 - (Math.Max(0, values[i]) / top * Height);
            line.Append(i == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{x:0.##} {y:0.##}");
        }

        var left = (100 - ((values.Count - 1) * step)).ToString("0.##", CultureInfo.InvariantCulture);
        return (line.ToString(), $"{line}L100 24L{left} 24Z");
    }
}
