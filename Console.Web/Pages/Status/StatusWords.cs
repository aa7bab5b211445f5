using System.Globalization;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Status;

/// <summary>Writes a figure so that it keeps its width while it changes.</summary>
internal static class StatusWords
{
    private const double Kilo = 1024;

    public static string Value(FigureFormat format, double? value, IStringLocalizer<StatusText> text) => (format, value) switch
    {
        (_, null) => "—",
        (FigureFormat.Life, { } v) => text[v > 0 ? "Runs" : "HasStopped"],
        (FigureFormat.Rate, { } v) => v.ToString("#,0.0", CultureInfo.CurrentCulture) + " /s",
        (FigureFormat.Span, { } v) when v < 60 => v < 1 ? $"{v * 1000:0} ms" : v.ToString("0.0", CultureInfo.CurrentCulture) + " s",
        (FigureFormat.Span, { } v) => Durations.Of(TimeSpan.FromSeconds(v)),
        (FigureFormat.Bytes, { } v) => Bytes(v),
        (_, { } v) => v.ToString("#,0", CultureInfo.CurrentCulture),
    };

    private static string Bytes(double bytes) => bytes switch
    {
        < Kilo * Kilo => (bytes / Kilo).ToString("0", CultureInfo.CurrentCulture) + " KB",
        < Kilo * Kilo * Kilo => (bytes / Kilo / Kilo).ToString("0.0", CultureInfo.CurrentCulture) + " MB",
        _ => (bytes / Kilo / Kilo / Kilo).ToString("0.00", CultureInfo.CurrentCulture) + " GB",
    };
}
