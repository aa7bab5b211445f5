using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council;

/// <summary>Something that can be chosen.</summary>
/// <param name="Code"><c>[a-z0-9-]{1,32}</c>: <c>for</c>, <c>against</c>, <c>abstain</c>, or the name of a choice.</param>
/// <param name="Text">As the voter reads it, at most 200 characters.</param>
public sealed record VoteOption(string Code, string Text)
{
    /// <summary>赞成.</summary>
    public const string For = "for";

    /// <summary>反对.</summary>
    public const string Against = "against";

    /// <summary>弃权: takes part, chooses nothing.</summary>
    public const string Abstain = "abstain";

    /// <summary>The three of a motion.</summary>
    public static IReadOnlyList<VoteOption> OfMotion { get; } = [new(For, "赞成"), new(Against, "反对"), new(Abstain, "弃权")];
}

/// <summary>All that is settled before anybody votes. It is leaf 0 of the vote's log; to change it, cancel the vote.</summary>
public sealed record VoteDefinition
{
    /// <summary>The vote's number.</summary>
    public required VoteId Id { get; init; }

    /// <summary>Whose vote it is.</summary>
    public required string Community { get; init; }

    /// <summary>The topic's number, where it decides one; 0 where it does not.</summary>
    public required int Topic { get; init; }

    /// <summary>What is asked, at most 500 characters.</summary>
    public required string Question { get; init; }

    /// <summary>What can be chosen, 2 to 20.</summary>
    public required IReadOnlyList<VoteOption> Options { get; init; }

    /// <summary>What may be seen, and when.</summary>
    public required VoteMode Mode { get; init; }

    /// <summary>By which rules.</summary>
    public required RuleProfile Profile { get; init; }

    /// <summary>Whether a voter may choose anew until the close; the last ballot counts.</summary>
    public required bool MayChange { get; init; }

    /// <summary>When ballots are taken from, UTC.</summary>
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>Until when, UTC, unless it is extended.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>Who runs it.</summary>
    public required StaffId Chair { get; init; }

    /// <summary>Two or more who watch it, none of them the chair.</summary>
    public required IReadOnlyList<StaffId> Scrutineers { get; init; }

    /// <summary>The Merkle root over the roll's entries, 32 bytes.</summary>
    public required byte[] RollRoot { get; init; }

    /// <summary>How many entries the roll has.</summary>
    public required int RollSize { get; init; }

    /// <summary>The sum of heads.</summary>
    public required long Heads { get; init; }

    /// <summary>The sum of areas, 0.01 m².</summary>
    public required long Area { get; init; }

    /// <summary>The public half of the key its checkpoints are signed with: ECDSA P-256, SubjectPublicKeyInfo, DER.</summary>
    public required byte[] PublicKey { get; init; }
}

/// <summary>Somebody who may vote, as the roll was when the vote was prepared.</summary>
/// <param name="Number">The place on the roll, from 1.</param>
/// <param name="Id">What the log calls the entry.</param>
/// <param name="Name">For people's eyes; the log holds only a salted commitment of it.</param>
/// <param name="Place">Building and flat, as above.</param>
/// <param name="Heads">1, or 0 for a second entry of the same person.</param>
/// <param name="Area">0.01 m²; 0 where area does not count.</param>
/// <param name="Account">The account that may cast for it; null for somebody without a phone.</param>
/// <param name="Proxy">The entry that was given its vote; null when it votes itself.</param>
/// <param name="Salt">32 random bytes, for the commitment.</param>
public sealed record RollEntry(int Number, RollId Id, string Name, string Place, int Heads, long Area, StaffId? Account, RollId? Proxy, byte[] Salt);
