using System.Globalization;
using System.Net;
using System.Text;
using CommunityConsole.Web.Live.Pipeline;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/metrics</c> in the Prometheus text format 0.0.4: for the machine itself, else with a token.</summary>
internal static class MetricsEndpoint
{
    private const string Format = "text/plain; version=0.0.4; charset=utf-8";

    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapGet("/metrics", Read).AllowAnonymous();

    private static IResult Read(HttpContext context, PipelineBoard board, TimeProvider time) =>
        IsLocal(context) || context.User.Identity?.IsAuthenticated == true
            ? Results.Text(Write(board.Latest, time.GetUtcNow()), Format)
            : Results.StatusCode(StatusCodes.Status401Unauthorized);

    // Behind a proxy every request comes from the proxy's address: a forwarded one is not of this machine, whatever address
    // a known proxy names.
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("X-Original-For") && !context.Request.Headers.ContainsKey("Forwarded");

    /// <summary>All figures; each group also says how old its measurement is, since a number that no longer moves looks healthy.</summary>
    internal static string Write(PipelineState state, DateTimeOffset now)
    {
        var ages = state.Groups.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Figure(
            "console_figures_age_seconds", FigureKind.Gauge, "Age of the newest measurement, in program time.", (now - g.Value.At).TotalSeconds, ("source", g.Key)));
        var text = new StringBuilder();
        foreach (var figures in state.Groups.Values.SelectMany(g => g.Figures).Concat(ages).GroupBy(f => f.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var first = figures.First();
            text.Append("# HELP ").Append(first.Name).Append(' ').Append(first.Help).Append('\n');
            text.Append("# TYPE ").Append(first.Name).Append(first.Kind == FigureKind.Counter ? " counter\n" : " gauge\n");
            foreach (var figure in figures)
            {
                text.Append(figure.Name);
                if (figure.Label is { } label)
                {
                    text.Append('{').Append(label.Name).Append("=\"").Append(Escape(label.Value)).Append("\"}");
                }

                text.Append(' ').Append(figure.Value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
