using System.Globalization;
using System.Text;
using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Web.Pages.Map;

/// <summary>The homes of one kind as one path: each run of a row is a line whose dashes are the squares, so that three hundred homes cost no more than three.</summary>
/// <param name="Gravest">Their gravest alert; null without one.</param>
/// <param name="Unwatched">They have no fresh readings.</param>
/// <param name="Path">Where.</param>
public sealed record HomeRun(Severity? Gravest, bool Unwatched, string Path);

/// <summary>A square for each home of a building, as large as there is room, in the order of <see cref="BlockState.Kinds"/>.</summary>
/// <param name="Side">Of a square.</param>
/// <param name="Gap">Between two.</param>
/// <param name="Runs">What to draw.</param>
public sealed record HomeDots(double Side, double Gap, IReadOnlyList<HomeRun> Runs)
{
    private const double Largest = 13;
    private const double GapShare = 0.2;

    /// <summary>Draws them into a box that begins at nought.</summary>
    public static HomeDots Of(BlockState state, double width, double height)
    {
        var pitch = Pitch(state.Homes, width, height);
        var side = Math.Round(pitch * (1 - GapShare), 2);
        var columns = Math.Max(1, Columns(width, pitch));
        List<HomeRun> runs = [];
        var at = 0;
        foreach (var (gravest, unwatched, count) in state.Kinds)
        {
            var path = new StringBuilder();
            for (var left = count; left > 0;)
            {
                var run = Math.Min(left, columns - (at % columns));
                path.Append(CultureInfo.InvariantCulture, $"M{at % columns * pitch:0.##} {(at / columns * pitch) + (side / 2):0.##}h{(run * pitch) - (pitch - side):0.##}");
                (at, left) = (at + run, left - run);
            }

            runs.Add(new HomeRun(gravest, unwatched, path.ToString()));
        }

        return new HomeDots(side, Math.Round(pitch - side, 2), runs);
    }

    private static double Pitch(int homes, double width, double height)
    {
        var pitch = Largest;
        while (Columns(width, pitch) * Columns(height, pitch) < homes)
        {
            pitch -= pitch > 2 ? 0.25 : pitch * 0.1;
        }

        return Math.Floor(pitch * 100) / 100;
    }

    // The last square needs no gap behind it.
    private static int Columns(double length, double pitch) => (int)Math.Floor((length + (pitch * GapShare)) / pitch);
}
