using System.Buffers.Text;
using System.Text.Json;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>A register in kilowatt-hours, turned into whole watt-hours by its digits: a detour over binary fractions would lose some.</summary>
internal static class KilowattHours
{
    private const decimal Largest = long.MaxValue / 2000;

    internal static void Read(ref Utf8JsonReader json, ref DecodedPacket packet)
    {
        if (json.TokenType == JsonTokenType.Number
            && Utf8Parser.TryParse(json.ValueSpan, out decimal kilowattHours, out var used) && used == json.ValueSpan.Length
            && Math.Abs(kilowattHours) < Largest)
        {
            packet.Add(Measure.TotalWattHours, (long)Math.Round(kilowattHours * 1000m, MidpointRounding.AwayFromZero));
            return;
        }

        packet.Problem ??= PacketProblems.WrongValue(Measure.TotalWattHours);
        json.Skip();
    }
}
