namespace CommunityConsole.Web.Endpoints.Votes;

/// <summary>A ballot: the option's code and the client's key; <c>entry</c> where the caller casts for several entries of the roll, <c>phrase</c> where the vote is secret.</summary>
internal sealed record BallotBody(string? Option, string? ClientKey)
{
    public string? Entry { get; init; }

    public string? Phrase { get; init; }
}

/// <summary>The proof that a ballot is on disk: its leaf in the vote's log and the first characters of that leaf's hash.</summary>
internal sealed record ReceiptAnswer(long Leaf, string Code);

/// <summary>A vote to be prepared; <c>roll</c> is comma-separated text as <c>RollReader</c> takes it.</summary>
internal sealed record DraftBody(string? Question, string? Mode, string? Profile, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, string? Roll)
{
    public bool MayChange { get; init; }

    public int Topic { get; init; }

    public IReadOnlyList<string>? Scrutineers { get; init; }

    public IReadOnlyList<OptionBody>? Options { get; init; }
}

/// <summary>Something that can be chosen.</summary>
internal sealed record OptionBody(string? Code, string? Text);

/// <summary>What the chair does with a vote: until when it is extended, and why.</summary>
internal sealed record StepBody(DateTimeOffset? ClosesAt, string? Reason);

/// <summary>A page of the community's votes, newest first.</summary>
internal sealed record VoteList(int Total, int Page, int Limit, IReadOnlyList<TallyLine> Data);
