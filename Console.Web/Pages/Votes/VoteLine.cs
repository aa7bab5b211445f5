using CommunityConsole.Core.Council;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>What an account may cast in a vote.</summary>
/// <param name="All">Entries of the roll.</param>
/// <param name="Missing">Those without a ballot so far.</param>
public sealed record OwnBallots(int All, int Missing);

/// <summary>A vote in the list, with the reader's own ballots while it is open.</summary>
public sealed record VoteLine(VoteView Vote, OwnBallots? Own)
{
    /// <summary>What waits for the reader, what else is open, what comes, what is over; the next to end or to begin first.</summary>
    public static IReadOnlyList<IGrouping<string, VoteLine>> Groups(IEnumerable<VoteLine> lines) =>
        [.. lines.OrderBy(line => line.Place).ThenBy(line => line.Order).ThenByDescending(line => line.Vote.Id.Value).GroupBy(line => line.Group)];

    private string Group => Place switch { 0 => "Mine", 1 => "Open", 2 => "Prepared", _ => "Over" };

    private int Place => Vote.State switch
    {
        VoteState.Open => Own is { Missing: > 0 } ? 0 : 1,
        VoteState.Prepared => 2,
        _ => 3,
    };

    private DateTimeOffset Order => Vote.State switch
    {
        VoteState.Open => Vote.ClosesAt,
        VoteState.Prepared => Vote.Definition.OpensAt,
        _ => DateTimeOffset.UnixEpoch,
    };
}
