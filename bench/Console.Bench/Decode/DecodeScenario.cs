using System.Diagnostics;
using System.Text;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot;
using CommunityConsole.Iot.Intake;
using CommunityConsole.Iot.Own;
using CommunityConsole.Iot.SparkplugB;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Bench.Decode;

/// <summary>What one message of each dialect costs from bytes to decoded reports: time on one core, and bytes allocated.</summary>
internal static class DecodeScenario
{
    private const int Rounds = 9;
    private const int Messages = 20_000;

    /// <summary>Runs it and prints a line for each dialect, medians of nine rounds.</summary>
    public static void Run()
    {
        var calendar = new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var dialects = Dialects();
        foreach (var (topic, before) in Before())
        {
            Decode(dialects, topic, before);
        }

        var own = "{\"t\":\"2026-11-22T08:00:00+08:00\",\"seq\":912,\"total_l\":128457,\"battery\":78}"u8.ToArray();
        Print("own", own.Length, () => OwnDecoder.Decode(own, calendar).Values.Length);
        foreach (var (name, topic, payload) in Samples())
        {
            Print(name, payload.Length, () => Decode(dialects, topic, payload));
        }
    }

    private static int Decode(ForeignDialects dialects, string topic, byte[] payload)
    {
        var found = dialects.Find(new DialectMessage(topic, payload, DateTimeOffset.UnixEpoch) { Sender = "me" })!.Value;
        return found.Dialect.Decode(found.Message).Reports.Count;
    }

    private static void Print(string name, int bytes, Func<int> decode)
    {
        for (var i = 0; i < Messages; i++)
        {
            decode(); // lets the runtime compile
        }

        var times = new double[Rounds];
        var allocated = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var (before, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            for (var i = 0; i < Messages; i++)
            {
                decode();
            }

            times[round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Messages;
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Messages;
        }

        Array.Sort(times);
        Console.WriteLine(FormattableString.Invariant($"{name,-14} {bytes,4} bytes: {times[Rounds / 2],8:0} ns, {allocated,6} bytes allocated"));
    }

    private static ForeignDialects Dialects()
    {
        var services = new ServiceCollection();
        services.AddOptions<DevicesOptions>().Configure(options =>
        {
            var mapping = new MappingOptions { Name = "gw", Topic = "gw/{device}", Time = "time", TimeForm = "yyyyMMddHHmmss" };
            mapping.Fields.Add(new MappedField { Path = "reading.total", Measure = "total_l", Factor = 10 });
            options.Mappings.Add(mapping);
        });
        services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        services.AddDialects();
        return services.BuildServiceProvider().GetRequiredService<ForeignDialects>();
    }

    private static (string Topic, byte[] Payload)[] Before()
    {
        var birth = new SparkplugPayload { Seq = 1 };
        var metric = new SparkplugMetric { Name = "Energy/Total", Alias = 1, Datatype = 10, IsNull = true, Properties = new SparkplugProperties() };
        metric.Properties.Keys.Add("engUnit");
        metric.Properties.Values.Add(new SparkplugProperty { StringValue = "kWh" });
        birth.Metrics.Add(metric);
        return
        [
            ("homeassistant/sensor/d7/config", U("""{"uniq_id":"d7","stat_t":"home/d7/kwh","unit_of_meas":"kWh","dev_cla":"energy","stat_cla":"total_increasing"}""")),
            ("spBv1.0/g/NBIRTH/n", new SparkplugPayload { Seq = 0 }.ToByteArray()), ("spBv1.0/g/DBIRTH/n/d", birth.ToByteArray()),
        ];
    }

    private static (string Name, string Topic, byte[] Payload)[] Samples()
    {
        var metric = new SparkplugPayload { Timestamp = 1_795_305_600_000 };
        metric.Metrics.Add(new SparkplugMetric { Alias = 1, Timestamp = 1_795_305_600_000, DoubleValue = 412.036 });
        return
        [
            ("tasmota", "tele/plug/SENSOR", U("""{"Time":"2026-11-22T08:15:00","ENERGY":{"Total":412.036,"Yesterday":3.11,"Today":0.82,"Power":64,"Voltage":228,"Current":0.31}}""")),
            ("zigbee2mqtt", "zigbee2mqtt/lock", U("""{"lock_state":"unlocked","action":"unlock","action_source_name":"keypad","action_user":3,"battery":78,"linkquality":96,"last_seen":"2026-11-22T07:31:05+08:00"}""")),
            ("homeassistant", "home/d7/kwh", U("412.036")),
            ("chirpstack", "application/7/device/a84041ffff000001/event/up", U("""{"time":"2026-11-22T00:12:40Z","deviceInfo":{"tags":{"home":"3-502"}},"fCnt":912,"fPort":100,"object":{"volume_l":128457,"status":"ok"},"rxInfo":[{"rssi":-71}]}""")),
            ("  its frame", "application/7/device/a84041ffff000001/event/up", U($$"""{"time":"2026-11-22T00:12:40Z","fCnt":912,"fPort":100,"data":"{{Convert.ToBase64String(Frame())}}"}""")),
            ("ttn", "v3/app@ttn/devices/w/up", U("""{"received_at":"2026-11-22T00:12:41Z","uplink_message":{"f_cnt":912,"decoded_payload":{"volume_l":128457},"rx_metadata":[{"rssi":-71}]}}""")),
            ("wmbusmeters", "wmbusmeters/1", U("""{"media":"water","meter":"multical21","name":"3-502","id":"71002418","total_m3":128.457,"current_status":"","timestamp":"2026-11-22T00:12:40Z","rssi_dbm":-71}""")),
            ("thingsboard", "v1/devices/me/telemetry", U("""{"ts":1795305600000,"values":{"water_total_m3":128.457,"valve":"open"}}""")),
            ("alink", "/sys/pk/w7/thing/event/property/post", U("""{"id":"123","version":"1.0","params":{"WaterConsumption":{"value":128.457,"time":1795305600000}},"method":"thing.event.property.post"}""")),
            ("tencent", "$thing/up/property/P/w7", U("""{"method":"report","clientToken":"9","timestamp":1795305600000,"params":{"water_total":128457}}""")),
            ("sparkplug", "spBv1.0/g/DDATA/n/d", metric.ToByteArray()),
            ("cjt188", "cjt188/g", U("""{"addr":"00202307160177","type":"10","di":"901F","total_m3":128.45,"valve":"open","ts":1795305600}""")),
            ("dlt645", "dlt645/g", U("""{"addr":"202211000123","fwd_active_kwh":412.03,"u":228.1,"i":0.31,"p_kw":0.064,"ts":"2026-11-22 08:15:00"}""")),
            ("tuya", "tuya/l7", U("""{"unlock_fingerprint":2,"residual_electricity":64}""")),
            ("openremote", "r/c/writeattributevalue/energyTotal/a", U("412.036")),
            ("mapped", "gw/w7", U("""{"time":"20261122081500","reading":{"total":12845}}""")),
        ];
    }

    private static byte[] Frame()
    {
        var frame = new byte[47];
        BitConverter.TryWriteBytes(frame, 1_795_305_600);
        BitConverter.TryWriteBytes(frame.AsSpan(5), 128_457);
        BitConverter.TryWriteBytes(frame.AsSpan(9), 1_795_305_600 - (16 * 3600));
        BitConverter.TryWriteBytes(frame.AsSpan(13), 128_000);
        return frame;
    }

    private static byte[] U(string text) => Encoding.UTF8.GetBytes(text);
}
