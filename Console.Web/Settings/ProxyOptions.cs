using System.ComponentModel.DataAnnotations;
using System.Net;

namespace CommunityConsole.Web.Settings;

/// <summary>The proxies in front of the console whose word on a caller's address is believed.</summary>
public sealed class ProxyOptions : IValidatableObject
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Proxy";

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>), separated by commas. Empty: no proxy is believed, and a caller is who is connected.</summary>
    public string Known { get; set; } = "";

    /// <summary>The networks; a single address is one of its own.</summary>
    public IReadOnlyList<IPNetwork> Networks => [.. Parts.Select(NetworkOf).OfType<IPNetwork>()];

    private IEnumerable<string> Parts => Known.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Parts.Where(part => NetworkOf(part) is null).Select(part => new ValidationResult($"'{part}' is neither an address nor a network.", [nameof(Known)]));

    private static IPNetwork? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
