using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Web.Storage;

/// <summary>Where the program keeps its files.</summary>
public sealed class DataOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Data";

    /// <summary>Folder of the databases; relative paths count from the caller's folder. Made when missing.</summary>
    [Required]
    public string Directory { get; set; } = "data";

    /// <summary>How long a commit of readings waits for another program that holds the database before the senders are told.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The path of a file in the folder.</summary>
    public string File(string name) => Path.Combine(Path.GetFullPath(Directory), name);
}
