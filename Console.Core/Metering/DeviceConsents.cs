using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;

namespace CommunityConsole.Core.Metering;

/// <summary>Takes off the registry what a home's devices last said and when, once that may not be used any more.</summary>
internal sealed class DeviceConsents(DeviceRegistry registry) : IConsentFacts
{
    public ValueTask ConsentChangedAsync(HomeId home, Coverage coverage, CancellationToken cancellation)
    {
        foreach (var device in registry.Of(home.Community).Where(device => device.Id.Home == home && (coverage.Purposes & ReadingPurpose.Of(device.Kind)) == ConsentPurposes.None))
        {
            registry.Learn(device.Id, known => known with { LastPayload = default, LastReceived = null, LastEvent = null, LastLive = null, LastClaim = null });
        }

        registry.Ring();
        return ValueTask.CompletedTask;
    }
}
