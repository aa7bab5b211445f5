using System.Globalization;
using System.Text;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.SparkplugB;
using Google.Protobuf;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>How a meter of one dialect says its register.</summary>
/// <param name="Name">The dialect.</param>
/// <param name="Measure">Litres or watt-hours.</param>
/// <param name="WireName">From the device's name in the test to its name on the wire.</param>
/// <param name="Say">Device, event time, register, message number: topic and payload.</param>
internal sealed record MeterDialect(
    string Name, Measure Measure, Func<string, string> WireName, Func<string, DateTimeOffset, long, long, (string Topic, byte[] Payload)> Say)
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>Whether its messages carry a time.</summary>
    internal bool IsTimed { get; init; } = true;

    /// <summary>What has to come before: a discovery, a birth.</summary>
    internal Func<string, (string Topic, byte[] Payload)[]> Before { get; init; } = _ => [];

    /// <summary>The same register as history; null where the dialect has no way to say so.</summary>
    internal Func<string, DateTimeOffset, long, (string Topic, byte[] Payload)>? SayHistory { get; init; }

    /// <summary>What says that the device is gone; null where nothing does.</summary>
    internal Func<string, (string Topic, byte[] Payload)>? SayGone { get; init; }

    internal static IReadOnlyList<MeterDialect> All { get; } =
    [
        new(Dialects.Tasmota, Measure.TotalWattHours, d => d,
            (d, at, v, _) => ($"tele/{d}/SENSOR", U($$$$"""{"Time":"{{{{Local(at, "yyyy-MM-dd'T'HH:mm:ss")}}}}","ENERGY":{"Total":{{{{Thousand(v)}}}},"Power":0}}""")))
        {
            SayGone = d => ($"tele/{d}/LWT", U("Offline")),
        },
        new(Dialects.Zigbee2Mqtt, Measure.TotalWattHours, d => d,
            (d, at, v, _) => ($"zigbee2mqtt/{d}", U($$$$"""{"energy":{{{{Thousand(v)}}}},"last_seen":"{{{{at:O}}}}"}""")))
        {
            SayGone = d => ($"zigbee2mqtt/{d}/availability", U("""{"state":"offline"}""")),
        },
        new(Dialects.HomeAssistant, Measure.TotalLitres, d => d, (d, _, v, _) => ($"home/{d}/water", U(Thousand(v))))
        {
            IsTimed = false,
            Before = d => [($"homeassistant/sensor/{d}/config", U($$$$"""{"uniq_id":"{{{{d}}}}","stat_t":"home/{{{{d}}}}/water","avty_t":"home/{{{{d}}}}/up","unit_of_meas":"m³","dev_cla":"water","stat_cla":"total_increasing"}"""))],
            SayGone = d => ($"home/{d}/up", U("offline")),
        },
        new(Dialects.ChirpStack, Measure.TotalLitres, d => d,
            (d, at, v, n) => ($"application/1/device/{d}/event/up", U($$$$"""{"time":"{{{{at:O}}}}","fCnt":{{{{n}}}},"fPort":1,"object":{"volume_l":{{{{v}}}}}}"""))),
        new(Dialects.TheThingsStack, Measure.TotalLitres, d => $"app:{d}",
            (d, at, v, n) => ($"v3/app@ttn/devices/{d}/up", U($$$$"""{"received_at":"{{{{at:O}}}}","uplink_message":{"f_cnt":{{{{n}}}},"decoded_payload":{"volume_l":{{{{v}}}}}}}"""))),
        new(Dialects.Wmbusmeters, Measure.TotalLitres, d => d,
            (d, at, v, _) => ($"wmbusmeters/{d}", U($$$$"""{"id":"{{{{d}}}}","total_m3":{{{{Thousand(v)}}}},"timestamp":"{{{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}}}"}"""))),
        new(Dialects.ThingsBoard, Measure.TotalLitres, d => d,
            (d, at, v, _) => ("v1/gateway/telemetry", U($$$$"""{"{{{{d}}}}":[{"ts":{{{{at.ToUnixTimeMilliseconds()}}}},"values":{"water_total_m3":{{{{Thousand(v)}}}}}}]}""")))
        {
            SayGone = d => ("v1/gateway/disconnect", U($$$$"""{"device":"{{{{d}}}}"}""")),
        },
        new(Dialects.Alink, Measure.TotalLitres, d => $"pk:{d}",
            (d, at, v, n) => ($"/sys/pk/{d}/thing/event/property/post", U($$$$"""{"id":"{{{{n}}}}","params":{"WaterConsumption":{"value":{{{{Thousand(v)}}}},"time":{{{{at.ToUnixTimeMilliseconds()}}}}}}}""")))
        {
            SayHistory = (d, at, v) => ($"/sys/pk/{d}/thing/event/property/history/post",
                U($$$$"""{"id":"7","params":[{"properties":[{"WaterConsumption":{"value":{{{{Thousand(v)}}}},"time":{{{{at.ToUnixTimeMilliseconds()}}}}}}]}]}""")),
        },
        new(Dialects.Tencent, Measure.TotalLitres, d => $"P:{d}",
            (d, at, v, n) => ($"$thing/up/property/P/{d}", U($$$$"""{"method":"report","clientToken":"{{{{n}}}}","timestamp":{{{{at.ToUnixTimeMilliseconds()}}}},"params":{"water_total":{{{{v}}}}}}"""))),
        new(Dialects.SparkplugB, Measure.TotalWattHours, d => $"g:{d}:m", (d, at, v, n) => ($"spBv1.0/g/DDATA/{d}/m", Metric(at, v, n, false)))
        {
            Before = d => [($"spBv1.0/g/NBIRTH/{d}", new SparkplugPayload { Seq = 0 }.ToByteArray()), ($"spBv1.0/g/DBIRTH/{d}/m", Birth())],
            SayHistory = (d, at, v) => ($"spBv1.0/g/DDATA/{d}/m", Metric(at, v, 2, true)),
            SayGone = d => ($"spBv1.0/g/DDEATH/{d}/m", new SparkplugPayload { Seq = 3 }.ToByteArray()),
        },
        new(Dialects.Cjt188, Measure.TotalLitres, Digits(14),
            (d, at, v, _) => ("cjt188/g", U($$$$"""{"addr":"{{{{Digits(14)(d)}}}}","type":"10","di":"901F","total_m3":{{{{Thousand(v)}}}},"ts":{{{{at.ToUnixTimeSeconds()}}}}}"""))),
        new(Dialects.Dlt645, Measure.TotalWattHours, Digits(12),
            (d, at, v, _) => ("dlt645/g", U($$$$"""{"addr":"{{{{Digits(12)(d)}}}}","fwd_active_kwh":{{{{Thousand(v)}}}},"ts":"{{{{Local(at, "yyyy-MM-dd HH:mm:ss")}}}}"}"""))),
        new(Dialects.Tuya, Measure.TotalLitres, d => d,
            (d, at, v, _) => ($"tuya/{d}", U($$$$"""{"water_flow":{{{{v}}}},"scale":3,"t":{{{{at.ToUnixTimeMilliseconds()}}}}}"""))),
        new(Dialects.OpenRemote, Measure.TotalWattHours, d => d, (d, _, v, _) => ($"r/c/writeattributevalue/energyTotal/{d}", U(Thousand(v)))) { IsTimed = false },
        new(Dialects.Mapped, Measure.TotalLitres, d => $"gw:{d}",
            (d, at, v, n) => ($"gw/{d}", U($$$$"""{"time":"{{{{Local(at, "yyyyMMddHHmmss")}}}}","n":{{{{n}}}},"tens":{{{{v / 10}}}}}"""))),
    ];

    /// <summary>The settings of the mapped one.</summary>
    internal static (string Key, string Value)[] Settings { get; } =
    [
        ("Devices:Mappings:0:Name", "gw"), ("Devices:Mappings:0:Topic", "gw/{device}"), ("Devices:Mappings:0:Time", "time"),
        ("Devices:Mappings:0:TimeForm", "yyyyMMddHHmmss"), ("Devices:Mappings:0:Sequence", "n"), ("Devices:Mappings:0:Fields:0:Path", "tens"),
        ("Devices:Mappings:0:Fields:0:Measure", "total_l"), ("Devices:Mappings:0:Fields:0:Factor", "10"),
    ];

    private static string Local(DateTimeOffset at, string form) => TimeZoneInfo.ConvertTime(at, Shanghai).ToString(form, CultureInfo.InvariantCulture);

    private static string Thousand(long value) => (value / 1000m).ToString(CultureInfo.InvariantCulture);

    // Addresses of meters are digits alone: made of the name's own.
    private static Func<string, string> Digits(int count) => name =>
        string.Concat(name.Select(letter => ((int)letter).ToString("00", CultureInfo.InvariantCulture))).PadLeft(count, '0')[^count..];

    private static byte[] Birth()
    {
        var birth = new SparkplugPayload { Seq = 1 };
        var metric = new SparkplugMetric { Name = "Energy/Total", Alias = 1, Datatype = 10, IsNull = true, Properties = new SparkplugProperties() };
        metric.Properties.Keys.Add("engUnit");
        metric.Properties.Values.Add(new SparkplugProperty { StringValue = "kWh" });
        birth.Metrics.Add(metric);
        return birth.ToByteArray();
    }

    private static byte[] Metric(DateTimeOffset at, long value, long number, bool historical)
    {
        var payload = new SparkplugPayload { Seq = (ulong)(2 + number) % 256 };
        var metric = new SparkplugMetric { Alias = 1, Timestamp = (ulong)at.ToUnixTimeMilliseconds(), DoubleValue = value / 1000d };
        if (historical)
        {
            metric.IsHistorical = true;
        }

        payload.Metrics.Add(metric);
        return payload.ToByteArray();
    }

    private static byte[] U(string text) => Encoding.UTF8.GetBytes(text);
}
