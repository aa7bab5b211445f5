using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Own;
using CommunityConsole.Iot.Zigbee2Mqtt;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;

namespace CommunityConsole.Iot.Tests.Foreign;

/// <summary>Whatever a device sends, no decoder throws: an exception would close its connection, and it would send the same again for ever.</summary>
public sealed class DialectFuzzTests
{
    // The long form: CONSOLE_FUZZ=1000000.
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("CONSOLE_FUZZ"), out var rounds) ? rounds : 20_000;

    private static readonly EstateCalendar Shanghai = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    // Texts that break parsers more often than chance finds them.
    private static readonly byte[][] Splinters =
    [
        .. new[]
        {
            "1e400", "-1e28", "79228162514264337593543950335", "9223372036854775808", "1795305600000000", "\"0001-01-01T00:00:00\"", "\"9999-12-31T23:59:59Z\"",
            "null", "[]", "{}", "\"\\ud800\"", "true", "\"\"", "{\"\\udfff\":1}", ",", "\"ts\":-1", "NaN",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0x00], [0xC3], [0x22, 0x80, 0x22],
    ];

    private static readonly (string Topic, byte[] Payload)[] Samples =
    [
        ("wmbusmeters/1", U("""{"id":"71002418","total_m3":128.457,"current_status":"","timestamp":"2026-11-22T00:12:40Z","rssi_dbm":-71}""")),
        ("v1/devices/me/telemetry", U("""[{"ts":1795305600000,"values":{"water_total_m3":128.457,"valve":"open"}},{"total_l":1}]""")),
        ("v1/gateway/telemetry", U("""{"W-3-502":[{"ts":1795305600000,"values":{"water_total_m3":128.457}}]}""")),
        ("v1/gateway/connect", U("""{"device":"a"}""")),
        ("/sys/a1/w7/thing/event/property/post", U("""{"id":"123","params":{"WaterConsumption":{"value":128.457,"time":1795305600000}}}""")),
        ("/sys/a1/w7/thing/event/property/history/post", U("""{"id":"5","params":[{"properties":[{"total_l":{"value":10,"time":1795305600000}}]}]}""")),
        ("/sys/a1/w7/thing/event/DoorOpen/post", U("""{"id":"41","params":{"value":{"LockType":"finger","KeyID":"2"},"time":1795303865000}}""")),
        ("$thing/up/property/P1/w7", U("""{"method":"report","clientToken":"9","timestamp":1795305600000,"params":{"water_total":128457}}""")),
        ("$thing/up/event/P1/w7", U("""{"method":"event_post","eventId":"door_unlock","params":{"lock_type":"card","key_id":3}}""")),
        ("h/c/writeattributevalue/energyTotal/a", U("412.036")),
        ("h/c/writeattribute/energyTotal/a", U("""{"value":412.036,"timestamp":1795305600000}""")),
        ("cjt188/g", U("""[{"addr":"00202307160177","type":"10","di":"901F","total_m3":128.45,"ts":1795305600,"seq":4}]""")),
        ("dlt645/g", U("""{"addr":"202211000123","fwd_active_kwh":412.03,"p_kw":0.064,"ts":"2026-11-22 08:15:00"}""")),
        ("tuya/l7", U("""{"unlock_fingerprint":2,"residual_electricity":64,"alarm_lock":"pry","water_flow":12,"scale":3,"t":1795305600000}""")),
        ("tuya/l7/status", U("""{"status":[{"code":"unlock_card","value":2,"t":1795303865000}]}""")),
        ("application/7/device/a8/event/up", U($$"""{"time":"2026-11-22T00:12:40Z","fCnt":913,"fPort":100,"data":"{{Convert.ToBase64String(LoRaDialectTests.Frame(4))}}","rxInfo":[{"rssi":-71}]}""")),
        ("application/7/device/a8/event/status", U("""{"batteryLevel":78.5}""")),
        ("v3/a@t/devices/d/up", U("""{"received_at":"2026-11-22T00:12:41Z","uplink_message":{"f_cnt":912,"decoded_payload":{"volume_l":128457},"last_battery_percentage":{"value":98.6}}}""")),
        ("homeassistant/sensor/d7/config", U("""{"~":"home/d7","uniq_id":"d7","stat_t":"~/kwh","unit_of_meas":"kWh","dev_cla":"energy","exp_aft":3600,"avty":[{"t":"~/up"}],"dev":{"ids":["d7"]}}""")),
        ("homeassistant/device/d8/config", U("""{"dev":{"ids":"d8"},"stat_t":"d8/s","cmps":{"a":{"p":"sensor","unit_of_meas":"m³","dev_cla":"water","val_tpl":"{{ value_json.a['b'] }}"}}}""")),
        ("home/d7/kwh", U("412.036")),
        ("home/d7/up", U("online")),
        ("d8/s", U("""{"a":{"b":1.5}}""")),
        ("spBv1.0/plant/NBIRTH/n1", SparkplugTests.NodeBirth(0, 5).ToByteArray()),
        ("spBv1.0/plant/DBIRTH/n1/p7", SparkplugTests.DeviceBirth(1).ToByteArray()),
        ("spBv1.0/plant/DDATA/n1/p7", SparkplugTests.Payload(2, new SparkplugB.SparkplugMetric { Alias = 7, DoubleValue = 412.036 }).ToByteArray()),
        ("spBv1.0/plant/NDEATH/n1", SparkplugTests.NodeBirth(0, 5).ToByteArray()),
        ("tele/plug/SENSOR", U("""{"Time":"2026-11-22T08:15:00","ENERGY":{"Total":412.036,"Power":[64,1]}}""")),
        ("tele/plug/LWT", U("Online")),
        ("zigbee2mqtt/lock", U("""{"lock_state":"unlocked","action":"unlock","action_source_name":"keypad","action_user":3,"battery":78,"linkquality":96,"last_seen":"2026-11-22T07:31:05+08:00"}""")),
        ("zigbee2mqtt/lock/availability", U("""{"state":"online"}""")),
        ("gw/w7", U("""{"t":20261122081500,"no":9,"v":[{"total":128},{"total":129,"door":1}]}""")),
    ];

    private static readonly MappingOptions Mapped = Mapping();

    [Fact]
    public void Decode_MutatedMessages_NeverThrows()
    {
        var speaker = new Speaker(Mapped);
        foreach (var (topic, payload) in Samples)
        {
            speaker.Hear(topic, payload, "me");
        }

        var messages = from sample in Gen.Elements(Samples)
                       from mutations in Gen.Choose(1, 5)
                       from seeds in Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), mutations * 3)
                       select (sample.Topic, Payload: Mutate(sample.Payload, seeds));
        Prop.ForAll(messages.ToArbitrary(), message =>
        {
            var answer = speaker.Hear(message.Topic, message.Payload, "me");
            return answer.Reports.TrueForAll(report => report.Packet.Values.Length <= 12);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));
    }

    [Fact]
    public void Decode_MutatedMessagesOfOurOwn_NeverThrows()
    {
        var payload = U("""{"t":"2026-11-22T08:00:00+08:00","seq":912,"total_l":128457,"battery":78,"lock":"unlocked:outside","sos":1}""");
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), 9).ToArbitrary(), seeds => OwnDecoder.Decode(Mutate(payload, seeds), Shanghai).Values.Length <= 12)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Fact]
    public void Decode_EveryCutMessage_NeverThrows()
    {
        var speaker = new Speaker(Mapped);
        foreach (var (topic, payload) in Samples)
        {
            for (var length = 0; length <= payload.Length; length++)
            {
                speaker.Hear(topic, payload.AsMemory(0, length), "me");
            }
        }
    }

    [Fact]
    public void Memory_MutatedStates_NeverThrows() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), 9).ToArbitrary(), seeds =>
        {
            var memory = new StateMemory();
            var report = Zigbee2MqttDecoder.DecodeState("l", Mutate(Samples[^3].Payload, seeds), Shanghai);
            memory.Tell(new DeviceId(new HomeId("demo", "1"), "l"), report.State, Speaker.Received, ref report.Packet);
            return report.Packet.Values.Length <= 12;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    // Three seeds make one change: which, where, and with what.
    private static byte[] Mutate(byte[] payload, int[] seeds)
    {
        var bytes = payload.ToList();
        foreach (var seed in seeds.Chunk(3).Where(seed => seed.Length == 3))
        {
            var at = bytes.Count == 0 ? 0 : seed[1] % bytes.Count;
            switch (seed[0] % 5)
            {
                case 0 when bytes.Count > 0:
                    bytes[at] = (byte)seed[2];
                    break;
                case 1 when bytes.Count > 0:
                    bytes.RemoveRange(at, Math.Min(1 + (seed[2] % 8), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Splinters[seed[2] % Splinters.Length]);
                    break;
                case 3 when bytes.Count > 0:
                    bytes.InsertRange(at, bytes.GetRange(0, seed[2] % bytes.Count));
                    break;
                default:
                    ReplaceValue(bytes, at, Splinters[seed[2] % Splinters.Length]);
                    break;
            }
        }

        return [.. bytes];
    }

    // What stands between a colon and the next comma or bracket.
    private static void ReplaceValue(List<byte> bytes, int from, byte[] with)
    {
        var colon = bytes.IndexOf((byte)':', from);
        if (colon >= 0)
        {
            var end = bytes.FindIndex(colon, one => one is (byte)',' or (byte)'}' or (byte)']');
            bytes.RemoveRange(colon + 1, (end < 0 ? bytes.Count : end) - colon - 1);
            bytes.InsertRange(colon + 1, with);
        }
    }

    private static byte[] U(string text) => Encoding.UTF8.GetBytes(text);

    private static MappingOptions Mapping()
    {
        var mapping = new MappingOptions { Name = "m", Topic = "gw/{device}", Each = "v", Time = "t", TimeForm = "yyyyMMddHHmmss", Sequence = "no" };
        mapping.Fields.Add(new MappedField { Path = "total", Measure = "total_l", Factor = 10 });
        var door = new MappedField { Path = "door", Measure = "door" };
        door.Words["1"] = "open";
        mapping.Fields.Add(door);
        return mapping;
    }
}
