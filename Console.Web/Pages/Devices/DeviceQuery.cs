using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>Which devices a list shows and in which order, as the address of the page says it.</summary>
/// <param name="Search">Words that must all occur in home, address, device, name on the wire or dialect.</param>
/// <param name="State">Name of a <see cref="DeviceTrouble"/>, <c>trouble</c> for any, else all.</param>
/// <param name="Kind">Name of a <see cref="DeviceKind"/>, else all.</param>
/// <param name="Dialect">A name of <see cref="Dialects"/>, else all.</param>
/// <param name="Order"><c>heard</c>: longest unheard first; <c>battery</c>: emptiest first; else by home.</param>
public sealed record DeviceQuery(string? Search, string? State, string? Kind, string? Order, string? Dialect = null)
{
    /// <summary>The chosen rows. By home the order stands still while messages come in.</summary>
    public List<DeviceLine> Apply(IEnumerable<DeviceLine> lines)
    {
        var words = (Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var chosen = lines.Where(line => OfState(line) && OfKind(line.Device) && (string.IsNullOrEmpty(Dialect) || line.Device.Dialect == Dialect) && words.All(line.Mentions));
        return Order switch
        {
            "heard" => [.. chosen.OrderBy(line => line.Device.LastReceived ?? DateTimeOffset.MinValue)],
            "battery" => [.. chosen.OrderBy(line => line.Device.Battery ?? int.MaxValue)],
            _ => [.. chosen],
        };
    }

    private bool OfState(DeviceLine line) =>
        string.IsNullOrEmpty(State)
        || (State == "trouble" && line.Troubles.Count > 0)
        || (Enum.TryParse<DeviceTrouble>(State, ignoreCase: true, out var trouble) && line.Troubles.Contains(trouble));

    private bool OfKind(Device device) =>
        !Enum.TryParse<DeviceKind>(Kind, ignoreCase: true, out var kind) || kind == DeviceKind.Unknown || device.Kind == kind;
}

/// <summary>A device with what the list needs beside it.</summary>
/// <param name="Device">As the registry knows it.</param>
/// <param name="Address">The home's address in the reader's language; the home's id where it is not registered.</param>
/// <param name="Troubles">What is wrong, the gravest first.</param>
public sealed record DeviceLine(Device Device, string Address, IReadOnlyList<DeviceTrouble> Troubles)
{
    internal bool Mentions(string word) =>
        new[] { Address, Device.Id.Home.Home, Device.Id.Name, Device.WireName, Device.Dialect }
            .Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
