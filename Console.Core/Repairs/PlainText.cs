using System.Text;

namespace CommunityConsole.Core.Repairs;

/// <summary>Brings what people type, paste and dictate into one plain form, so that the same words are the same characters.</summary>
internal static class PlainText
{
    /// <summary>Longer texts are cut: nobody says what is broken only after a thousand characters, and the time per text stays bounded.</summary>
    private const int Longest = 1000;

    /// <summary>Half width, lower case, simplified; every number is 0, every run of other signs one blank.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // A lone surrogate is no text and would make Normalize throw.
        var whole = Whole(text.Length > Longest ? text[..Longest] : text).Normalize(NormalizationForm.FormKC);
        var plain = new StringBuilder(whole.Length);
        foreach (var given in whole)
        {
            var next = char.IsDigit(given) ? '0' : char.IsLetter(given) ? TraditionalCharacters.Simplified(char.ToLowerInvariant(given)) : ' ';
            var isRun = plain.Length > 0 && plain[^1] == next;
            if (!(isRun && next is '0' or ' '))
            {
                plain.Append(next);
            }
        }

        return plain.ToString().Trim();
    }

    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString();
    }
}
