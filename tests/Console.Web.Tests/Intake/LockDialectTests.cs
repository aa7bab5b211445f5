using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>Unlocks by a resident, a carer and under duress are different facts, whatever the dialect; a slot is stored and never written out.</summary>
public sealed class LockDialectTests(DialectRulesTests.OneServer one) : IClassFixture<DialectRulesTests.OneServer>
{
    [Theory]
    [InlineData("zigbee2mqtt/k1", """{"action":"unlock","action_source_name":"keypad","action_user":3,"lock_state":"locked"}""", "k1", "unlocked:outside:code", 3)]
    [InlineData("zigbee2mqtt/k2", """{"action":"key_unlock"}""", "k2", "unlocked:outside:key", null)]
    [InlineData("tuya/k3", """{"unlock_fingerprint":2}""", "k3", "unlocked:outside:finger", 2)]
    [InlineData("tuya/k4", """{"unlock_temporary":9}""", "k4", "unlocked:outside:staff", 9)]
    [InlineData("tuya/k5", """{"open_inside":true}""", "k5", "unlocked:inside", null)]
    [InlineData("/sys/pk/k6/thing/event/DoorOpen/post", """{"id":"41","params":{"value":{"LockType":"card","KeyID":"5"}}}""", "pk:k6", "unlocked:outside:card", 5)]
    [InlineData("$thing/up/event/P/k7", """{"method":"event_post","eventId":"unlock","params":{"lock_type":"dynamic"}}""", "P:k7", "unlocked:outside:staff", null)]
    public async Task Unlock_ByWhomever_IsStoredAsWhatItProves(string topic, string payload, string wireName, string text, int? slot)
    {
        var reading = await StoredAsync(topic, payload, wireName, Measure.Lock);

        Assert.Equal(text, MeasureText.Value(Measure.Lock, reading.Value));
        Assert.Equal(slot, LockReport.Of(reading.Value).Slot);
    }

    [Theory]
    [InlineData("tuya/k8", """{"hijack":true}""", "k8")]
    [InlineData("/sys/pk/k9/thing/event/HijackingAlarm/post", """{"id":"1","params":{"value":{}}}""", "pk:k9")]
    [InlineData("v1/gateway/telemetry", """{"k10":[{"duress":true}]}""", "k10")]
    public async Task Duress_IsAnAlarmOfItsOwn(string topic, string payload, string wireName) =>
        Assert.Equal((long)DeviceAlarm.Duress, (await StoredAsync(topic, payload, wireName, Measure.Alarm)).Value);

    [Fact]
    public async Task State_ThatOnlyRepeats_IsNoTurn()
    {
        await SendAsync("homeassistant/lock/k11/config", """{"uniq_id":"k11","stat_t":"home/k11/lock"}""");
        await SendAsync("home/k11/lock", "LOCKED");
        await SendAsync("home/k11/lock", "UNLOCKED");
        await SendAsync("home/k11/lock", "UNLOCKED");

        Assert.Equal("unlocked", MeasureText.Value(Measure.Lock, Assert.Single(await ReadingsAsync("k11", Measure.Lock)).Value));
    }

    private async Task<Reading> StoredAsync(string topic, string payload, string wireName, Measure measure)
    {
        await SendAsync(topic, payload);
        return Assert.Single(await ReadingsAsync(wireName, measure));
    }

    private async Task SendAsync(string topic, string payload) => Assert.True((await one.Client.SendAsync(topic, payload)).IsSuccess);

    private async Task<List<Reading>> ReadingsAsync(string wireName, Measure measure)
    {
        var device = one.Server.Devices.Of("demo").Single(known => known.WireName == wireName);
        return [.. (await one.Server.ReadingsAsync()).Where(reading => reading.Device == device.Id && reading.Measure == measure)];
    }
}
