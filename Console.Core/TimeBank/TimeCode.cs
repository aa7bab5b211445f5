using System.Globalization;

namespace CommunityConsole.Core.TimeBank;

/// <summary>The code of an entry on a statement: its number and the first ten digits of its hash. Who has it can check the entry; who only guesses numbers sees nothing.</summary>
public static class TimeCode
{
    private const int Digits = 10;

    /// <summary>The code of an entry: 128-3fa9c02b1e.</summary>
    public static string Of(TimeEntry entry) => string.Create(CultureInfo.InvariantCulture, $"{entry.Number}-{Convert.ToHexStringLower(entry.Hash)[..Digits]}");

    /// <summary>What somebody typed, as codes are written; null where it cannot be one.</summary>
    public static (long Number, string Digits)? Read(string? typed)
    {
        var code = string.Concat((typed ?? "").Trim().ToLowerInvariant().Where(sign => !char.IsWhiteSpace(sign)));
        return code.Split('-') is [var number, { Length: Digits } digits] && digits.All(char.IsAsciiHexDigitLower)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            ? (parsed, digits)
            : null;
    }
}
