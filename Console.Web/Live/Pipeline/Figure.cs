namespace CommunityConsole.Web.Live.Pipeline;

/// <summary>Whether a figure is a state or only ever rises.</summary>
public enum FigureKind
{
    /// <summary>A state: goes up and down.</summary>
    Gauge,

    /// <summary>A count since the start: only rises.</summary>
    Counter,
}

/// <summary>One measured number of the running program, for the status page and for <c>/metrics</c>.</summary>
/// <param name="Name">The metric's name, with its unit: <c>console_ingest_lag_seconds</c>.</param>
/// <param name="Kind">Gauge or counter.</param>
/// <param name="Help">What it counts, one English sentence for <c>/metrics</c>.</param>
/// <param name="Value">The number, in the unit of the name.</param>
/// <param name="Label">Tells figures of one name apart, e.g. <c>("code", "packet.json")</c>.</param>
public sealed record Figure(string Name, FigureKind Kind, string Help, double Value, (string Name, string Value)? Label = null);

/// <summary>Something that can be measured. Each feature's figures are one source: when it fails, only its figures grow old.</summary>
public interface IFigureSource
{
    /// <summary>Names the group on the status page and in logs.</summary>
    string Name { get; }

    /// <summary>Measures now; quick, called once a second.</summary>
    IReadOnlyList<Figure> Measure();
}

/// <summary>The newest measurement of one source.</summary>
/// <param name="At">When it succeeded, program time; figures are never newer than this.</param>
/// <param name="Figures">What was measured.</param>
public sealed record FigureGroup(DateTimeOffset At, IReadOnlyList<Figure> Figures);
