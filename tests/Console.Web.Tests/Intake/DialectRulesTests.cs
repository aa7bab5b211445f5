using CommunityConsole.Core.Metering;
using MQTTnet;
using MQTTnet.Protocol;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>The rules every dialect obeys, each tried with every dialect it can apply to: over a real socket, on a real disk.</summary>
public sealed class DialectRulesTests(DialectRulesTests.OneServer one) : IClassFixture<DialectRulesTests.OneServer>
{
    private const long Start = 128_450;

    public static TheoryData<string> Every => [.. MeterDialect.All.Select(dialect => dialect.Name)];

    public static TheoryData<string> Timed => [.. MeterDialect.All.Where(dialect => dialect.IsTimed).Select(dialect => dialect.Name)];

    public static TheoryData<string> WithHistory => [.. MeterDialect.All.Where(dialect => dialect.SayHistory is not null).Select(dialect => dialect.Name)];

    public static TheoryData<string> WithLink => [.. MeterDialect.All.Where(dialect => dialect.SayGone is not null).Select(dialect => dialect.Name)];

    private static DateTimeOffset Now => Whole(TimeProvider.System.GetUtcNow());

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Register_IsStoredInWholeUnitsAndShowsThatTheDeviceLives(string name)
    {
        var meter = await MeterAsync(name, "u");
        var at = Now;

        await meter.SayAsync(at, Start, 1);

        var reading = Assert.Single(await meter.ReadingsAsync());
        Assert.Equal((meter.Dialect.Measure, Start), (reading.Measure, reading.Value));
        Assert.Equal(meter.Dialect.IsTimed ? at : reading.Received, reading.At);
        await Eventually.HoldsAsync(() => meter.Device.Online == true, "the registry has heard it");
        Assert.NotEqual(DeviceKind.Unknown, meter.Device.Kind);
        Assert.False(meter.Device.LastPayload.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Retained_OfAnyAge_IsMarkedAndNoSignOfLife(string name)
    {
        var meter = await MeterAsync(name, "r");
        await meter.GoneAsync();

        await meter.SayAsync(Now.AddHours(-1), Start, 1, retain: true);

        var reading = Assert.Single(await meter.ReadingsAsync());
        Assert.True(reading.Marks.HasFlag(ReadingMarks.Retained));
        await Eventually.HoldsAsync(() => meter.Device.LastReceived >= reading.Received, "the registry has heard it");
        Assert.NotEqual(true, meter.Device.Online);
    }

    [Theory]
    [MemberData(nameof(WithHistory))]
    public async Task History_IsMarkedAtItsOwnTimeAndNoSignOfLife(string name)
    {
        var meter = await MeterAsync(name, "h");
        await meter.GoneAsync();
        var at = Now.AddHours(-3);

        await meter.SendAsync(meter.Dialect.SayHistory!(meter.Name, at, Start));

        var reading = Assert.Single(await meter.ReadingsAsync());
        Assert.Equal((at, ReadingMarks.Historical), (reading.At, reading.Marks));
        await Eventually.HoldsAsync(() => meter.Device.LastReceived >= reading.Received, "the registry has heard it");
        Assert.NotEqual(true, meter.Device.Online);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Drop_ThatReturns_IsADipAndAJumpIsForeign(string name)
    {
        var meter = await MeterAsync(name, "d");
        var at = Now.AddSeconds(-60);

        await meter.SayAsync(at, Start, 1);
        await meter.SayAsync(at.AddSeconds(1), 10, 2);
        await meter.SayAsync(at.AddSeconds(2), Start + 10, 3);
        await meter.SayAsync(at.AddSeconds(3), Start + 90_000, 4);
        await meter.SayAsync(at.AddSeconds(4), Start + 20, 5);

        Assert.Equal([Start, Start + 10, Start + 20], (await meter.ReadingsAsync()).Select(reading => reading.Value));
        Assert.Equal(["packet.back", "packet.jump"], (await meter.QuarantineAsync()).Select(packet => packet.Code).Order());
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Drop_ThatClimbs_IsAResetAndBelieved(string name)
    {
        var meter = await MeterAsync(name, "s");
        var at = Now.AddSeconds(-60);

        await meter.SayAsync(at, Start, 1);
        await meter.SayAsync(at.AddSeconds(1), 10, 2);
        await meter.SayAsync(at.AddSeconds(2), 20, 3);
        await meter.SayAsync(at.AddSeconds(3), 30, 4);

        Assert.Equal([Start, 20, 30], (await meter.ReadingsAsync()).Select(reading => reading.Value));
    }

    [Theory]
    [MemberData(nameof(Timed))]
    public async Task Repetition_IsStoredOnceAndAcknowledgedTwice(string name)
    {
        var meter = await MeterAsync(name, "x");
        var at = Now;

        await meter.SayAsync(at, Start, 1);
        await meter.SayAsync(at, Start, 1);

        Assert.Single(await meter.ReadingsAsync());
        Assert.Empty(await meter.QuarantineAsync());
    }

    [Theory]
    [MemberData(nameof(Timed))]
    public async Task Clock_AheadOrTooOld_IsReplacedAndFlagged(string name)
    {
        var meter = await MeterAsync(name, "c");

        await meter.SayAsync(Now.AddMinutes(10), Start, 1);
        await meter.SayAsync(Now.AddDays(-40), Start + 10, 2);

        Assert.All(await meter.ReadingsAsync(), reading => Assert.Equal((ReadingMarks.ClockReplaced, reading.Received), (reading.Marks, reading.At)));
        Assert.Equal(2, (await meter.ReadingsAsync()).Count);
        Assert.Equal("packet.clock", Assert.Single(await meter.QuarantineAsync()).Code);
    }

    [Theory]
    [MemberData(nameof(Timed))]
    public async Task Late_KeepsItsOwnTime(string name)
    {
        var meter = await MeterAsync(name, "l");
        var at = Now.AddHours(-2);

        await meter.SayAsync(at, Start, 1);

        var reading = Assert.Single(await meter.ReadingsAsync());
        Assert.Equal((at, ReadingMarks.None), (reading.At, reading.Marks));
        await Eventually.HoldsAsync(() => meter.Device.LastReceived is not null, "the registry has heard it");
        Assert.Null(meter.Device.ClockError);
    }

    [Theory]
    [MemberData(nameof(WithLink))]
    public async Task Gone_ByWillDeathOrAvailability_IsTheDevicesLink(string name)
    {
        var meter = await MeterAsync(name, "g");
        await meter.SayAsync(Now, Start, 1);
        await Eventually.HoldsAsync(() => meter.Device.Online == true, "the registry has heard it");

        await meter.SendAsync(meter.Dialect.SayGone!(meter.Name));

        await Eventually.HoldsAsync(() => meter.Device.Online == false, "the registry knows that it is gone");
    }

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    private async Task<Meter> MeterAsync(string name, string rule)
    {
        var dialect = MeterDialect.All.Single(known => known.Name == name);
        var meter = new Meter(one.Server, one.Client, dialect, $"{rule}{MeterDialect.All.ToList().IndexOf(dialect)}");
        foreach (var before in dialect.Before(meter.Name))
        {
            await meter.SendAsync(before);
        }

        return meter;
    }

    /// <summary>One meter of one test; its name is nobody else's.</summary>
    private sealed record Meter(IntakeServer Server, IMqttClient Client, MeterDialect Dialect, string Name)
    {
        internal Device Device => Server.Devices.Of("demo").Single(device => device.Dialect == Dialect.Name && device.WireName == Dialect.WireName(Name));

        internal Task SayAsync(DateTimeOffset at, long value, long number, bool retain = false) => SendAsync(Dialect.Say(Name, at, value, number), retain);

        /// <summary>Offline, where a birth has said online already.</summary>
        internal async Task GoneAsync()
        {
            if (Dialect is { SayGone: { } gone, Name: Dialects.SparkplugB })
            {
                await SendAsync(gone(Name));
                await Eventually.HoldsAsync(() => Device.Online == false, "the registry knows that it is gone");
            }
        }

        internal async Task SendAsync((string Topic, byte[] Payload) message, bool retain = false)
        {
            var answer = await Client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(message.Topic).WithPayload(message.Payload)
                .WithRetainFlag(retain).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
            Assert.True(answer.IsSuccess, $"{message.Topic}: {answer.ReasonCode}");
        }

        internal async Task<List<Reading>> ReadingsAsync() =>
            [.. (await Server.ReadingsAsync()).Where(reading => reading.Device == Device.Id && reading.Measure == Dialect.Measure)];

        // Gateways share a topic: the payload names the meter.
        internal async Task<List<QuarantinedPacket>> QuarantineAsync()
        {
            var topic = Dialect.Say(Name, Now, 0, 0).Topic;
            return [.. (await Server.QuarantineAsync()).Where(packet => packet.Topic == topic && (topic.Contains(Name, StringComparison.Ordinal)
                || System.Text.Encoding.UTF8.GetString(packet.Payload.Span).Contains(Dialect.WireName(Name), StringComparison.Ordinal)))];
        }
    }

    public sealed class OneServer : IAsyncLifetime
    {
        internal IntakeServer Server { get; private set; } = null!;

        internal IMqttClient Client { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Server = await IntakeServer.StartAsync(MeterDialect.Settings);
            Client = await Server.ConnectAsync();
        }

        public async Task DisposeAsync()
        {
            Client.Dispose();
            await Server.DisposeAsync();
        }
    }
}
