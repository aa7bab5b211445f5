using System.Buffers;
using System.Text;

namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>What text on the wire must be (MQTT 5.0, section 1.5.4).</summary>
/// <remarks>The specification lets a receiver refuse control characters and non-characters as well; they are refused, as
/// no device needs them and logs and screens are safer without.</remarks>
internal static class Utf8Rules
{
    /// <exception cref="WireFault">Not UTF-8, or with U+0000, another control character, a surrogate or a non-character.</exception>
    public static void Check(ReadOnlySpan<byte> text)
    {
        if (!IsGood(text))
        {
            throw WireFault.Malformed("A text is not well-formed UTF-8, or holds a character that is not allowed.");
        }
    }

    public static bool IsGood(ReadOnlySpan<byte> text)
    {
        // Nearly every topic and id is printable ASCII.
        var rest = text.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
        if (rest < 0)
        {
            return true;
        }

        for (text = text[rest..]; !text.IsEmpty;)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var bytes) != OperationStatus.Done
                || rune.Value is < 0x20 or (>= 0x7F and < 0xA0) or (>= 0xFDD0 and <= 0xFDEF)
                || (rune.Value & 0xFFFE) == 0xFFFE)
            {
                return false;
            }

            text = text[bytes..];
        }

        return true;
    }
}
