using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Intake;

/// <summary>What our own dialect made of one message: whose it is and what it says.</summary>
/// <param name="Device">The device, or the reason why there is none.</param>
/// <param name="Packet">What was decoded.</param>
internal readonly record struct DecodedMessage(Result<Device> Device, DecodedPacket Packet)
{
    /// <summary>Not understood.</summary>
    internal static DecodedMessage Refused(PacketProblem problem) => new((Result<Device>)problem, default);
}
