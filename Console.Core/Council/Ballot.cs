namespace CommunityConsole.Core.Council;

/// <summary>A ballot as a voter sends it.</summary>
/// <param name="Option">The code of the option.</param>
/// <param name="Key">The client's key: the same ballot sent again gets the first receipt.</param>
/// <param name="Entry">For whom, where the account may cast for several entries of the roll; null for the voter's own.</param>
/// <param name="Phrase">Secret votes: two words of the voter's own, by which the ballot is found and changed.</param>
public sealed record Ballot(string Option, string Key, RollId? Entry = null, string Phrase = "")
{
    /// <summary>Most characters of the client's key.</summary>
    public const int MostKey = 100;

    /// <summary>A phrase as it is kept and looked for: composed characters, one space, whatever key wrote it.</summary>
    public static string TidyPhrase(string phrase) => string.Join(' ', phrase.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>An entry of the roll that an account may cast for.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Receipt">The receipt of its ballot; null as long as none was cast.</param>
/// <param name="ForOther">It was given by somebody else: a proxy.</param>
public sealed record OwnEntry(RollEntry Entry, VoteReceipt? Receipt, bool ForOther);

/// <summary>A row of the roll as those who run the vote see it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Cast">Whether it took part.</param>
/// <param name="Option">What it chose; null where the mode hides it, or it did not take part.</param>
public sealed record RollLine(RollEntry Entry, bool Cast, string? Option);

/// <summary>A ballot of a closed secret vote, as everybody may see it.</summary>
/// <param name="Leaf">Where it stands in the log.</param>
/// <param name="Phrase">By which its voter knows it.</param>
/// <param name="Option">What was chosen.</param>
public sealed record ShownBallot(long Leaf, string Phrase, string Option)
{
    /// <summary>Whether it is the one somebody looks for, however they typed it.</summary>
    public bool Has(string phrase) => Ballot.TidyPhrase(Phrase) == Ballot.TidyPhrase(phrase);
}
