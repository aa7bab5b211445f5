using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Web.Settings;

/// <summary>Section <c>Data</c>: where the installation keeps its files.</summary>
public sealed class DataOptions
{
    public const string Section = "Data";

    /// <summary>The folder of both databases and the key ring; a relative path counts from the caller's folder.</summary>
    [Required]
    public string Directory { get; set; } = "data";
}
