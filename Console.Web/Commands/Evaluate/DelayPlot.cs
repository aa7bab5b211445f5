using System.Globalization;
using System.Text;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>A picture of how many cut-offs each method had found after how many hours, as SVG.</summary>
internal static class DelayPlot
{
    private const int Width = 720;
    private const int Height = 420;
    private const int Left = 56;
    private const int Bottom = 44;
    private const int Hours = 36;

    // Told apart by people who do not see all colours: Okabe and Ito's set.
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8A8A8A", "#6A3D9A"];

    public static string Draw(IReadOnlyList<Line> lines)
    {
        var svg = new StringBuilder();
        svg.AppendLine(Text($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height + (18 * lines.Count) + 16}\" font-family=\"sans-serif\" font-size=\"12\">"));
        svg.AppendLine("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        for (var share = 0; share <= 100; share += 25)
        {
            svg.AppendLine(Text($"<path d=\"M{Left} {Y(share / 100.0):0.0}H{Width - 16}\" stroke=\"#ddd\"/><text x=\"{Left - 8}\" y=\"{Y(share / 100.0) + 4:0.0}\" text-anchor=\"end\">{share} %</text>"));
        }

        for (var hour = 0; hour <= Hours; hour += 4)
        {
            svg.AppendLine(Text($"<text x=\"{X(hour):0.0}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{hour}</text>"));
        }

        svg.AppendLine(Text($"<text x=\"{(Left + Width) / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">hours since everything stopped</text>"));
        for (var i = 0; i < lines.Count; i++)
        {
            var colour = Colours[i % Colours.Length];
            var path = new StringBuilder();
            for (var step = 0; step <= Hours * 4; step++)
            {
                path.Append(Text($"{(step == 0 ? 'M' : 'L')}{X(step / 4.0):0.0} {Y(lines[i].Score.Within(step / 4.0)):0.0}"));
            }

            var y = Height + 12 + (18 * i);
            svg.AppendLine(Text($"<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>"));
            svg.AppendLine(Text($"<path d=\"M{Left} {y - 4}h24\" stroke=\"{colour}\" stroke-width=\"3\"/><text x=\"{Left + 32}\" y=\"{y}\">{Escaped(lines[i].Method)}: {lines[i].Score.FalseAlerts.Value:0.00} false alerts per home-month</text>"));
        }

        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static double X(double hours) => Left + (hours / Hours * (Width - Left - 16));

    private static double Y(double share) => Height - Bottom - (share * (Height - Bottom - 16));

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
