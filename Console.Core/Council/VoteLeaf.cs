using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Something that happened in a vote, as its log holds it. The bytes: <c>docs/vote-format.md</c>.</summary>
public abstract record VoteLeaf
{
    /// <summary>The first field of every definition.</summary>
    public const string Format = "community-vote/1";

    /// <summary>The bytes.</summary>
    public byte[] Write()
    {
        var bytes = new CanonicalBytes();
        Write(bytes);
        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Write()"/> wrote.</summary>
    /// <exception cref="FormatException">It is no leaf: says which field is wrong.</exception>
    public static VoteLeaf Read(ReadOnlySpan<byte> bytes) => VoteLeafReader.Read(bytes);

    /// <summary>When it happened; null where the leaf says nothing of it.</summary>
    internal DateTimeOffset? Time => this switch
    {
        OpenedLeaf opened => opened.At,
        BallotLeaf ballot => ballot.At,
        TurnoutLeaf turnout => turnout.At,
        ExtendedLeaf extended => extended.At,
        ClosedLeaf closed => closed.At,
        CancelledLeaf cancelled => cancelled.At,
        AnnouncedLeaf announced => announced.At,
        _ => null,
    };

    private protected abstract void Write(CanonicalBytes bytes);
}

/// <summary>Leaf 0: what the vote is settled to be.</summary>
public sealed record DefinitionLeaf(VoteDefinition Definition) : VoteLeaf
{
    internal const string Kind = "definition";

    private protected override void Write(CanonicalBytes bytes) => DefinitionBytes.Write(bytes.Add(Kind).Add(Format), Definition);
}

/// <summary>From here on ballots are taken.</summary>
public sealed record OpenedLeaf(DateTimeOffset At, StaffId By) : VoteLeaf
{
    internal const string Kind = "opened";

    private protected override void Write(CanonicalBytes bytes) => bytes.Add(Kind).Add(At).Add(By.Value);
}

/// <summary>A ballot of modes A and B.</summary>
/// <param name="Entry">Whose vote it is.</param>
/// <param name="Option">What was chosen.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Channel">How it came.</param>
/// <param name="By">Who cast it: the entry itself, or its proxy.</param>
/// <param name="Replaces">The leaf of the ballot it takes the place of; 0 for the first.</param>
/// <param name="Salt">16 random bytes: the hash of a leaf may be shown while its choice may not.</param>
public sealed record BallotLeaf(RollId Entry, string Option, DateTimeOffset At, VoteChannel Channel, RollId By, long Replaces, byte[] Salt) : VoteLeaf
{
    internal const string Kind = "ballot";

    private protected override void Write(CanonicalBytes bytes) => bytes.Add(Kind)
        .Add(Entry.Value).Add(Option).Add(At).Add(VoteWords.Of(Channel)).Add(By.Value).Add(Replaces).Add(Salt);
}

/// <summary>Somebody took part in mode C; what was chosen lies in the box.</summary>
public sealed record TurnoutLeaf(RollId Entry, DateTimeOffset At, VoteChannel Channel, RollId By) : VoteLeaf
{
    internal const string Kind = "turnout";

    private protected override void Write(CanonicalBytes bytes) => bytes.Add(Kind).Add(Entry.Value).Add(At).Add(VoteWords.Of(Channel)).Add(By.Value);
}

/// <summary>A ballot out of the box of mode C, written at close in the order of the ballots' random ids.</summary>
public sealed record BoxLeaf(Guid Ballot, string Option, string Phrase) : VoteLeaf
{
    internal const string Kind = "box";

    private protected override void Write(CanonicalBytes bytes) => bytes.Add(Kind).Add(Ballot).Add(Option).Add(Phrase);
}

/// <summary>Ballots are taken for longer.</summary>
public sealed record ExtendedLeaf(DateTimeOffset At, DateTimeOffset ClosesAt, string Reason, StaffId By) : VoteLeaf
{
    internal const string Kind = "extended";

    private protected override void Write(CanonicalBytes bytes) => bytes.Add(Kind).Add(At).Add(ClosesAt).Add(Reason).Add(By.Value);
}

/// <summary>No more ballots; what each option got.</summary>
public sealed record ClosedLeaf(DateTimeOffset At, StaffId By, IReadOnlyDictionary<string, VoteSum> Sums) : VoteLeaf
{
    internal const string Kind = "closed";

    private protected override void Write(CanonicalBytes bytes)
    {
        bytes.Add(Kind).Add(At).Add(By.Value).Add(Sums.Count);
        foreach (var (option, sum) in Sums.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            bytes.Add(option).Add(sum.Ballots).Add(sum.Heads).Add(sum.Area);
        }
    }
}

/// <summary>The vote came to nothing.</summary>
public sealed record CancelledLeaf(DateTimeOffset At, string Reason, StaffId By) : VoteLeaf
{
    internal const string Kind = "cancelled";

    private protected override void Write(CanonicalBytes bytes) => bytes.Add(Kind).Add(At).Add(Reason).Add(By.Value);
}

/// <summary>The result was told.</summary>
public sealed record AnnouncedLeaf(DateTimeOffset At, StaffId By) : VoteLeaf
{
    internal const string Kind = "announced";

    private protected override void Write(CanonicalBytes bytes) => bytes.Add(Kind).Add(At).Add(By.Value);
}
