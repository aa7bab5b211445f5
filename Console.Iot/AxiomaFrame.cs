using System.Buffers.Binary;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>
/// The uplink of Axioma's ultrasonic water meters on port 100, 47 or 48 bytes, little-endian: time (Unix seconds), status,
/// volume (litres); then time and volume of the oldest kept hour and 15 hourly differences of 16 bits. Source: Axioma
/// Metering, "W1 LoRa payload extended", V01.8.
/// </summary>
internal static class AxiomaFrame
{
    internal const int Port = 100;

    private const int Least = 47;
    private const int Most = 48;
    private const int Differences = 15;
    private const int FirstDifference = 17;
    private const int SecondsOfStep = 3600;
    private const byte BatteryLow = 0x04;

    internal static bool Looks(int port, ReadOnlySpan<byte> frame) => port == Port && frame.Length is >= Least and <= Most;

    /// <summary>The hours kept in the meter, marked as history, then the present, which alone has the sequence.</summary>
    internal static List<WireReport> Decode(ReadOnlySpan<byte> frame, long? sequence, Func<WireReport> report)
    {
        var reports = new List<WireReport>(Differences + 2);
        var now = BinaryPrimitives.ReadUInt32LittleEndian(frame);
        var volume = BinaryPrimitives.ReadUInt32LittleEndian(frame[5..]);
        long time = BinaryPrimitives.ReadUInt32LittleEndian(frame[9..]);
        long litres = BinaryPrimitives.ReadUInt32LittleEndian(frame[13..]);

        // A meter that has kept nothing yet writes zeros, or a volume it has not reached.
        for (var hour = 0; hour <= Differences && time > 0 && time < now && litres <= volume; hour++)
        {
            // Rows of hours come again with the next uplink: without a sequence they are known by their value.
            reports.Add(Row(report(), time, litres, historical: true, null));
            time += SecondsOfStep;
            litres += hour < Differences ? BinaryPrimitives.ReadUInt16LittleEndian(frame[(FirstDifference + (2 * hour))..]) : 0;
        }

        var present = Row(report(), now, volume, historical: false, sequence);
        ReadStatus(frame[4], present);
        reports.Add(present);
        return reports;
    }

    private static WireReport Row(WireReport report, long seconds, long litres, bool historical, long? sequence)
    {
        report.Kind = DeviceKind.Water;
        report.Packet.At = DateTimeOffset.FromUnixTimeSeconds(seconds);
        report.Packet.Sequence = sequence;
        report.Packet.Historical = historical;
        report.Packet.Add(Measure.TotalLitres, litres);
        return report;
    }

    private static void ReadStatus(byte status, WireReport report)
    {
        if ((status & BatteryLow) != 0)
        {
            new FieldMeaning(FieldForm.BatteryLow).Read(FieldValue.Of(true), report);
        }

        DeviceAlarm? on = (status & 0xF0) switch
        {
            0x10 => DeviceAlarm.Dry,
            0x30 => DeviceAlarm.Leak,
            0x70 => DeviceAlarm.Backflow,
            0xB0 => DeviceAlarm.Burst,
            0xD0 => DeviceAlarm.Tamper,
            _ => null, // all well, or 0x90: the water is near freezing, which is no alarm of ours
        };
        foreach (var alarm in (DeviceAlarm[])[DeviceAlarm.Dry, DeviceAlarm.Leak, DeviceAlarm.Backflow, DeviceAlarm.Burst, DeviceAlarm.Tamper])
        {
            report.State.Say(alarm, alarm == on);
        }
    }
}
