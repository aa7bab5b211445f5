using System.Text.Json;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>What network servers hand on of a LoRaWAN uplink, whatever they call it.</summary>
internal sealed class LoRaUplink(string device)
{
    internal string? Home { get; init; }

    /// <summary>When the network heard it.</summary>
    internal DateTimeOffset? HeardAt { get; init; }

    /// <summary>The network wrote a time that nobody can read.</summary>
    internal bool TimeIsWrong { get; init; }

    /// <summary>The frame counter, else the network's own id of the uplink.</summary>
    internal long? Sequence { get; init; }

    internal int Port { get; init; }

    /// <summary>The fields a codec made of the frame; null where none is set.</summary>
    internal JsonElement? Fields { get; init; }

    /// <summary>The frame, base64.</summary>
    internal JsonElement? Frame { get; init; }

    /// <summary>dBm at the gateway that heard it best.</summary>
    internal int? Signal { get; init; }

    /// <summary>The codec's fields where it has any we know, else the frame itself.</summary>
    internal DialectAnswer Read()
    {
        var report = NewReport();
        report.Packet.At = HeardAt;
        report.Packet.Sequence = Sequence;
        report.Packet.Problem = TimeIsWrong ? PacketProblems.WrongTime : null;
        if (Fields is { ValueKind: JsonValueKind.Object } fields)
        {
            FieldNames.Read(fields, report);
        }

        if (!report.Packet.Values.IsEmpty || !report.State.IsEmpty)
        {
            return DialectAnswer.Of(report);
        }

        if (Frame is { ValueKind: JsonValueKind.String } text && text.TryGetBytesFromBase64(out var frame) && AxiomaFrame.Looks(Port, frame))
        {
            return DialectAnswer.Of(AxiomaFrame.Decode(frame, Sequence, NewReport));
        }

        report.Packet.Problem ??= PacketProblems.NoMeasure;
        return DialectAnswer.Of(report);
    }

    /// <summary>The best of a list of receptions, each with <c>rssi</c>.</summary>
    internal static int? Best(JsonElement? receptions)
    {
        int? best = null;
        if (receptions is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (var one in list.EnumerateArray())
            {
                if (one.Get("rssi").Whole() is { } rssi and > -200 and < 0 && !(rssi <= best))
                {
                    best = (int)rssi;
                }
            }
        }

        return best;
    }

    private WireReport NewReport()
    {
        var report = new WireReport(device) { Home = Home };
        report.Packet.Signal = Signal;
        return report;
    }
}
