using System.Text.RegularExpressions;

namespace CommunityConsole.Core.Community;

/// <summary>Hides what people write into free text although it is not for everybody: telephone and identity numbers, door numbers.</summary>
public static partial class PersonalText
{
    /// <summary>The text with the middle of every run of seven or more digits hidden, blanks, dots and hyphens between them counted as part of it; digits of full width too.</summary>
    public static string Masked(string text) => LongNumber().Replace(text, static found =>
        found.Value.Count(char.IsDigit) < 7 ? found.Value : $"{found.Value[..3]}****{found.Value[^2..]}");

    /// <summary>A place as everybody may read it: no telephone number, and no number of a home (three or four digits that are not a building, a floor or a gate).</summary>
    public static string PublicPlace(string place) => DoorNumber().Replace(Masked(place), "***");

    [GeneratedRegex(@"\d[\d \-.·－．]{5,}[\dXx]")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"(?<![\d*])\d{3,4}(?![\d*]|\s*(?:号楼|栋|幢|号门|层|楼|弄|路|街))")]
    private static partial Regex DoorNumber();
}
