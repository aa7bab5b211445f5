using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Web.Outbound.Photos;

/// <summary>What makes photos anew.</summary>
public sealed class PhotosOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Photos";

    /// <summary>The folder of <c>shrink.mjs</c> with its packages; empty: <c>tools/photos</c> beside the program or above it.</summary>
    public string Tool { get; set; } = "";

    /// <summary>Node.js: a name on the search path, or a path.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "must name Node.js, such as node.")]
    public string Node { get; set; } = "node";

    /// <summary>How long one picture may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "must lie between 1 s and 5 min.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}
