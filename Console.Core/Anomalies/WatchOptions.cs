using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Settings of the watch over homes.</summary>
public sealed class WatchOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Watch";

    /// <summary>How much later than its event time a row may come and still be taken in order; later ones are judged again.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "06:00:00")]
    public TimeSpan Lateness { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The most false Urgent alerts of inactivity per home and month that may be expected.</summary>
    [Range(0.1, 10.0)]
    public double FalseAlertBudget { get; set; } = 1.0;

    /// <summary>Time between two checkpoints of the watches.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "06:00:00")]
    public TimeSpan Checkpoint { get; set; } = TimeSpan.FromMinutes(5);
}
