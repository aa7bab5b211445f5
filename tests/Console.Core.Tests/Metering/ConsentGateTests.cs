using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Metering;

/// <summary>What reaches the disk of a home that agreed, agreed to less, or does not agree any more.</summary>
public sealed class ConsentGateTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly PumpBench _bench = new();

    public Task InitializeAsync() => _bench.StartAsync();

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Reading_AfterWithdrawal_IsAcknowledgedCountedAndNotKept()
    {
        _bench.Registry.Register(new Device(Metered.Water, DeviceKind.Water, Dialects.Own, "w1", Metered.Noon));
        Say(1, ConsentAnswer.Withdrawn, ConsentPurposes.None);

        var answered = await SendAsync(Metered.Total(1, 100), Metered.Of(Measure.Battery, 80, 1));

        Assert.True(answered);
        Assert.Empty(await StoredAsync());
        Assert.Equal(2, _bench.Gauges.Read().Withheld);
        Assert.Null(_bench.Registry.Find(Metered.Water)!.LastReceived);
        Assert.True(_bench.Registry.Find(Metered.Water)!.LastPayload.IsEmpty);
    }

    [Fact]
    public async Task NonsenseOfAHome_AfterWithdrawal_IsNotKeptInTheQuarantineEither()
    {
        Say(1, ConsentAnswer.Withdrawn, ConsentPurposes.None);
        var receipt = new TestReceipt();

        await _bench.SendAsync(new IntakePacket
        {
            Community = "demo",
            Home = Metered.Water.Home,
            Topic = "t",
            Payload = new byte[] { 1 },
            Length = 1,
            Received = Metered.Noon,
            Problem = PacketProblems.NotJson,
            Receipt = receipt,
        });
        await Eventually.HoldsAsync(() => receipt.Outcome is not null, "the packet is answered");

        Assert.True(receipt.Outcome);
        Assert.Empty(await _bench.Store.Inner.ReadAsync("demo", long.MaxValue, 9, CancellationToken.None));
    }

    [Fact]
    public async Task CallForHelp_AfterWithdrawal_IsStoredWithoutWhatCameBesideIt()
    {
        Say(1, ConsentAnswer.Withdrawn, ConsentPurposes.None);

        await SendAsync(Metered.Of(Measure.Sos, 1, 1), Metered.Total(1, 100));

        Assert.Equal([Measure.Sos], (await StoredAsync()).Select(reading => reading.Measure));
    }

    [Fact]
    public async Task Consent_ForWaterOnly_KeepsWaterAndWithholdsTheRest()
    {
        Say(1, ConsentAnswer.Given, ConsentPurposes.Water);

        await SendAsync(Metered.Total(1, 100), Metered.Of(Measure.TotalWattHours, 900, 1), Metered.Of(Measure.Lock, 1, 1), Metered.Of(Measure.Battery, 80, 1));

        Assert.Equal([Measure.TotalLitres, Measure.Battery], (await StoredAsync()).Select(reading => reading.Measure));
    }

    [Fact]
    public async Task Consent_GivenAnew_DoesNotMakeGoodWhatAGatewayKeptFromBefore()
    {
        Say(1, ConsentAnswer.Withdrawn, ConsentPurposes.None, minutes: 0);
        Say(2, ConsentAnswer.Given, ConsentPurposes.All, minutes: 60);

        await SendAsync(Metered.Total(30, 100) with { Received = Metered.Noon.AddMinutes(70) }, Metered.Total(70, 110));

        Assert.Equal([110L], (await StoredAsync()).Select(reading => reading.Value));
    }

    [Fact]
    public async Task Device_WhenConsentEnds_ForgetsWhatItLastSaid()
    {
        _bench.Registry.Register(new Device(Metered.Water, DeviceKind.Water, Dialects.Own, "w1", Metered.Noon) { LastReceived = Metered.Noon, LastEvent = Metered.Noon, LastPayload = new byte[] { 1 }, Battery = 80 });

        await new DeviceConsents(_bench.Registry).ConsentChangedAsync(Metered.Water.Home, Coverage.None, CancellationToken.None);

        var device = _bench.Registry.Find(Metered.Water)!;
        Assert.Equal((null, null, true, 80), (device.LastReceived, device.LastEvent, device.LastPayload.IsEmpty, device.Battery));
        Assert.Contains(device, _bench.Registry.TakeUnsaved().Save);   // on disk too
    }

    private async Task<bool?> SendAsync(params Reading[] readings)
    {
        var receipt = new TestReceipt();
        await _bench.SendAsync(Metered.Packet(receipt, readings));
        await Eventually.HoldsAsync(() => receipt.Outcome is not null, "the packet is answered");
        return receipt.Outcome;
    }

    private async Task<IReadOnlyList<Reading>> StoredAsync() =>
        [.. (await _bench.Store.ReadAfterAsync(0, CancellationToken.None).ToListAsync()).Select(stored => stored.Reading)];

    private void Say(int number, ConsentAnswer answer, ConsentPurposes purposes, double minutes = 0)
    {
        _bench.Time.SetUtcNow(Metered.Noon.AddMinutes(minutes));
        _bench.Consents.Put(new ConsentStatement(
            Metered.Water.Home, number, answer, new ConsentWords(SpeakerCapacity.Resident, "", new DateOnly(2026, 11, 22), ConsentForm.Paper, "", ""), new StaffId("lin"), _bench.Time.GetUtcNow())
        {
            Purposes = purposes,
            LastDay = answer == ConsentAnswer.Given ? new DateOnly(2027, 11, 22) : null,
        });
    }
}
