using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Metering;

/// <summary>
/// Shows the newest raw message of a device to those who look after devices. A lock's message may hold the user slot of
/// whoever opened it, which is personal data: such a look is on the audit log before the message is shown.
/// </summary>
public sealed class DeviceMessageDesk(DeviceRegistry registry, CommandLog log, IAuditLog audit)
{
    private const string Action = "device.message";

    /// <summary>The device with its newest message.</summary>
    public async Task<Result<Device>> LookAsync(DeviceId id, Actor actor, CancellationToken cancellation)
    {
        Problem? problem = actor.Community != id.Home.Community ? new OtherCommunity()
            : actor.Role is not (Role.Administrator or Role.GridManager) ? new NotAllowed(Action)
            : registry.Find(id) is null ? PacketProblems.UnknownDevice
            : null;
        if (problem is not null)
        {
            return await log.RefuseAsync(actor, Action, Subject(id), problem, cancellation);
        }

        var device = registry.Find(id)!;
        if (IsPersonal(device.Kind))
        {
            await audit.AppendAsync([log.Done(actor with { CommandKey = null }, Action, Subject(id), "", "")], cancellation);
        }

        return device;
    }

    /// <summary>Whether a message of such a device may name a person; one whose family is not known yet may be a lock.</summary>
    public static bool IsPersonal(DeviceKind kind) => kind is DeviceKind.Lock or DeviceKind.Unknown;

    private static string Subject(DeviceId id) => $"device:{id}";
}
