using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Metering;

/// <summary>Enters devices by hand and assigns those that came by themselves to their homes.</summary>
public sealed class DeviceDesk(DeviceRegistry registry, IDeviceStore store)
{
    /// <summary>Enters a device, or moves the one with the same name on the wire to another home; on disk when it returns.</summary>
    public async Task<Result<Device>> AssignAsync(Device device, Actor actor, CancellationToken cancellation)
    {
        if (actor.Role != Role.Administrator || actor.Community != device.Id.Home.Community)
        {
            return new NotAllowed("device.assign");
        }

        // Names on the wire are shared by all communities: nobody takes a device out of another one by naming it.
        if (registry.FindSame(device.Id, device.Dialect, device.WireName) is { } known && known.Id.Home.Community != actor.Community)
        {
            return new OtherCommunity();
        }

        if (!WireId.IsValid(device.Id.Name) || !WireId.IsValid(device.Id.Home.Home))
        {
            return PacketProblems.WrongId;
        }

        var entered = registry.Register(device with { FoundByItself = false });
        var (changed, removed) = registry.TakeUnsaved();
        try
        {
            await store.SaveAsync(changed, removed, cancellation);
        }
        catch
        {
            registry.NotSaved([.. changed.Select(d => d.Id), .. removed]);
            throw;
        }

        return entered;
    }
}
