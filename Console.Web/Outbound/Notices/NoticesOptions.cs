using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Web.Outbound.Notices;

/// <summary>Where notices go besides the console's own screens.</summary>
public sealed class NoticesOptions : IValidatableObject
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Notices";

    /// <summary>A file to which each event is appended as one JSON line; relative to the caller's folder. Empty: none.</summary>
    public string File { get; set; } = "";

    /// <summary>An address that takes each event as an HTTP POST: the gateway for SMS, voice or app push. Empty: none.</summary>
    public string Webhook { get; set; } = "";

    /// <summary>Signs what is posted, so that the receiver knows who sent it; belongs in the environment variable. Empty: unsigned.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>How long one POST may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00", ErrorMessage = "must lie between 1 s and 1 min.")]
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The address people open the console at, for links; empty: the first of <c>Urls</c>.</summary>
    public string ConsoleAddress { get; set; } = "";

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, value) in new[] { (nameof(Webhook), Webhook), (nameof(ConsoleAddress), ConsoleAddress) })
        {
            if (value.Length > 0 && !(Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            {
                yield return new ValidationResult("must be an address that begins with http:// or https://.", [name]);
            }
        }
    }
}
