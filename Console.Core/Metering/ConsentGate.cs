using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;

namespace CommunityConsole.Core.Metering;

/// <summary>
/// Lets through what residents agreed to. The rest is acknowledged, so that devices do not send it for ever, counted, and
/// neither looked at nor kept. A call for help always passes: somebody presses the button to be heard.
/// </summary>
internal sealed class ConsentGate(ConsentBook consents, PacketJudge judge, IngestGauges gauges)
{
    /// <summary>Judges what may be used of a packet.</summary>
    internal JudgedPacket Judge(IntakePacket packet)
    {
        var coverage = HomeOf(packet) is { } home ? consents.CoverageOf(home) : Coverage.NotAsked;
        if (coverage == Coverage.NotAsked)
        {
            return judge.Judge(packet);
        }

        var admitted = packet.Readings.Where(reading => Admits(coverage.Purposes, reading)).ToList();
        if (admitted.Count == 0 && !coverage.Watches)
        {
            return Withheld(new JudgedPacket(packet.Only([]), [], null, 0), packet.Readings.Count);
        }

        // Only now are times believed: what a gateway kept from a time without consent is not made good afterwards.
        var judged = judge.Judge(admitted.Count == packet.Readings.Count ? packet : packet.Only(admitted));
        var believed = judged.Readings.Where(reading => reading.At >= coverage.From || IntakePacket.CallsForHelp(reading)).ToList();
        var withheld = packet.Readings.Count - admitted.Count + judged.Readings.Count - believed.Count;
        return withheld == 0 ? judged : Withheld(judged with { Packet = packet.Only(believed), Readings = believed, Quarantined = null }, withheld);
    }

    private JudgedPacket Withheld(JudgedPacket judged, int readings)
    {
        gauges.Withheld(readings);
        return judged;
    }

    private static HomeId? HomeOf(IntakePacket packet) => packet.Readings is [var first, ..] ? first.Device.Home : packet.Home;

    private static bool Admits(ConsentPurposes purposes, in Reading reading) =>
        IntakePacket.CallsForHelp(reading) || (purposes & ReadingPurpose.Of(reading)) != ConsentPurposes.None;
}

/// <summary>For which purpose a reading is used.</summary>
public static class ReadingPurpose
{
    /// <summary>Of one reading.</summary>
    public static ConsentPurposes Of(in Reading reading) => reading.Measure switch
    {
        Measure.TotalLitres or Measure.UseLitres => ConsentPurposes.Water,
        Measure.TotalWattHours or Measure.UseWattHours or Measure.PowerWatts => ConsentPurposes.Power,
        Measure.Lock or Measure.Door => ConsentPurposes.Entry,
        _ => Of(reading.Kind),
    };

    /// <summary>For what a device's word on itself is used; that of a help button, or of a device not known yet, for whatever the home is watched by.</summary>
    public static ConsentPurposes Of(DeviceKind kind) => kind switch
    {
        DeviceKind.Water => ConsentPurposes.Water,
        DeviceKind.Power => ConsentPurposes.Power,
        DeviceKind.Lock or DeviceKind.Door => ConsentPurposes.Entry,
        _ => ConsentPurposes.All,
    };
}
