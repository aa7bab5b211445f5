namespace CommunityConsole.Iot.Simulation;

/// <summary>One connection to a server: a building's gateway, or a device with a network address of its own.</summary>
public interface IDeviceLine : IAsyncDisposable
{
    /// <summary>Returns when the server has acknowledged every packet; connects and connects again as needed.</summary>
    Task PublishAsync(IReadOnlyList<DevicePacket> packets, CancellationToken cancellation);

    /// <summary>Breaks the connection without a word, as a power cut does, and stays away until there is something to publish.</summary>
    Task BreakAsync();
}

/// <summary>What a connection is called and what the server is to say when it breaks.</summary>
/// <param name="ClientId">The client id.</param>
/// <param name="Will">Published by the server when the connection breaks; null for gateways.</param>
/// <param name="Birth">Published on connecting; null for gateways.</param>
public sealed record LineSettings(string ClientId, DevicePacket? Will, DevicePacket? Birth);

/// <summary>Opens lines to one server.</summary>
public interface IDeviceLines
{
    /// <summary>A line; it connects when it is first used.</summary>
    IDeviceLine Open(LineSettings settings);
}
