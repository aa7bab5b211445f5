namespace CommunityConsole.Core.Repairs;

/// <summary>
/// The signs a text gives the models: its characters alone, in twos and in threes, once each, those of the location also as such, and what its phrases say about the
/// place. Chinese needs no word list this way, and a wrong character spoils only the few signs it stands in (character n-grams: Cavnar and Trenkle 1994;
/// present or absent: Manning, Raghavan, Schütze, Introduction to Information Retrieval, 13.3).
/// </summary>
internal static class TextFeatures
{
    // A sign is packed into one number: three characters of 16 bits, and the kind above them.
    private const ulong Location = 1UL << 48;
    private const ulong Cue = 2UL << 48;
    private const ulong LocationCue = 3UL << 48;
    private const ulong Thing = 4UL << 48;

    /// <summary>The signs of a report whose texts are plain.</summary>
    public static ulong[] Of(string description, string location)
    {
        var found = new HashSet<ulong>();
        Grams(description, 0, found);
        Grams(location, 0, found);
        Grams(location, Location, found);
        found.UnionWith(PlaceCues.In(description).Select(cue => Cue | (ulong)cue));
        found.UnionWith(PlaceCues.In(location).Select(cue => LocationCue | (ulong)cue));
        found.UnionWith(ThingWords.In(description).Concat(ThingWords.In(location)).Select(thing => Thing | (ulong)thing));
        return [.. found];
    }

    /// <summary>Whether the sign is a rule's and not a gram's.</summary>
    public static bool IsCue(ulong sign) => sign >= Cue;

    private static void Grams(string plain, ulong kind, HashSet<ulong> found)
    {
        for (var i = 0; i < plain.Length; i++)
        {
            ulong gram = 0;
            for (var length = 0; length < 3 && i + length < plain.Length && plain[i + length] != ' '; length++)
            {
                gram = (gram << 16) | plain[i + length];
                found.Add(kind | gram);
            }
        }
    }
}
