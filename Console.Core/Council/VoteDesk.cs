using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Where a chair prepares, opens, extends, closes and announces a vote. Checks rights itself, whatever the page showed.</summary>
public sealed class VoteDesk
{
    private const int MostReason = 500;
    private readonly VoteCommands _commands;
    private readonly VoteLedger _ledger;
    private readonly VoteDrafts _drafts;
    private readonly VoteSigner _signer;
    private readonly TopicGate _gate;
    private readonly EstateCalendar _calendar;
    private readonly ClockWatch _clock;

    internal VoteDesk(VoteCommands commands, VoteLedger ledger, VoteDrafts drafts, VoteSigner signer, TopicGate gate, EstateCalendar calendar, ClockWatch clock) =>
        (_commands, _ledger, _drafts, _signer, _gate, _calendar, _clock) = (commands, ledger, drafts, signer, gate, calendar, clock);

    /// <summary>Settles a vote and publishes it: question, rules, times, scrutineers and roll stand in leaf 0 of its log from here on.</summary>
    public Task<Result<VoteView>> PrepareAsync(VoteDraft draft, Actor chair, CancellationToken cancellation) =>
        SettleAsync(draft, draft.Topic > 0 ? new PublishTheTopic() : null, chair, cancellation);

    /// <summary>The same for the motion of a topic: <see cref="TopicDesk"/> alone calls, when its turn has come.</summary>
    internal Task<Result<VoteView>> PrepareOfTopicAsync(VoteDraft draft, Actor chair, CancellationToken cancellation) => SettleAsync(draft, null, chair, cancellation);

    private Task<Result<VoteView>> SettleAsync(VoteDraft draft, Problem? refusal, Actor chair, CancellationToken cancellation) => _commands.PrepareAsync(
        chair,
        async () =>
        {
            return (await CheckAsync(draft, chair, cancellation) ?? refusal) is { } wrong ? wrong : await _ledger.AddAsync(id => _drafts.Settle(draft, id, chair, _signer.PublicKey), chair.CommandKey, cancellation);
        },
        cancellation);

    /// <summary>What would be refused about a draft, before it is published; null when nothing would.</summary>
    public async Task<Problem?> CheckAsync(VoteDraft draft, Actor chair, CancellationToken cancellation) =>
        VoteRights.Table.Refusal(VoteCommand.Prepare, chair, chair.Community) ?? _signer.Refusal ?? await _drafts.RefusalAsync(draft, chair, cancellation);

    /// <summary>When a vote published now could open by these rules.</summary>
    public DateTimeOffset Earliest(RuleProfile profile) => _drafts.Earliest(profile);

