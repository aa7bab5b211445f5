using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>How the chair's and the clerks' commands about a vote are given: rights, the first answer to a key, the step, the audit.</summary>
/// <remarks>The vote's own log is the record of every step; the audit log, another file, has the command beside it a moment later.</remarks>
internal sealed class VoteCommands(VoteLedger ledger, VoteBoard board, CommandLog log, IAuditLog audit) : IDisposable
{
    private readonly SemaphoreSlim _preparing = new(1);

    /// <summary>The subject of a vote on the audit log.</summary>
    public static string SubjectOf(VoteId id) => $"vote:{id}";

    /// <summary>Gives a command about one vote; the answer is the vote afterwards.</summary>
    public Task<Result<VoteView>> GiveAsync(
        VoteId id, VoteCommand command, Actor actor, string reason, Func<VoteBook, DateTimeOffset, IReadOnlyList<BoxedBallot>, Problem?> step, CancellationToken cancellation) =>
        GiveAsync(id, command, actor, () => reason, step, cancellation);

    /// <summary>As the other, where what goes to the audit log is known after the step.</summary>
    public Task<Result<VoteView>> GiveAsync(
        VoteId id, VoteCommand command, Actor actor, Func<string> reason, Func<VoteBook, DateTimeOffset, IReadOnlyList<BoxedBallot>, Problem?> step, CancellationToken cancellation) => AnswerAsync(
        command, actor, SubjectOf(id), id, reason,
        () => ledger.GiveAsync<VoteView>(
            id,
            (book, now, box) => (Refusal(book, command, actor) ?? step(book, now, box)) is { } refused ? refused : book.View(),
            (book, _) => command == VoteCommand.Close && book.State == VoteState.Open && Refusal(book, command, actor) is null && !VoteRights.IsWatcher(book.Definition, actor.Id),
            cancellation),
        cancellation);

    /// <summary>Makes a vote.</summary>
    public async Task<Result<VoteView>> PrepareAsync(Actor actor, Func<Task<Result<VoteView>>> make, CancellationToken cancellation)
    {
        // One after the other: the second of two with one key finds what the first has made.
        await _preparing.WaitAsync(cancellation);
        try
        {
            return await MadeBeforeAsync(actor, cancellation) is { } made ? made : await AnswerAsync(VoteCommand.Prepare, actor, "vote:new", null, () => "", make, cancellation);
        }
        finally
        {
            _preparing.Release();
        }
    }

    /// <summary>Puts on the audit log how many papers were not counted when a vote closed by itself.</summary>
    public async Task NoteLostAsync(VoteView closed, int papers) => await audit.AppendAsync(
        [log.Done(Actor.Program(closed.Definition.Community), VoteRights.ActionOf(VoteCommand.Close), SubjectOf(closed.Id), nameof(VoteState.Open), closed.State.ToString(), Lost(papers))], CancellationToken.None);

    /// <summary>As the audit log says it.</summary>
    public static string Lost(int papers) => $"PapersLost: {papers}";

    /// <summary>As the audit log says that another chair than the one who published it took the step.</summary>
    public static string InPlaceOf(StaffId chair) => $"InPlaceOf: {chair}";

    /// <inheritdoc />
    public void Dispose() => _preparing.Dispose();

    /// <summary>Whether the vote is one the actor may do that with.</summary>
    public static Problem? Refusal(VoteBook book, VoteCommand command, Actor actor) =>
        book.Definition.Community != actor.Community ? new VoteNotFound(book.Definition.Id) : VoteRights.Table.Refusal(command, actor, book.Definition.Community);

    // Where the program ended before the audit entry, the command goes on and finds its vote in the ledger.
    private async Task<VoteView?> MadeBeforeAsync(Actor actor, CancellationToken cancellation) =>
        actor.CommandKey is { } key && ledger.Prepared(key) is { } made && made.Definition.Chair == actor.Id && await audit.FindCommandAsync(key, cancellation) is { Result: AuditEntry.Done } ? made : null;

    private async Task<Result<VoteView>> AnswerAsync(
        VoteCommand command, Actor actor, string subject, VoteId? id, Func<string> reason, Func<Task<Result<VoteView>>> give, CancellationToken cancellation)
    {
        var action = VoteRights.ActionOf(command);
        if (await log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
        {
            return first.Refusal is { } before ? before
                : id is { } known && board.Find(known) is { } now ? now
                : new VoteNotValid(new("这次表决已经建立，请在列表里查看。", "This vote was made already; find it in the list."));
        }

        var state = id is { } one ? board.Find(one)?.State.ToString() ?? "" : "";
        var result = await give();
        if (!result.Succeeded)
        {
            return await log.RefuseAsync(actor, action, subject, result.Problem, CancellationToken.None);
        }

        await audit.AppendAsync([log.Done(actor, action, id is null ? SubjectOf(result.Value.Id) : subject, state, result.Value.State.ToString(), reason())], CancellationToken.None);
        return result;
    }
}
