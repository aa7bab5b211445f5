using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Metering;

public sealed class DeviceRegistryTests
{
    private static readonly Actor Admin = new(new StaffId("a"), "a", Role.Administrator, "demo");

    private readonly FakeTimeProvider _time = new(Metered.Noon);

    [Fact]
    public void Resolve_NewDevice_IsTakenInOnlyWithAutoRegistration()
    {
        Assert.True(Metered.Registry(_time).Resolve(Metered.Water, DeviceKind.Water).Succeeded);

        var refused = Metered.Registry(_time, autoRegister: false).Resolve(Metered.Water, DeviceKind.Water);
        Assert.Equal("packet.device", refused.Problem?.Code);
    }

    [Fact]
    public void Resolve_ForeignCommunity_IsRefusedUntilItIsKnown()
    {
        var registry = Metered.Registry(_time);
        var device = new DeviceId(new HomeId("next-door", "1"), "w1");
        Assert.Equal("packet.community", registry.Resolve(device, DeviceKind.Water).Problem?.Code);

        registry.Know("next-door");

        Assert.True(registry.Resolve(device, DeviceKind.Water).Succeeded);
        Assert.Empty(registry.Of("demo"));
    }

    [Fact]
    public void ResolveWire_NameInTheSettings_StandsInThatHome()
    {
        var named = new NamedDevice { Dialect = Dialects.Tasmota, Name = "plug 7", Home = "3-502", Kind = DeviceKind.Power };
        var registry = Metered.Registry(_time, autoRegister: false, named);

        var device = registry.ResolveWire(Dialects.Tasmota, "plug 7", DeviceKind.Unknown).Value;

        Assert.Equal((new DeviceId(new HomeId("demo", "3-502"), "plug_7"), DeviceKind.Power), (device.Id, device.Kind));
        Assert.Equal("packet.device", registry.ResolveWire(Dialects.Zigbee2Mqtt, "plug 7", DeviceKind.Power).Problem?.Code);
    }

    [Fact]
    public void ResolveWire_UnknownName_StandsInAHomeOfItsOwnName()
    {
        var registry = Metered.Registry(_time);

        Assert.Equal("demo/tasmota_1/tasmota_1", registry.ResolveWire(Dialects.Tasmota, "tasmota_1", DeviceKind.Power).Value.Id.ToString());
        Assert.Equal("demo/3-502/front_lock", registry.ResolveWire(Dialects.Zigbee2Mqtt, "3-502/front lock", DeviceKind.Lock).Value.Id.ToString());
    }

    [Fact]
    public void ResolveWire_TwoNamesOneId_AreNotMixed()
    {
        var registry = Metered.Registry(_time);
        registry.ResolveWire(Dialects.Tasmota, "plug 7", DeviceKind.Power);

        Assert.False(registry.ResolveWire(Dialects.Tasmota, "plug_7", DeviceKind.Power).Succeeded);
    }

    [Fact]
    public async Task Assign_DeviceThatCameByItself_MovesToItsHomeAndIsOnDisk()
    {
        var registry = Metered.Registry(_time);
        var store = new DevicesInMemory();
        var found = registry.ResolveWire(Dialects.Tasmota, "plug", DeviceKind.Power).Value;

        var assigned = await new DeviceDesk(registry, store).AssignAsync(found with { Id = new DeviceId(new HomeId("demo", "3-502"), "plug") }, Admin, CancellationToken.None);

        Assert.False(assigned.Value.FoundByItself);
        Assert.Equal(assigned.Value.Id, registry.ResolveWire(Dialects.Tasmota, "plug", DeviceKind.Power).Value.Id);
        Assert.Equal([assigned.Value.Id], registry.Of("demo").Select(d => d.Id));
        Assert.Equal([assigned.Value.Id], (await store.LoadAsync(CancellationToken.None)).Select(d => d.Id));
    }

    [Fact]
    public async Task Assign_ByAnotherRoleOrCommunity_IsRefused()
    {
        var registry = Metered.Registry(_time);
        var desk = new DeviceDesk(registry, new DevicesInMemory());
        var device = new Device(Metered.Water, DeviceKind.Water, Dialects.Own, "w1", Metered.Noon);

        Assert.Equal("access.denied", (await desk.AssignAsync(device, Admin with { Role = Role.SocialWorker }, CancellationToken.None)).Problem?.Code);
        Assert.Equal("access.denied", (await desk.AssignAsync(device, Admin with { Community = "next-door" }, CancellationToken.None)).Problem?.Code);
        Assert.Equal("packet.id", (await desk.AssignAsync(device with { Id = new DeviceId(new HomeId("demo", "a/b"), "w") }, Admin, CancellationToken.None)).Problem?.Code);
        Assert.Empty(registry.Of("demo"));
    }

    [Fact]
    public async Task Sweep_StoreFails_SavesTheSameDevicesNextTime()
    {
        var registry = Metered.Registry(_time);
        var store = new DevicesInMemory { Fails = true };
        using var sweep = new DeviceSweep(registry, store, _time, Microsoft.Extensions.Logging.Abstractions.NullLogger<DeviceSweep>.Instance);
        registry.Resolve(Metered.Water, DeviceKind.Water);

        await sweep.SweepAsync(CancellationToken.None);
        store.Fails = false;
        await sweep.SweepAsync(CancellationToken.None);

        Assert.Equal([Metered.Water], (await store.LoadAsync(CancellationToken.None)).Select(d => d.Id));
    }

    [Fact]
    public async Task Watch_NewDevice_ReachesTheScreen()
    {
        var registry = Metered.Registry(_time);
        await using var screen = registry.WatchAsync("demo").GetAsyncEnumerator();
        await screen.MoveNextAsync();
        Assert.Empty(screen.Current);

        registry.Resolve(Metered.Water, DeviceKind.Water);
        var redraw = screen.MoveNextAsync().AsTask();
        await Eventually.HoldsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return redraw.IsCompleted;
            },
            "the screen is redrawn");

        Assert.Equal([Metered.Water], screen.Current.Select(d => d.Id));
    }

    private sealed class DevicesInMemory : IDeviceStore
    {
        private readonly Dictionary<DeviceId, Device> _devices = [];

        internal bool Fails { get; set; }

        public Task<IReadOnlyList<Device>> LoadAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Device>>([.. _devices.Values]);

        public Task SaveAsync(IReadOnlyList<Device> devices, IReadOnlyList<DeviceId> removed, CancellationToken cancellation)
        {
            if (Fails)
            {
                throw new IOException("The disk is full.");
            }

            foreach (var device in devices)
            {
                _devices[device.Id] = device;
            }

            foreach (var id in removed)
            {
                _devices.Remove(id);
            }

            return Task.CompletedTask;
        }
    }
}
