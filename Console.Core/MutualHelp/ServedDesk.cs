using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Where help that was given becomes minutes: the helper files it, the receiver's phone shows a code that confirms it, or the receiver says no, the station does it for those without a phone.</summary>
/// <remarks>The time bank decides first, the request follows. A crash in between leaves the request behind; the same step again, or the next look at the ledger, brings it up.</remarks>
public sealed class ServedDesk
{
    private readonly HelpCommands _commands;
    private readonly IHours _hours;

    internal ServedDesk(HelpCommands commands, IHours hours) => (_commands, _hours) = (commands, hours);

    /// <summary>Says that it is done, and files it. Where the bank refuses, it stays as served and can be filed again.</summary>
    public async Task<Result<HelpRequest>> ServeAsync(HelpId id, int minutes, Actor helper, CancellationToken cancellation)
    {
        var served = await GiveAsync(id, HelpMove.Serve, "", helper, (stored, at) => Task.FromResult(stored.Serve(minutes, helper, at)), cancellation);
        return served.Succeeded ? await FileAsync(id, helper with { CommandKey = null }, cancellation) : served;
    }

    /// <summary>Files what is done.</summary>
    public Task<Result<HelpRequest>> FileAsync(HelpId id, Actor helper, CancellationToken cancellation) => GiveAsync(id, HelpMove.File, "", helper, async (stored, at) =>
    {
        var next = stored.File(helper, at);
        if (!next.Succeeded || next.Value == stored || await _hours.FileAsync(stored, helper, cancellation) is not { } refused)
        {
            return next;
        }

        await _commands.NoteAsync(stored.NotFile(refused.Code, helper, at), stored, "not-filed", helper, cancellation);
        return refused;
    }, cancellation);

    /// <summary>The code that the receiver's phone shows, once: whoever types it stands beside the receiver.</summary>
    public async Task<Result<string>> ShowCodeAsync(HelpId id, Actor receiver, CancellationToken cancellation)
    {
        var code = "";
        var shown = await _commands.GiveAsync(id, HelpCommand.ShowCode, "code", receiver, "", async (stored, _) =>
        {
            if (stored is null || stored.SideOf(receiver) != HelpSide.Receiver)
            {
                return new HelpNotFound(id);
            }

            if (stored.State != HelpState.Filed)
            {
                return stored.NotNow(HelpMove.Confirm);
            }

            var given = await _hours.ShowCodeAsync(stored, receiver, cancellation);
            code = given.Succeeded ? given.Value : "";
            return given.Succeeded ? stored : given.Problem;
        }, cancellation);
        return shown.Succeeded ? code : shown.Problem;
    }

    /// <summary>The helper types the code of the receiver's phone; the station needs none, and says what it goes by.</summary>
    public Task<Result<HelpRequest>> ConfirmAsync(HelpId id, string codeOrWords, Actor actor, CancellationToken cancellation) => GiveAsync(id, HelpMove.Confirm, "", actor, async (stored, at) =>
    {
        var side = stored.SideOf(actor);
        if (stored.State == HelpState.Settled && side is HelpSide.Helper or HelpSide.Station)
        {
            return stored;   // a second tap
        }

        var next = stored.Follow(HelpMove.Confirm, side == HelpSide.Station ? codeOrWords.Trim() : "", actor, at);
        return !next.Succeeded ? next
            : codeOrWords.Trim().Length == 0 ? new HelpNotValid(side == HelpSide.Station ? new("请写明凭什么确认。", "Say what you go by.") : new("请输入受助人手机上的六位码。", "Type the six digits of the receiver's phone."))
            : await _hours.ConfirmAsync(stored, codeOrWords.Trim(), actor, cancellation) is { } refused ? refused
            : next;
    }, cancellation);

    /// <summary>It was not so: no minutes move.</summary>
    public Task<Result<HelpRequest>> RejectAsync(HelpId id, string reason, Actor actor, CancellationToken cancellation) => WithReasonAsync(id, HelpMove.Reject, reason, actor, _hours.RejectAsync, cancellation);

    /// <summary>Disputes what was settled.</summary>
    public Task<Result<HelpRequest>> DisputeAsync(HelpId id, string reason, Actor actor, CancellationToken cancellation) => WithReasonAsync(id, HelpMove.Dispute, reason, actor, _hours.DisputeAsync, cancellation);

    private Task<Result<HelpRequest>> WithReasonAsync(
        HelpId id, HelpMove move, string reason, Actor actor, Func<HelpRequest, string, Actor, CancellationToken, Task<Problem?>> ask, CancellationToken cancellation) =>
        GiveAsync(id, move, reason, actor, async (stored, at) =>
        {
            var next = stored.Follow(move, reason.Trim(), actor, at);
            return !next.Succeeded ? next
                : reason.Trim().Length == 0 ? new HelpNotValid(new("请写明原因。", "Say why."))
                : await ask(stored, reason.Trim(), actor, cancellation) is { } refused ? refused
                : next;
        }, cancellation);

    private Task<Result<HelpRequest>> GiveAsync(
        HelpId id, HelpMove move, string reason, Actor actor, Func<HelpRequest, DateTimeOffset, Task<Result<HelpRequest>>> decide, CancellationToken cancellation) => _commands.GiveAsync(
        id, HelpRights.CommandOf(move), move.ToString().ToLowerInvariant(), actor, reason.Trim(), async (stored, at) =>
            stored is null || !HelpSight.MaySee(stored, actor) ? new HelpNotFound(id)
            : HelpPolicy.ReasonProblem(reason) is { } wrong ? wrong
            : await decide(stored, at), cancellation);
}
