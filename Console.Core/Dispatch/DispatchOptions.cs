using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Settings of visits.</summary>
public sealed class DispatchOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Dispatch";

    /// <summary>Within how many metres of the building a position proves an arrival; a less exact position proves nothing either.</summary>
    [Range(10, 5000)]
    public int CheckInRadius { get; set; } = 150;

    /// <summary>How long photos of what was found are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan PhotosKept { get; set; } = TimeSpan.FromDays(180);
}
