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
        var said = SoundParts.Without(description);
        var found = new HashSet<ulong>((said.Length * 3) + (location.Length * 6) + 32);
        Grams(said, 0, found);
        Grams(location, 0, found);
        Grams(location, Location, found);
        foreach (var cue in PlaceCues.In(description))
        {
            found.Add(Cue | (ulong)cue);
        }

        foreach (var cue in PlaceCues.InLocation(location))
        {
            found.Add(LocationCue | (ulong)cue);
        }

        ThingWords.Find(said, thing => found.Add(Thing | (uint)thing));
        ThingWords.Find(location, thing => found.Add(Thing | (uint)thing));
        return [.. found];
    }

    /// <summary>Whether the sign is a rule's and not a gram's.</summary>
    public static bool IsCue(ulong sign) => sign >= Cue;

    /// <summary>Whether any word for a thing, a fault or an act was found.</summary>
    public static bool NameAnything(ulong[] signs) => Array.Exists(signs, static sign => sign >= Thing);

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
