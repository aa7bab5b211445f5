using CommunityConsole.Web.Live.Pipeline;
using CommunityConsole.Web.Outbound.Photos;
using CommunityConsole.Web.Outbound.TimeBank;

namespace CommunityConsole.Web.Pages.Status;

/// <summary>How a figure stands.</summary>
public enum Standing
{
    /// <summary>Not measured, or too long ago: nothing can be said.</summary>
    Stale,

    /// <summary>Freshly measured and as it should be.</summary>
    Good,

    /// <summary>Freshly measured; someone should look.</summary>
    Attention,

    /// <summary>Freshly measured; someone must act.</summary>
    Urgent,
}

/// <summary>How a tile of the status page writes its number.</summary>
public enum FigureFormat
{
    Count,
    Rate,
    Span,
    Bytes,

    /// <summary>1 runs, 0 has stopped.</summary>
    Life,
}

/// <summary>A tile of the status page.</summary>
/// <param name="Figure">Name of the figure it shows; also the key of its words.</param>
/// <param name="Format">How the number is written.</param>
/// <param name="AttentionFrom">Values from here on want attention; null where more is not worse.</param>
/// <param name="UrgentFrom">Values from here on are urgent.</param>
/// <param name="AttentionBelow">Values below here want attention: no packets at all is no health.</param>
/// <param name="UrgentBelow">Values below here are urgent.</param>
public sealed record StatusTile(string Figure, FigureFormat Format, double? AttentionFrom = null, double? UrgentFrom = null, double? AttentionBelow = null, double? UrgentBelow = null)
{
    /// <summary>A figure older than this says nothing about now.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    /// <summary>All tiles in the order of the page: the watch first, since a dead one looks like peace; then the way of a packet, then the machine.</summary>
    public static IReadOnlyList<StatusTile> All { get; } =
    [
        new(WatchFigures.Alive, FigureFormat.Life, UrgentBelow: 1),
        new(WatchFigures.Lag, FigureFormat.Span, AttentionFrom: 5, UrgentFrom: 30),
        new(WatchFigures.SinceStep, FigureFormat.Span, AttentionFrom: 300),
        new(WatchFigures.Unwatched, FigureFormat.Count, AttentionFrom: 1),
        new(MqttFigures.Connections, FigureFormat.Count, AttentionBelow: 1),
        new(MqttFigures.Rate, FigureFormat.Rate),
        new(IngestFigures.Rate, FigureFormat.Rate, AttentionBelow: 0.001),
        new(IngestFigures.Lag, FigureFormat.Span, AttentionFrom: 1, UrgentFrom: 5),
        new(IngestFigures.Oldest, FigureFormat.Span, AttentionFrom: 5, UrgentFrom: 30),
        new(IngestFigures.Waiting, FigureFormat.Count, AttentionFrom: 2_000, UrgentFrom: 20_000),
        new(IngestFigures.Stored, FigureFormat.Count),
        new(IngestFigures.Duplicates, FigureFormat.Count),
        new(IngestFigures.Quarantined, FigureFormat.Count, AttentionFrom: 1),
        new(IngestFigures.Failed, FigureFormat.Count, AttentionFrom: 1),
        new(ChainFigures.Trouble, FigureFormat.Count, UrgentFrom: 1),
        new(ChainFigures.Waiting, FigureFormat.Count),
        new(ChainFigures.Oldest, FigureFormat.Span, AttentionFrom: 3600),
        new(PhotoHealth.Ready, FigureFormat.Life, AttentionBelow: 1),
        new(StorageFigures.Size, FigureFormat.Bytes),
        new(ProcessFigures.Memory, FigureFormat.Bytes, AttentionFrom: 2e9),
        new(ProcessFigures.Uptime, FigureFormat.Span),
    ];

    /// <summary>How a value measured <paramref name="age"/> ago stands; green is earned by a fresh measurement only.</summary>
    public Standing Judge(double? value, TimeSpan age) => value switch
    {
        null => Standing.Stale,
        _ when age > Fresh => Standing.Stale,
        { } v when v >= UrgentFrom || v < UrgentBelow => Standing.Urgent,
        { } v when v >= AttentionFrom || v < AttentionBelow => Standing.Attention,
        _ => Standing.Good,
    };
}
