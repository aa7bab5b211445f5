using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Settings of mutual help.</summary>
public sealed class HelpOptions
{
    /// <summary>Section of the settings file.</summary>
    public const string Section = "MutualHelp";

    /// <summary>How long after the agreed time a helper may say that it is done, and file it; then the agreement expires.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "60.00:00:00")]
    public TimeSpan FileWithin { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long after help has ended its telephone numbers, doors and notes are kept: as long as somebody may dispute it.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan ContactsKept { get; set; } = TimeSpan.FromDays(30);
}
