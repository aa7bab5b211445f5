using System.Globalization;

namespace CommunityConsole.Iot;

/// <summary>Turns the name a sender gives to a message into the number by which a repetition is known.</summary>
internal static class MessageIds
{
    /// <summary>The number itself, or a stable one for any other text (FNV-1a, 63 bits); null for none.</summary>
    internal static long? Of(string? id)
    {
        if (string.IsNullOrEmpty(id))
        {
            return null;
        }

        if (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        var hash = 14695981039346656037UL;
        foreach (var letter in id)
        {
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        }

        return (long)(hash >> 1);
    }
}
