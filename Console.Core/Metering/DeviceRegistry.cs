using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Metering;

/// <summary>All devices of all communities, in memory: finds the device of a message and learns from what it says.</summary>
/// <remarks>Loaded before the listener opens and saved by <see cref="DeviceSweep"/>. Safe from any thread.</remarks>
public sealed class DeviceRegistry(IOptions<DevicesOptions> options, IOptions<KnownCommunities> communities, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<DeviceId, Device> _devices = new();
    private readonly ConcurrentDictionary<(string Dialect, string WireName), DeviceId> _names = new();
    private readonly ConcurrentDictionary<DeviceId, bool> _unsaved = new();
    private readonly ConcurrentDictionary<string, bool> _communities = new(communities.Value.Ids.Select(id => KeyValuePair.Create(id, true)));
    private int _count;    // the dictionary would take all its locks to count, for each device of a district's first minutes
    private readonly LiveView<long> _changes = new(0);

    /// <summary>The configured community: where devices stand whose dialect names none.</summary>
    public string HomeCommunity => communities.Value.Ids[0];

    /// <summary>Whether the installation holds this community.</summary>
    public bool Knows(string community) => _communities.ContainsKey(community);

    /// <summary>Adds a community to those whose devices are listened to.</summary>
    public void Know(string community) => _communities.TryAdd(community, true);

    /// <summary>The device, or null.</summary>
    public Device? Find(DeviceId id) => _devices.GetValueOrDefault(id);

    /// <summary>The device that speaks so: in our own dialect the one with the id, in another the one with the name on the wire, wherever it stands; or null.</summary>
    public Device? FindSame(DeviceId id, string dialect, string wireName) =>
        dialect == Dialects.Own ? Find(id) : _names.TryGetValue((dialect, wireName), out var named) ? Find(named) : null;

    /// <summary>The devices of a community, by home and name.</summary>
    public IReadOnlyList<Device> Of(string community) =>
        [.. _devices.Values.Where(d => d.Id.Home.Community == community)
            .OrderBy(d => d.Id.Home.Home, StringComparer.Ordinal).ThenBy(d => d.Id.Name, StringComparer.Ordinal)];

    /// <summary>The devices of a community on opening and after changes, at most once a second.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Device>> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var _ in _changes.WatchAsync(Pause, time, cancellation))
        {
            yield return Of(community);
        }
    }

    /// <summary>The device a topic of our own dialect names; taken in when new and auto-registration is on.</summary>
    public Result<Device> Resolve(DeviceId id, DeviceKind kind) =>
        !Knows(id.Home.Community) ? PacketProblems.UnknownCommunity
        : _devices.TryGetValue(id, out var device) ? device
        : Found(new Device(id, kind, Dialects.Own, id.Name, time.GetUtcNow()) { FoundByItself = true });

    /// <summary>The device a foreign dialect knows as <paramref name="wireName"/>.</summary>
    /// <remarks>An unknown one that is taken in stands in a home of its own name (or of the part before a slash, or the
    /// one its network's operator wrote beside it) until somebody assigns it: its readings are kept, and belong to
    /// nobody else's home.</remarks>
    /// <param name="dialect">A name of <see cref="Dialects"/>.</param>
    /// <param name="wireName">As the dialect names it.</param>
    /// <param name="kind">What the message says of its family.</param>
    /// <param name="operatorsHome">The home written beside the device by whoever runs its network; null for none.</param>
    public Result<Device> ResolveWire(string dialect, string wireName, DeviceKind kind, string? operatorsHome = null)
    {
        if (_names.TryGetValue((dialect, wireName), out var id) && _devices.TryGetValue(id, out var device))
        {
            return device.Kind == DeviceKind.Unknown && kind != DeviceKind.Unknown ? Register(device with { Kind = kind }) : device;
        }

        if (options.Value.Names.FirstOrDefault(n => n.Dialect == dialect && n.Name == wireName) is { } named)
        {
            var name = named.Device.Length > 0 ? named.Device : WireId.Of(wireName);
            return Register(new Device(
                new DeviceId(new HomeId(HomeCommunity, named.Home), name), named.Kind == DeviceKind.Unknown ? kind : named.Kind, dialect, wireName, time.GetUtcNow()));
        }

        var slash = operatorsHome is null ? wireName.IndexOf('/', StringComparison.Ordinal) : -1;
        var home = WireId.Of(operatorsHome ?? (slash > 0 ? wireName[..slash] : wireName));
        var own = WireId.Of(slash > 0 ? wireName[(slash + 1)..] : wireName);
        return Found(new Device(new DeviceId(new HomeId(HomeCommunity, home), own), kind, dialect, wireName, time.GetUtcNow()) { FoundByItself = true });
    }

    /// <summary>Enters a device, or moves the one of the same dialect and name on the wire to another home.</summary>
    public Device Register(Device device)
    {
        Know(device.Id.Home.Community);
        if (_names.TryGetValue((device.Dialect, device.WireName), out var before) && device.Dialect != Dialects.Own && before != device.Id)
        {
            if (_devices.TryRemove(before, out _))
            {
                Interlocked.Decrement(ref _count);
            }

            _unsaved[before] = true;
        }

        Put(device);
        Changed(device.Id);
        return device;
    }

    /// <summary>Takes over what was stored before.</summary>
    internal void Load(IEnumerable<Device> devices)
    {
        foreach (var device in devices)
        {
            Know(device.Id.Home.Community);
            Put(device);
        }
    }

    /// <summary>Applies what a message taught about its device; a device removed meanwhile stays removed.</summary>
    internal void Learn(DeviceId id, Func<Device, Device> learn)
    {
        while (_devices.TryGetValue(id, out var known))
        {
            var next = learn(known);
            if (ReferenceEquals(next, known) || _devices.TryUpdate(id, next, known))
            {
                _unsaved[id] = true;
                return;
            }
        }
    }

    /// <summary>Rings the screens; called once per batch, not per message.</summary>
    internal void Ring() => _changes.Change(static n => n + 1);

    /// <summary>What changed since the last call: devices to save and devices to remove.</summary>
    internal (IReadOnlyList<Device> Save, IReadOnlyList<DeviceId> Remove) TakeUnsaved()
    {
        var save = new List<Device>();
        var remove = new List<DeviceId>();
        foreach (var id in _unsaved.Keys)
        {
            _unsaved.TryRemove(id, out _);
            if (_devices.TryGetValue(id, out var device))
            {
                save.Add(device);
            }
            else
            {
                remove.Add(id);
            }
        }

        return (save, remove);
    }

    /// <summary>Puts back what could not be saved.</summary>
    internal void NotSaved(IEnumerable<DeviceId> ids)
    {
        foreach (var id in ids)
        {
            _unsaved[id] = true;
        }
    }

    // Two names on the wire may make the same id; the second is not mixed with the first, somebody has to name it.
    private Result<Device> Found(Device device) =>
        options.Value.AutoRegister && _count < options.Value.Most && !_devices.ContainsKey(device.Id)
            ? Register(device)
            : PacketProblems.UnknownDevice;

    private void Put(Device device)
    {
        if (_devices.TryAdd(device.Id, device))
        {
            Interlocked.Increment(ref _count);
        }
        else
        {
            _devices[device.Id] = device;
        }

        if (device.Dialect != Dialects.Own)
        {
            _names[(device.Dialect, device.WireName)] = device.Id;
        }
    }

    private void Changed(DeviceId id)
    {
        _unsaved[id] = true;
        Ring();
    }
}
