using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Tests.Metering;

/// <summary>Readings and packets as tests need them.</summary>
internal static class Metered
{
    internal static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    internal static readonly DeviceId Water = new(new HomeId("demo", "3-502"), "w1");

    internal static Reading Total(double minutes, long litres) =>
        new(Water, DeviceKind.Water, Measure.TotalLitres, litres, Noon.AddMinutes(minutes), Noon.AddMinutes(minutes));

    internal static Reading Of(Measure measure, long value, double minutes = 0) => Total(minutes, value) with { Measure = measure };

    internal static IntakePacket Packet(params Reading[] readings) => Packet(null, readings);

    internal static IntakePacket Packet(IIntakeReceipt? receipt, params Reading[] readings) => new()
    {
        Community = "demo",
        Topic = "community/demo/home/3-502/water/w1",
        Payload = new byte[] { 1 },
        Length = 1,
        Received = readings.Length > 0 ? readings[0].Received : Noon,
        Readings = readings,
        Receipt = receipt,
    };

    internal static IOptions<IntakeOptions> Options(Action<IntakeOptions>? change = null)
    {
        // Without pauses: a test drives batches by what is waiting, not by the clock.
        var options = new IntakeOptions { CommitPause = TimeSpan.Zero, RetryPause = TimeSpan.Zero };
        change?.Invoke(options);
        return Microsoft.Extensions.Options.Options.Create(options);
    }

    internal static DeviceRegistry Registry(TimeProvider time, bool autoRegister = true, params NamedDevice[] names)
    {
        var devices = new DevicesOptions { AutoRegister = autoRegister };
        foreach (var name in names)
        {
            devices.Names.Add(name);
        }

        var communities = new KnownCommunities();
        communities.Ids.Add("demo");
        return new DeviceRegistry(Microsoft.Extensions.Options.Options.Create(devices), Microsoft.Extensions.Options.Options.Create(communities), time);
    }
}
