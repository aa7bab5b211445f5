using System.Globalization;

namespace CommunityConsole.Core.Repairs;

/// <summary>Codes as they stand on plates: short, and without letters that look like a digit.</summary>
public static class AssetCodes
{
    /// <summary>Longest code.</summary>
    public const int Longest = 12;

    private static readonly Dictionary<ServiceCode, char> Initials = new()
    {
        [ServiceCodes.Lighting] = 'L',
        [ServiceCodes.Lift] = 'E',
        [ServiceCodes.Entrance] = 'G',
        [ServiceCodes.Water] = 'W',
        [ServiceCodes.Drain] = 'D',
        [ServiceCodes.Power] = 'M',
        [ServiceCodes.Fire] = 'F',
        [ServiceCodes.Heating] = 'H',
        [ServiceCodes.Amenity] = 'A',
        [ServiceCodes.Parking] = 'P',
        [ServiceCodes.Network] = 'N',
        [ServiceCodes.Road] = 'R',
    };

    /// <summary>What somebody typed or scanned, as the directory writes it: a typed I or O can only have been a digit.</summary>
    public static string Read(string? text) => (text ?? "").Trim().ToUpperInvariant().Replace('I', '1').Replace('O', '0');

    /// <summary>Whether it can stand on a plate: capital letters but I, O and Q, digits, and hyphens between them.</summary>
    public static bool IsValid(string code) =>
        code.Length is >= 2 and <= Longest
        && code.All(letter => char.IsAsciiDigit(letter) || letter == '-' || (char.IsAsciiLetterUpper(letter) && letter is not ('I' or 'O' or 'Q')))
        && code[0] != '-' && code[^1] != '-';

    /// <summary>The next free code for a thing of that service: L-013.</summary>
    /// <param name="service">Gives the letter.</param>
    /// <param name="taken">All codes of the community, of retired things too.</param>
    public static string Next(ServiceCode service, IEnumerable<string> taken)
    {
        var start = $"{Initials.GetValueOrDefault(service, 'X')}-";
        var highest = taken.Where(code => code.StartsWith(start, StringComparison.Ordinal))
            .Select(code => int.TryParse(code.AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty().Max();
        return string.Create(CultureInfo.InvariantCulture, $"{start}{highest + 1:D3}");
    }
}
