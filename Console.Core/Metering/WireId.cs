namespace CommunityConsole.Core.Metering;

/// <summary>Ids of homes and devices: <c>[A-Za-z0-9_-]{1,64}</c>.</summary>
public static class WireId
{
    private const int Longest = 64;

    /// <summary>Whether <paramref name="text"/> is an id as it stands.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > Longest)
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (!Allowed(letter))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An id made of any name: what is not allowed becomes <c>_</c>, and the rest is cut off.</summary>
    public static string Of(string name) =>
        name.Length == 0 ? "_" : string.Create(Math.Min(name.Length, Longest), name, static (id, from) =>
        {
            for (var i = 0; i < id.Length; i++)
            {
                id[i] = Allowed(from[i]) ? from[i] : '_';
            }
        });

    private static bool Allowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-';
}
