using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>What can be read of a vote beyond what its board shows: the roll, the choices where the mode shows them, the whole record once it is closed.</summary>
public sealed class VoteArchive
{
    private readonly VoteLedger _ledger;
    private readonly IVoteStore _store;

    internal VoteArchive(VoteLedger ledger, IVoteStore store) => (_ledger, _store) = (ledger, store);

    /// <summary>The roll with who has taken part, for those who run and watch votes, and for whom this vote names as scrutineer.</summary>
    public Task<Result<IReadOnlyList<RollLine>>> RollAsync(VoteId id, Actor actor, CancellationToken cancellation) => _ledger.GiveAsync(
        id,
        (book, _) => VoteCommands.Refusal(book, RightToTheRoll(book, actor), actor) is { } denied ? denied
            : Result.Of<IReadOnlyList<RollLine>>([.. book.Roll.Select(entry => new RollLine(entry, book.HasCast(entry.Id), book.ShownChoice(entry.Id)))]),
        cancellation);

    /// <summary>The record anybody can recount, once the vote is closed: no names in it.</summary>
    public async Task<Result<VoteRecord>> RecordAsync(VoteId id, Actor actor, CancellationToken cancellation)
    {
        var allowed = await _ledger.GiveAsync<bool>(
            id, (book, _) => (VoteCommands.Refusal(book, VoteCommand.See, actor) ?? (book.ClosedAt is null ? new VoteNotClosed(id) : null)) is { } refused ? refused : true, cancellation);
        if (!allowed.Succeeded)
        {
            return allowed.Problem;
        }

        var stored = (await _store.FindAsync(id, cancellation))!;
        return new VoteRecord(((DefinitionLeaf)VoteLeaf.Read(LogLine.Read(stored.Leaves[0]).Content)).Definition, stored.Roll, stored.Leaves, stored.Checkpoints);
    }

    /// <summary>Every signed state of the log so far: what scrutineers keep.</summary>
    public Task<Result<IReadOnlyList<VoteCheckpoint>>> CheckpointsAsync(VoteId id, Actor actor, CancellationToken cancellation) =>
        _ledger.GiveAsync(id, (book, _) => VoteCommands.Refusal(book, VoteCommand.See, actor) is { } refused ? refused : Result.Of(book.Checkpoints), cancellation);

    /// <summary>That the log only grew since it was so long, up to its newest signed state; also while nothing of it may be seen.</summary>
    public async Task<Result<GrowthProof>> GrowthAsync(VoteId id, long size, Actor actor, CancellationToken cancellation)
    {
        var signed = await SignedAsync(id, actor, cancellation);
        return !signed.Succeeded ? signed.Problem
            : size > signed.Value.Newest.Size ? new LogIsShorter(id)
            : signed.Value.Growth(size) is { } proof ? proof : new NotSignedYet(id);
    }

    /// <summary>That a leaf stands in the newest signed state of the log; also while nothing of it may be seen.</summary>
    public async Task<Result<LeafProof>> InclusionAsync(VoteId id, long leaf, Actor actor, CancellationToken cancellation)
    {
        var signed = await SignedAsync(id, actor, cancellation);
        return !signed.Succeeded ? signed.Problem : signed.Value.Inclusion(leaf) is { } proof ? proof : new NotSignedYet(id);
    }

    /// <summary>The single ballots of a closed secret vote, by phrase and without voters; of fewer than <see cref="VoteView.LeastShown"/> none.</summary>
    public Task<Result<IReadOnlyList<ShownBallot>>> BoxAsync(VoteId id, Actor actor, CancellationToken cancellation) => _ledger.GiveAsync(
        id,
        (book, _) => VoteCommands.Refusal(book, VoteCommand.See, actor) is { } denied ? denied
            : book.Definition.Mode != VoteMode.Secret ? new VoteIsNamed(id)
            : book.ClosedAt is null ? new VoteNotClosed(id)
            : book.Box.Count == 0 ? new TooFewToShow(id)
            : Result.Of(book.Box),
        cancellation);

    /// <summary>When it was opened, extended, closed, announced or cancelled, by whom and why.</summary>
    public Task<Result<IReadOnlyList<VoteStep>>> StepsAsync(VoteId id, Actor actor, CancellationToken cancellation) =>
        _ledger.GiveAsync(id, (book, _) => VoteCommands.Refusal(book, VoteCommand.See, actor) is { } refused ? refused : Result.Of(book.Steps), cancellation);

    private Task<Result<SignedLeaves>> SignedAsync(VoteId id, Actor actor, CancellationToken cancellation) => _ledger.GiveAsync<SignedLeaves>(
        id,
        (book, _) => VoteCommands.Refusal(book, VoteCommand.See, actor) is { } denied ? denied : book.Signed is { } signed ? signed : new NotSignedYet(id),
        cancellation);

    // Whom the definition names watches this vote, whatever the role of the account.
    private static VoteCommand RightToTheRoll(VoteBook book, Actor actor) => book.Definition.Scrutineers.Contains(actor.Id) ? VoteCommand.See : VoteCommand.SeeRoll;
}
