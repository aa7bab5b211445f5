using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Where ballots are cast. One entry of the roll, one ballot, whatever comes how often from how many phones.</summary>
/// <remarks>No choice and no refusal of a voter goes to any log of the program: the receipt is the proof, the vote's log the record.</remarks>
public sealed class BallotDesk
{
    /// <summary>How long a second person's word at a home holds: long enough to hand the tablet over, not until tomorrow.</summary>
    internal static readonly TimeSpan WitnessHolds = TimeSpan.FromMinutes(30);

    private readonly VoteLedger _ledger;
    private readonly VoteCommands _commands;

    internal BallotDesk(VoteLedger ledger, VoteCommands commands) => (_ledger, _commands) = (ledger, commands);

    /// <summary>Casts the voter's own ballot, or as proxy that of the entry named. The receipt says that it is on disk.</summary>
    public Task<Result<VoteReceipt>> CastAsync(VoteId id, Ballot given, Actor voter, CancellationToken cancellation)
    {
        var ballot = Tidy(given);
        var key = KeyOf(id, ballot, voter);
        return _ledger.GiveAsync<VoteReceipt>(id, (book, now) =>
        {
            if (VoteCommands.Refusal(book, VoteCommand.Cast, voter) is { } denied)
            {
                return denied;
            }

            // Also when it is over by now: a ballot that was in is in.
            if (book.FirstReceipt(key) is { } receipt)
            {
                return receipt;
            }

            var entry = EntryOf(book, ballot.Entry, voter);

            // The keys of a secret vote are gone after its close; who took part is no secret.
            if (entry.Succeeded && book.Definition.Mode == VoteMode.Secret && book.ClosedAt is not null && book.ReceiptOf(entry.Value.Id) is { } kept)
            {
                return kept;
            }

            return !entry.Succeeded ? entry.Problem
                : BallotRules.Refusal(book, entry.Value, ballot, now) is { } refused ? refused
                : book.Cast(entry.Value, ballot, key, VoteChannel.Phone, now);
        }, cancellation);
    }

    /// <summary>Casts at the tablet of the hall or at somebody's home: a clerk has seen who it is, the voter has chosen.</summary>
    public async Task<Result<VoteReceipt>> ServeAsync(VoteId id, RollId entry, Ballot offered, VoteChannel channel, Actor clerk, CancellationToken cancellation)
    {
        if (channel is not (VoteChannel.Tablet or VoteChannel.Visit))
        {
            return new VoteNotValid(new("窗口只代办会场平板和上门两种方式。", "A clerk serves the hall's tablet and homes; nothing else."));
        }

        var ballot = Tidy(offered);
        var key = KeyOf(id, ballot with { Entry = entry }, clerk);
        VoteReceipt? given = null;
        var served = await _commands.GiveAsync(id, VoteCommand.Serve, clerk, $"{channel} {entry}", (book, now, _) =>
        {
            if (book.FirstReceipt(key) is { } receipt)
            {
                given = receipt;
                return null;
            }

            if ((BallotRules.NotAtDesk(book, entry) ?? (channel == VoteChannel.Visit ? Alone(book, entry, clerk) : null)) is { } denied)
            {
                return denied;
            }

            var known = book.FindEntry(entry)!;
            if (BallotRules.Refusal(book, known, ballot, now) is { } refused)
            {
                return refused;
            }

            given = book.Cast(known, ballot, key, channel, now);
            return null;
        }, cancellation);
        return !served.Succeeded ? served.Problem
            : given is not null ? given
            : await _ledger.GiveAsync<VoteReceipt>(id, (book, _) => book.ReceiptOf(entry) is { } before ? before : new NotOnRoll(id), cancellation);   // the same command again: the first answer
    }

    /// <summary>For whom the voter may cast, with the receipts of what was cast.</summary>
    public Task<Result<IReadOnlyList<OwnEntry>>> OwnAsync(VoteId id, Actor voter, CancellationToken cancellation) => _ledger.GiveAsync(
        id, (book, _) => VoteCommands.Refusal(book, VoteCommand.See, voter) is { } denied ? denied : Result.Of(book.Own(voter.Id)), cancellation);

    // At a home nobody else looks on: two people say that the voter chose freely, each with an account of their own.
    private static VisitNeedsTwo? Alone(VoteBook book, RollId entry, Actor clerk) =>
        book.Slips.Of(SlipKind.Witness, VoteSlip.AboutOf(entry)).Any(slip => slip.By != clerk.Id && IsFresh(book, slip)) ? null : new VisitNeedsTwo(book.Definition.Id);

    /// <summary>Whether a witness still stands beside: by the time that passes, since a clock that is set back would hold somebody there for hours.</summary>
    internal static bool IsFresh(VoteBook book, VoteSlip slip) => book.IsPutWithin(WitnessHolds, slip);

    private static Result<RollEntry> EntryOf(VoteBook book, RollId? wanted, Actor voter)
    {
        var own = book.Own(voter.Id);
        if (own.FirstOrDefault(one => wanted is null ? !one.ForOther : one.Entry.Id == wanted) is { } found)
        {
            return found.Entry;
        }

        var given = book.Roll.Any(entry => entry.Account == voter.Id && entry.Proxy is not null && (wanted is null || entry.Id == wanted));
        return given ? new BallotGivenAway(book.Definition.Id) : new NotOnRoll(book.Definition.Id);
    }

    private static Ballot Tidy(Ballot ballot) => ballot with { Phrase = Ballot.TidyPhrase(ballot.Phrase) };

    // The same text of two voters, or for two entries, is two keys.
    private static Guid KeyOf(VoteId id, Ballot ballot, Actor voter) => new CanonicalBytes()
        .Add("ballot").Add(id.Value).Add(voter.Id.Value).Add(ballot.Entry?.Value ?? Guid.Empty).Add(ballot.Key.Length == 0 ? Guid.NewGuid().ToString() : ballot.Key).ToGuid();
}