    /// <summary>Opens it for ballots, and signs the state of its log.</summary>
    public Task<Result<VoteView>> OpenAsync(VoteId id, Actor chair, CancellationToken cancellation) => ChairAsync(id, VoteCommand.Open, chair, "", (book, now, _) =>
    {
        if (book.State != VoteState.Prepared || now >= book.ClosesAt)
        {
            return new VoteStepIllegal(id, book.State);
        }

        // A clock put forward by mistake must not shorten the notice.
        if (_clock.Passed(now) < book.Definition.OpensAt)
        {
            return new VoteTooEarly(book.Definition.OpensAt, _calendar.Local(book.Definition.OpensAt).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        }

        if (_gate.OpeningRefusal(book.Definition) is { } early)
        {
            return early;
        }

        book.Open(chair.Id, now);
        Sign(book, now);
        return null;
    }, cancellation);

    /// <summary>Keeps it open longer, within what its rules allow, with a reason that everybody sees.</summary>
    public Task<Result<VoteView>> ExtendAsync(VoteId id, DateTimeOffset closesAt, string reason, Actor chair, CancellationToken cancellation) => ChairAsync(id, VoteCommand.Extend, chair, reason, (book, now, _) =>
    {
        if (book.State != VoteState.Open || now >= book.ClosesAt)
        {
            return new VoteStepIllegal(id, book.State);
        }

        if (!IsReason(reason))
        {
            return new VoteReasonNeeded();
        }

        if (!book.MayExtendTo(closesAt))
        {
            return new ExtensionTooLong(id);
        }

        book.Extend(closesAt.ToUniversalTime(), reason.Trim(), chair.Id, now);
        return null;
    }, cancellation);

    /// <summary>Closes and counts it: at its time, or before where everybody has voted or its rules leave that to the chair.</summary>
    public Task<Result<VoteView>> CloseAsync(VoteId id, Actor chair, CancellationToken cancellation) => ChairAsync(id, VoteCommand.Close, chair, "", (book, now, box) =>
    {
        if (book.State != VoteState.Open)
        {
            return new VoteStepIllegal(id, book.State);
        }

        if (now < book.ClosesAt && !book.AllCast && !book.Definition.Profile.MayCloseEarly)
        {
            return new VoteStillRuns(id);
        }

        book.Close(chair.Id, now, box);
        Sign(book, now);
        return null;
    }, cancellation);

    /// <summary>Gives it up before it is closed. What is settled cannot be changed: it is cancelled, and another one prepared.</summary>
    public Task<Result<VoteView>> CancelAsync(VoteId id, string reason, Actor chair, CancellationToken cancellation) => ChairAsync(id, VoteCommand.Cancel, chair, reason, (book, now, _) =>
    {
        if (book.State is not (VoteState.Prepared or VoteState.Open))
        {
            return new VoteStepIllegal(id, book.State);
        }

        if (!IsReason(reason))
        {
            return new VoteReasonNeeded();
        }

        book.Cancel(reason.Trim(), chair.Id, now);
        Sign(book, now);
        return null;
    }, cancellation);

    /// <summary>Puts on record that the result was read out.</summary>
    public Task<Result<VoteView>> AnnounceAsync(VoteId id, Actor chair, CancellationToken cancellation) => ChairAsync(id, VoteCommand.Announce, chair, "", (book, now, _) =>
    {
        if (book.State != VoteState.Closed)
        {
            return new VoteStepIllegal(id, book.State);
        }

        book.Announce(chair.Id, now);
        Sign(book, now);
        return null;
    }, cancellation);

    /// <summary>Closes what is over, and where it is due signs the log of what is open: called by the program's clock.</summary>
    internal async Task TendAsync(VoteId id, bool isSigningDue, CancellationToken cancellation)
    {
        var lost = 0;
        var tended = await _ledger.GiveAsync<VoteView>(
            id,
            (book, now, box) =>
            {
                if (!_signer.Signs(book.Definition))
                {
                    return book.View();   // it stays as it is until the right key is back
                }

                if (IsToClose(book, _clock.Passed(now)))
                {
                    book.Close(Actor.ProgramId, now, box);
                    Sign(book, now);
                    lost = book.Slips.Lost;
                }
                else if (isSigningDue && book.State == VoteState.Open && book.Size > (book.Checkpoint?.Size ?? 0))
                {
                    Sign(book, now);
                }

                return book.View();
            },
            (book, now) => _signer.Signs(book.Definition) && IsToClose(book, _clock.Passed(now)),
            cancellation);
        if (tended.Succeeded && lost > 0)
        {
            await _commands.NoteLostAsync(tended.Value, lost);
        }
    }

    private static bool IsToClose(VoteBook book, DateTimeOffset passed) => book.State == VoteState.Open && passed >= book.ClosesAt;

    private Task<Result<VoteView>> ChairAsync(
        VoteId id, VoteCommand command, Actor chair, string reason, Func<VoteBook, DateTimeOffset, IReadOnlyList<BoxedBallot>, Problem?> step, CancellationToken cancellation)
    {
        var (lost, named) = (0, chair.Id);
        return _commands.GiveAsync(id, command, chair, () => Note(reason, lost, named, chair.Id), (book, now, box) =>
        {
            named = book.Definition.Chair;
            var refused = VoteRights.IsWatcher(book.Definition, chair.Id) ? new WatcherCannotRun(id)
                : command == VoteCommand.Open || (command != VoteCommand.Extend && !_signer.Signs(book.Definition)) ? _signer.Refusal ?? step(book, now, box)
                : step(book, now, box);
            lost = command is VoteCommand.Close or VoteCommand.Cancel ? book.Slips.Lost : 0;
            return refused;
        }, cancellation);
    }

    // Who published it stands in the signed definition, who takes this step in the log; the audit has both in one line.
    private static string Note(string reason, int lost, StaffId named, StaffId by) => string.Join(
        ' ', new[] { reason, lost > 0 ? VoteCommands.Lost(lost) : "", named != by ? VoteCommands.InPlaceOf(named) : "" }.Where(part => part.Length > 0));

    private void Sign(VoteBook book, DateTimeOffset now) => book.Keep(_signer.Sign(book, now));

    private static bool IsReason(string reason) => reason.Trim().Length is > 0 and <= MostReason;
}
