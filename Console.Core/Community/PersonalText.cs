using System.Text.RegularExpressions;

namespace CommunityConsole.Core.Community;

/// <summary>Hides telephone and identity numbers that people write into free text.</summary>
public static partial class PersonalText
{
    /// <summary>The text with the middle of every run of seven or more digits hidden, blanks and hyphens between them counted as part of it.</summary>
    public static string Masked(string text) => LongNumber().Replace(text, static found =>
        found.Value.Count(char.IsAsciiDigit) < 7 ? found.Value : $"{found.Value[..3]}****{found.Value[^2..]}");

    [GeneratedRegex(@"[0-9][0-9 \-]{5,}[0-9Xx]")]
    private static partial Regex LongNumber();
}
