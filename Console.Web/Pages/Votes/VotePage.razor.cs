using CommunityConsole.Core.Council;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>The voter's page: the question, what others will see, the ballot, the receipt; later the result.</summary>
public sealed partial class VotePage(BallotDesk ballots)
{
    private readonly HashSet<RollId> _changing = [];
    private IReadOnlyList<OwnEntry>? _own;
    private string? _refusal;

    /// <inheritdoc />
    protected override async Task ReadAsync()
    {
        var own = await Me.DoAsync(actor => ballots.OwnAsync(Id, actor, CancellationToken.None));
        _own = own.Succeeded ? own.Value : [];
    }

    private async Task ToldAsync(ChangeEventArgs answer)
    {
        // The turnout of a secret vote moves in steps: nothing but the phone's own word says that it has voted.
        _refusal = answer.Value is string { Length: > 0 } refused ? refused : null;
        _changing.Clear();
        await TryReadAsync();
    }
}
