using System.Runtime.CompilerServices;
using CommunityConsole.Core.Council;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>Every vote of the community: first what waits for the one who looks.</summary>
public sealed partial class Votes(VoteBoard board, BallotDesk ballots, ILogger<Votes> log)
{
    private readonly Dictionary<VoteId, OwnBallots?> _own = [];
    private IReadOnlyList<VoteLine> _lines = [];

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Follow(WatchAsync, lines => _lines = lines);
        _lines = await ReadAsync(board.Latest(Me.Community));   // also on the page drawn ahead of its circuit
    }

    private async IAsyncEnumerable<IReadOnlyList<VoteLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var votes in board.WatchAllAsync(Me.Community, cancellation))
        {
            yield return await ReadAsync(votes);
        }
    }

    private async Task<IReadOnlyList<VoteLine>> ReadAsync(IReadOnlyList<VoteView> votes)
    {
        List<VoteLine> lines = [];
        foreach (var vote in votes)
        {
            lines.Add(new VoteLine(vote, vote.State == VoteState.Open ? await OwnAsync(vote.Id) : null));
        }

        return lines;
    }

    // Once for each vote that opens: others' ballots, of which every list hears, change nothing of it.
    private async Task<OwnBallots?> OwnAsync(VoteId id)
    {
        if (_own.TryGetValue(id, out var known))
        {
            return known;
        }

        try
        {
            var own = await Me.DoAsync(actor => ballots.OwnAsync(id, actor, CancellationToken.None));
            return _own[id] = own.Succeeded && own.Value.Count > 0 ? new OwnBallots(own.Value.Count, own.Value.Count(entry => entry.Receipt is null)) : null;
        }
        catch (Exception fault)
        {
            LogUnread(fault, id.Value);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of votes could not read who may cast in vote {Vote}; it tries again with the next change.")]
    private partial void LogUnread(Exception fault, int vote);

    // Who may run a vote goes to run it, everybody else to vote.
    private string PathOf(VoteView vote) => VoteRights.MayRun(vote.Definition, Me.Role, Me.Id) ? $"/votes/{vote.Id}/chair"
        : vote.Definition.Scrutineers.Contains(Me.Id) ? $"/votes/{vote.Id}/watch"
        : $"/votes/{vote.Id}";
}
