using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.Repairs;

/// <summary>Settings of the repair desk.</summary>
public sealed class RepairOptions
{
    /// <summary>Section of the settings file.</summary>
    public const string Section = "Repairs";

    /// <summary>How long a report rests before the program gives it to a unit by itself, so that its reporter can add to it; a danger goes at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DispatchAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after a repair ended it is still known how its reporters can be reached, and its photos are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan ContactsKept { get; set; } = TimeSpan.FromDays(180);
}
