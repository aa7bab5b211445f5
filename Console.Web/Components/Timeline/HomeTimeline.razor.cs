using System.Globalization;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Components.Timeline;

/// <summary>A home's last days in one picture: water, power, doors, alerts and the silence since the last sign of life.</summary>
/// <remarks>Drawn on the server as SVG in percent and em, so it follows every width, theme and font size without script.</remarks>
public sealed partial class HomeTimeline(TimeProvider time, EstateCalendar calendar, IStringLocalizer<TimelineText> text)
{
    private static readonly TimelineSpan[] Spans = [TimelineSpan.Day, TimelineSpan.TwoDays, TimelineSpan.Week];

    // Two timelines on one page must not share a pattern or a radio group.
    private readonly string _hatch = $"gap-{Guid.NewGuid():N}";
    private readonly string _radios = $"hour-{Guid.NewGuid():N}";

    private TimelineDrawing _drawing = null!;
    private TimelineRows _rows = null!;
    private string _summary = "";
    private string? _signText;
    private bool _table;

    /// <summary>What the watch knows of the home.</summary>
    [Parameter, EditorRequired]
    public required HomePicture Picture { get; set; }

    /// <summary>Open and past alerts to shade.</summary>
    [Parameter]
    public IReadOnlyList<AlertSpan> Alerts { get; set; } = [];

    /// <summary>How far back.</summary>
    [Parameter]
    public TimelineSpan Span { get; set; } = TimelineSpan.TwoDays;

    /// <summary>The reader asks for another span.</summary>
    [Parameter]
    public EventCallback<TimelineSpan> SpanChanged { get; set; }

    private IStringLocalizer<TimelineText> Text => text;

    private TimelineWords Words { get; } = new(text, calendar);

    /// <summary>The slots end at the coming full hour; the plot may reach further.</summary>
    private double SlotsWidth => _drawing.Slots[^1].X + _drawing.Slots[^1].Width;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        var now = time.GetUtcNow();
        _drawing = TimelineGeometry.Draw(Picture, Alerts, Span, now, calendar);
        _rows = new TimelineRows(_drawing.AlertRows);
        _summary = Words.Summary(Picture, _drawing, Span, now);
        _signText = Picture.LastSign is { } sign ? Words.Sign(sign, Picture.LastSignText, now) : null;
    }

    private static double AlertTop(TimelineAlert alert) => alert.Row * TimelineRows.AlertRow;

    private static string SilenceClass(TimelineSilence silence) => silence.Share switch
    {
        >= 1 => "over",
        >= 0.5 => "half",
        _ => "early",
    };

    // Labels at the very edges are turned inwards instead of being cut.
    private static string Anchor(double x) => x < 3 ? "start" : x > 97 ? "end" : "middle";

    private static string P(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.###}%");

    private static string Em(double em) => string.Create(CultureInfo.InvariantCulture, $"{em:0.##}em");
}
