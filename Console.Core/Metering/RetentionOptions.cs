using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.Metering;

/// <summary>How long metering data is kept.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Single readings, door and lock traces among them.</summary>
    [Range(typeof(TimeSpan), "45.00:00:00", "3660.00:00:00")]
    public TimeSpan Readings { get; set; } = TimeSpan.FromDays(180);

    /// <summary>Hourly roll-ups.</summary>
    [Range(typeof(TimeSpan), "45.00:00:00", "3660.00:00:00")]
    public TimeSpan Hours { get; set; } = TimeSpan.FromDays(1100);

    /// <summary>Packets in quarantine; their number is bounded as well.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3660.00:00:00")]
    public TimeSpan Quarantine { get; set; } = TimeSpan.FromDays(30);
}
