using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>A report as it goes over the wire: topic and JSON in the device's own words.</summary>
public readonly record struct DevicePacket(string Topic, byte[] Payload)
{
    // The text goes to a decoder, never into a page: a plus sign stays one.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Topic of the link state of a device: its will, and what it says on coming and going.</summary>
    public static string LinkTopic(SimulatedHome home, SimulatedDevice device) => device.Dialect switch
    {
        DeviceDialect.Tasmota => $"tele/{device.Name}/LWT",
        DeviceDialect.Zigbee => $"zigbee2mqtt/{device.Name}/availability",
        _ => OwnTopic(home, device),
    };

    /// <summary>What is said there.</summary>
    public static byte[] Link(SimulatedDevice device, bool online) => (device.Dialect, online) switch
    {
        (DeviceDialect.Tasmota, true) => "Online"u8.ToArray(),
        (DeviceDialect.Tasmota, false) => "Offline"u8.ToArray(),
        (DeviceDialect.Zigbee, true) => """{"state":"online"}"""u8.ToArray(),
        (DeviceDialect.Zigbee, false) => """{"state":"offline"}"""u8.ToArray(),
        (_, true) => """{"link":"online"}"""u8.ToArray(),
        (_, false) => """{"link":"offline"}"""u8.ToArray(),
    };

    /// <summary>Writes <paramref name="report"/> of a device in <paramref name="home"/>.</summary>
    public static DevicePacket Of(SimulatedHome home, in DeviceReport report, EstateCalendar calendar)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            var local = calendar.Local(report.Stamp);
            switch (report.Device.Dialect)
            {
                case DeviceDialect.Tasmota:
                    WriteTasmota(json, report, local);
                    break;
                case DeviceDialect.Zigbee:
                    WriteZigbee(json, report, local);
                    break;
                default:
                    WriteOwn(json, report, local);
                    break;
            }

            json.WriteEndObject();
        }

        var topic = report.Device.Dialect switch
        {
            DeviceDialect.Tasmota => $"tele/{report.Device.Name}/SENSOR",
            DeviceDialect.Zigbee => $"zigbee2mqtt/{report.Device.Name}",
            _ => OwnTopic(home, report.Device),
        };
        return new DevicePacket(topic, buffer.WrittenSpan.ToArray());
    }

    private static string OwnTopic(SimulatedHome home, SimulatedDevice device) =>
        $"community/{home.Id.Community}/home/{home.Id.Home}/{Word(device.Kind)}/{device.Name}";

    private static void WriteOwn(Utf8JsonWriter json, in DeviceReport report, DateTimeOffset local)
    {
        // Half of the makers write ISO 8601, half Unix milliseconds; both are the dialect.
        if (report.Device.Phase.Seconds % 2 == 0)
        {
            json.WriteString("t", local.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNumber("t", local.ToUnixTimeMilliseconds());
        }

        if (report.Sequence is { } sequence)
        {
            json.WriteNumber("seq", sequence);
        }

        switch (report.Measure)
        {
            case Measure.TotalLitres:
                json.WriteNumber("total_l", report.Value);
                break;
            case Measure.TotalWattHours:
                json.WriteNumber("total_wh", report.Value);
                break;
            case Measure.PowerWatts:
                json.WriteNumber("power_w", report.Value);
                break;
            case Measure.Lock:
                json.WriteString("lock", Words(LockReport.Of(report.Value)));
                break;
            case Measure.Door:
                json.WriteString("door", DoorReport.Of(report.Value).Open ? "open" : "closed");
                break;
            case Measure.Sos:
                json.WriteNumber("sos", 1);
                break;
            case Measure.Alarm:
                json.WriteString("alarm", Word((DeviceAlarm)report.Value));
                break;
            case Measure.Battery:
                json.WriteNumber("battery", report.Value);
                break;
            default:
                throw new InvalidOperationException($"No made-up device says {report.Measure}.");
        }

        if (report.Battery is { } battery)
        {
            json.WriteNumber("battery", battery);
        }
    }

    private static void WriteTasmota(Utf8JsonWriter json, in DeviceReport report, DateTimeOffset local)
    {
        json.WriteString("Time", local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        json.WriteStartObject("ENERGY");
        if (report.Measure == Measure.PowerWatts)
        {
            json.WriteNumber("Power", report.Value);
        }
        else
        {
            json.WriteNumber("Total", report.Value / 1000m);
        }

        json.WriteEndObject();
    }

    private static void WriteZigbee(Utf8JsonWriter json, in DeviceReport report, DateTimeOffset local)
    {
        if (report.Measure == Measure.Door)
        {
            json.WriteBoolean("contact", !DoorReport.Of(report.Value).Open);
        }
        else if (report.Measure == Measure.Battery)
        {
            json.WriteNumber("battery", report.Value);
        }

        json.WriteString("last_seen", local.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    private static string Words(LockReport report)
    {
        var word = report.Unlocked ? "unlocked" : "locked";
        word += report.Side switch { DoorSide.Inside => ":inside", DoorSide.Outside => ":outside", _ => "" };
        return word + (report.Method == LockMethod.Unknown ? "" : ":" + Lower(report.Method.ToString()));
    }

    private static string Word(DeviceKind kind) => Lower(kind.ToString());

    private static string Word(DeviceAlarm alarm) => alarm == DeviceAlarm.LeftOpen ? "left_open" : Lower(alarm.ToString());

    private static string Lower(string word) => string.Create(word.Length, word, static (to, from) => from.AsSpan().ToLowerInvariant(to));
}
