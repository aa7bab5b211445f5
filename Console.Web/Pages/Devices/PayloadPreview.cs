using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>The bytes of a message as a person can read them.</summary>
public static class PayloadPreview
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, when the bytes are UTF-8 without control characters; null for anything else.</summary>
    public static string? Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = Strict.GetString(bytes);
            return text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>JSON with one value per line; any other text as it is.</summary>
    public static string Pretty(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>Sixteen bytes a line: offset, hexadecimal, printable characters.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes)
    {
        var dump = new StringBuilder();
        for (var offset = 0; offset < bytes.Length; offset += 16)
        {
            var row = bytes.Slice(offset, Math.Min(16, bytes.Length - offset));
            dump.Append(CultureInfo.InvariantCulture, $"{offset:x4}  ");
            for (var i = 0; i < 16; i++)
            {
                dump.Append(i < row.Length ? row[i].ToString("x2", CultureInfo.InvariantCulture) : "  ").Append(i == 7 ? "  " : " ");
            }

            dump.Append(' ');
            foreach (var b in row)
            {
                dump.Append(b is >= 0x20 and < 0x7f ? (char)b : '.');
            }

            dump.Append('\n');
        }

        return dump.ToString().TrimEnd('\n');
    }

    /// <summary>One line of at most <paramref name="most"/> characters for a list: the text without line breaks, else hexadecimal.</summary>
    public static string Line(ReadOnlySpan<byte> bytes, int most = 120)
    {
        if (bytes.IsEmpty)
        {
            return "";
        }

        var line = Text(bytes) is { } text
            ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            : Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, most / 2)]);
        return line.Length <= most ? line : string.Concat(line.AsSpan(0, most - 1), "…");
    }
}
