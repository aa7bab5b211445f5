using System.Text.RegularExpressions;

namespace CommunityConsole.Core.Repairs;

/// <summary>Takes out of a text what it says is in order ("the lift works, but the lamp beside it is out"), so that only what is broken is counted.</summary>
internal static partial class SoundParts
{
    /// <summary>The plain text without those parts; the whole text when nothing else would be left.</summary>
    public static string Without(string plain) =>
        InOrder().Replace(plain, " ") is var left && left.Trim().Length > 0 ? left : plain;

    // The thing stands right before the word, in the same breath.
    [GeneratedRegex("[^ ]{1,8}?(?:都?是好的|(?<!修|弄|不)好的(?= |就|只)|修好了|没坏|没问题|没事(?= |就|主)|都?正常的?(?= |就|只|$)|好好的)|不是[^ ]{1,5}?(?:漏水?|响|坏|的问题)(?= |$)")]
    private static partial Regex InOrder();
}
