using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.Metering;

/// <summary>How packets wait, are committed and are judged.</summary>
public sealed class IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>Packets that may wait for the store; when it is full the senders wait.</summary>
    [Range(16, 1_000_000)]
    public int Queue { get; set; } = 4096;

    /// <summary>Calls for help that may wait; they overtake all others.</summary>
    [Range(16, 1_000_000)]
    public int UrgentQueue { get; set; } = 256;

    /// <summary>The most packets committed together.</summary>
    [Range(1, 100_000)]
    public int Batch { get; set; } = 2000;

    /// <summary>The least time between two commits: what arrives meanwhile shares one. Calls for help do not wait for it, nor
    /// does a crowd of packets that fills a commit by itself; after a pause the first packet is committed at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan CommitPause { get; set; } = TimeSpan.FromMilliseconds(4);

    /// <summary>Pause before a failed commit is tried again; a batch is tried three times before its senders are cut off.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How far ahead of ours a device's clock may be before the time of receipt replaces it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ClockLead { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long devices buffer what they could not send; an older time counts as a wrong clock.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan BufferLimit { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The largest payload a device's packet may have, bytes.</summary>
    [Range(256, 16 * 1024 * 1024)]
    public int LargestPayload { get; set; } = 64 * 1024;
}
