using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Iot.Tests.Simulation;

public sealed class DeviceFleetTests
{
    private readonly RecordingLines _lines = new();

    [Fact]
    public async Task Publish_HomesOfTwoBuildings_UseTheirGateways()
    {
        await using var fleet = new DeviceFleet(_lines, MadeUp.Calendar);
        var homes = MadeUp.Estate.Homes.Where(h => h.Building <= 2).ToList();

        await fleet.PublishAsync([.. homes.SelectMany(h => MadeUp.Reports(h).Where(r => !r.Device.OwnConnection).Take(3).Select(r => (h, r)))], default);

        Assert.Equal(["gateway-demo-1", "gateway-demo-2"], _lines.Opened.Keys.Order());
        Assert.Equal(homes.Count * 3, _lines.Opened.Values.Sum(l => l.Packets.Count));
    }

    [Fact]
    public async Task Break_DeviceWithItsOwnLine_HasAWillThatSaysOffline()
    {
        await using var fleet = new DeviceFleet(_lines, MadeUp.Calendar);
        var home = MadeUp.Estate.Homes.First(h => h.Devices.Any(d => d.OwnConnection));
        var plug = home.Devices.First(d => d.OwnConnection);

        await fleet.BreakAsync(home, plug, default);

        var line = _lines.Opened[plug.Name];
        Assert.Equal($"tele/{plug.Name}/LWT", line.Settings.Will!.Value.Topic);
        Assert.Equal("Offline"u8.ToArray(), line.Settings.Will.Value.Payload);
        Assert.Equal(["connected", "broken"], line.Log);
    }

    [Fact]
    public void Load_OverTenSeconds_IsTheRateAndNeverRepeatsAnInstantOfADevice()
    {
        var ticker = new LoadTicker(MadeUp.Estate, 200, MadeUp.Origin);

        var said = ticker.Advance(MadeUp.Origin.AddSeconds(4)).Concat(ticker.Advance(MadeUp.Origin.AddSeconds(10))).ToList();

        Assert.Equal(2000, said.Count);
        Assert.Equal(2000, said.Select(r => (r.Home.Id, r.Report.Stamp)).Distinct().Count());
        Assert.All(said, r => Assert.Equal(Measure.PowerWatts, r.Report.Measure));
    }

    private sealed class RecordingLines : IDeviceLines
    {
        public Dictionary<string, Line> Opened { get; } = [];

        public IDeviceLine Open(LineSettings settings) => Opened[settings.ClientId] = new Line(settings);

        internal sealed class Line(LineSettings settings) : IDeviceLine
        {
            public LineSettings Settings { get; } = settings;

            public List<DevicePacket> Packets { get; } = [];

            public List<string> Log { get; } = [];

            public Task PublishAsync(IReadOnlyList<DevicePacket> packets, CancellationToken cancellation)
            {
                Packets.AddRange(packets);
                Log.Add("connected");
                return Task.CompletedTask;
            }

            public Task BreakAsync()
            {
                Log.Add("broken");
                return Task.CompletedTask;
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
