using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Metering;

/// <summary>A packet that was not understood or not believed: kept as it came, counted, and looked at on a page.</summary>
/// <param name="Id">Position in the quarantine, rising; 0 until stored.</param>
/// <param name="Community">Whose screen it belongs on; the configured community where the topic names none.</param>
/// <param name="Topic">As sent, cut at 512 characters.</param>
/// <param name="Payload">The first <see cref="KeptBytes"/> bytes.</param>
/// <param name="Length">Length of the whole payload, bytes.</param>
/// <param name="Code">Why, for programs and counters: a code of <see cref="PacketProblems"/>.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Received">When the server had it, UTC.</param>
/// <param name="Client">The MQTT client that sent it, where one did.</param>
public sealed record QuarantinedPacket(
    long Id,
    string Community,
    string Topic,
    ReadOnlyMemory<byte> Payload,
    int Length,
    string Code,
    Sentence Reason,
    DateTimeOffset Received,
    string? Client)
{
    /// <summary>How much of a payload is kept: enough to see what it was, too little to fill a disk with.</summary>
    public const int KeptBytes = 4096;
}
