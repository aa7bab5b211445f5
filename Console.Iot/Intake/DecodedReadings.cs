using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Server;

namespace CommunityConsole.Iot.Intake;

/// <summary>Readings of what was decoded, with the marks of how it came.</summary>
internal static class DecodedReadings
{
    // A retained message says when it was true, or it may be of any age.
    private static readonly TimeSpan FreshLimit = TimeSpan.FromMinutes(5);

    internal static void Add(Device device, in DecodedPacket decoded, DateTimeOffset received, in DevicePublish publish, List<Reading> readings)
    {
        // With a time nobody can read only a call for help is worth keeping: it is true now.
        var onlyCalls = decoded.Problem == PacketProblems.WrongTime;
        var marks = decoded.At is null ? ReadingMarks.ServerTimed : ReadingMarks.None;
        if (publish.FromMemory || (publish.Retain && !(received - decoded.At < FreshLimit)))
        {
            marks |= ReadingMarks.Retained;
        }

        if (decoded.Historical)
        {
            marks |= ReadingMarks.Historical;
        }

        foreach (var (measure, value) in decoded.Values)
        {
            if (!onlyCalls || measure is Measure.Sos or Measure.Alarm)
            {
                readings.Add(new Reading(device.Id, device.Kind, measure, value, decoded.At ?? received, received, decoded.Sequence, marks));
            }
        }
    }
}
