using System.Text;

namespace CommunityConsole.Core.Credentials;

/// <summary>The attributes of SCRAM's messages (RFC 5802, section 7): letter, equals sign, value, separated by commas.</summary>
internal static class ScramText
{
    private const int Longest = 1_024;

    /// <summary>The message as text; null when it is not well-formed UTF-8, empty, or longer than any real one.</summary>
    internal static string? Of(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty || message.Length > Longest)
        {
            return null;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(message);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The value of the attribute that must stand at this place; null when it does not. An <c>m</c> anywhere must end the exchange, and does: it is never at a place.</summary>
    internal static string? Value(string[] attributes, int place, char letter) =>
        place < attributes.Length && attributes[place].Length > 2 && attributes[place][0] == letter && attributes[place][1] == '=' ? attributes[place][2..] : null;

    /// <summary>A user name without its escapes; null when they are wrong.</summary>
    internal static string? Name(string escaped)
    {
        var name = escaped.Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "\0", StringComparison.Ordinal);
        return name.Contains('=', StringComparison.Ordinal) ? null : name.Replace('\0', '=');
    }

    /// <summary>A user name with the two characters escaped that SCRAM uses itself.</summary>
    internal static string Escaped(string name) => name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);

    /// <summary>A nonce is printable ASCII without a comma.</summary>
    internal static bool IsNonce(string text) => text.Length > 0 && text.All(c => c is > ' ' and <= '~' and not ',');

    /// <summary>Base64; null when it is none, or not of that length.</summary>
    internal static byte[]? Bytes(string? base64, int? length = null)
    {
        if (base64 is null)
        {
            return null;
        }

        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) && (length ?? written) == written ? bytes[..written] : null;
    }
}
