using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Metering;

/// <summary>Those who hear of stored readings: the registry first, then the features above.</summary>
internal sealed partial class PumpAudience(DeviceRegistry registry, IEnumerable<IReadingFacts> facts, ILogger<PumpAudience> log)
{
    private readonly IReadingFacts[] _facts = [.. facts];

    internal async Task TellAsync(BatchCommitter.Outcome outcome, CancellationToken cancellation)
    {
        foreach (var judged in outcome.Packets)
        {
            if (judged.Packet.Readings is [var first, ..])
            {
                registry.Learn(first.Device, device => DeviceLearning.Heard(device, judged));
            }
        }

        registry.Ring();
        foreach (var listener in outcome.Stored.Count == 0 ? [] : _facts)
        {
            try
            {
                await listener.StoredAsync(outcome.Stored, cancellation);
            }
            catch (Exception fault)
            {
                // It can read what it missed from the store; the others and the next batch must not suffer.
                LogListenerFault(fault, listener.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Listener} failed on stored readings.")]
    private partial void LogListenerFault(Exception fault, string listener);
}
