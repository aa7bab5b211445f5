using System.Globalization;
using System.Security.Cryptography;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Where ballots on paper are entered, each by two people who do not see what the other entered; and where a second person at a home gives a word.</summary>
/// <remarks>
/// In a named vote a paper is entered with its voter, and cast when two agree. In a secret vote it lies in an urn: who has put one in and what is on the sheets are entered
/// apart: first who, until two people open it with five or more in it, then what. All are cast together when two agree on each and there are as many of the one as of the
/// other. No slip holds a voter and a choice, and the audit log names neither, so that no order of entries ties the one to the other.
/// </remarks>
public sealed class PaperDesk
{
    private const int MostSheet = 99_999;
    private readonly VoteLedger _ledger;
    private readonly VoteCommands _commands;

    internal PaperDesk(VoteLedger ledger, VoteCommands commands) => (_ledger, _commands) = (ledger, commands);

    /// <summary>Enters a paper of a named vote.</summary>
    public Task<Result<PaperAnswer>> EnterAsync(VoteId id, RollId entry, string option, Actor clerk, CancellationToken cancellation) => PutAsync(
        id, SlipKind.Paper, VoteSlip.AboutOf(entry), option, clerk, isSecret: false,
        book => BallotRules.NotAtDesk(book, entry) ?? BallotRules.NoOption(book, option), cancellation);

    /// <summary>Enters that somebody has put a paper into the urn of a secret vote.</summary>
    public Task<Result<PaperAnswer>> HandAsync(VoteId id, RollId entry, Actor clerk, CancellationToken cancellation) => PutAsync(
        id, SlipKind.Handed, VoteSlip.AboutOf(entry), "", clerk, isSecret: true,
        book => BallotRules.NotAtDesk(book, entry)
            ?? (IsOpen(book) ? new UrnIsOpen(id) : HasAgreed(book, SlipKind.Handed, VoteSlip.AboutOf(entry)) ? new BallotInUrn(id) : default(Problem)), cancellation);

    /// <summary>Opens the urn: a second person does too, and what is on the sheets is entered from then on.</summary>
    public Task<Result<PaperAnswer>> OpenUrnAsync(VoteId id, Actor clerk, CancellationToken cancellation) => PutAsync(
        id, SlipKind.Urn, "", "", clerk, isSecret: true,
        book => IsOpen(book) ? new UrnIsOpen(id)
            : book.Slips.Agreed(SlipKind.Handed).Count < VoteView.SecretStep || book.Slips.All.Any(slip => slip is { Kind: SlipKind.Handed, By: not null }) ? new UrnNotReady(id)
            : null,
        cancellation);

    /// <summary>Enters a sheet from the urn; with <see cref="VoteSlip.Spoilt"/> one that nobody can read, which counts as an abstention. Without a phrase on it nobody will find it again, but it counts.</summary>
    public Task<Result<PaperAnswer>> EnterSheetAsync(VoteId id, int sheet, string option, string phrase, Actor clerk, CancellationToken cancellation)
    {
        var (about, tidy) = (sheet.ToString("D5", CultureInfo.InvariantCulture), option == VoteSlip.Spoilt ? "" : Ballot.TidyPhrase(phrase));
        return PutAsync(
            id, SlipKind.Sheet, about, VoteSlip.SheetText(option, tidy), clerk, isSecret: true,
            book => !IsOpen(book) ? new UrnNotOpen(id)
                : sheet is < 1 or > MostSheet ? new SheetNumberNotValid()
                : BallotRules.NoOption(book, Counted(option))
                ?? (HasAgreed(book, SlipKind.Sheet, about) ? new SheetEntered(id) : null)
                ?? (book.Slips.All.Where(slip => slip.Kind == SlipKind.Sheet && slip.About != about).DistinctBy(slip => slip.About).Count() >= book.Roll.Count ? new SheetsTooMany(id) : null)
                ?? (tidy.Length == 0 ? null : BallotRules.NoPhrase(book, tidy, about)),
            cancellation);
    }

    /// <summary>Says as second person that a voter at home chose freely; the first can then hand over the tablet.</summary>
    public Task<Result<PaperAnswer>> WitnessAsync(VoteId id, RollId entry, Actor second, CancellationToken cancellation) => GiveAsync(
        id, VoteCommand.Witness, second, $"Visit {entry}", (book, now) =>
        {
            if (BallotRules.NotAtDesk(book, entry) is { } refused)
            {
                return refused;
            }

            book.PutSlip(new VoteSlip(SlipKind.Witness, VoteSlip.AboutOf(entry), second.Id, now.UtcTicks.ToString(CultureInfo.InvariantCulture)));
            return new PaperAnswer(PaperOutcome.Waiting);
        }, cancellation);

    /// <summary>
    /// Takes back what is not agreed, whoever entered it; a word at a home only its giver's. What two have agreed on goes by two people: the first marks it, so that nothing
    /// of the urn is cast, another removes it. Nothing is ever cast by taking back.
    /// </summary>
    public Task<Result<PaperAnswer>> TakeBackAsync(VoteId id, SlipKind kind, string about, Actor clerk, CancellationToken cancellation) => GiveAsync(
        id, VoteCommand.TakeBack, clerk, Named(kind, about), (book, _) =>
        {
            if (kind == SlipKind.Urn && book.Slips.All.Any(slip => slip.Kind == SlipKind.Sheet))
            {
                return new UrnHasSheets(id);
            }

            var slips = book.Slips.Of(kind, about);
            if (HasAgreed(book, kind, about) && slips.All(slip => slip.By is null))
            {
                book.PutSlip(new VoteSlip(kind, about, clerk.Id, VoteSlip.Back));
                return new PaperAnswer(PaperOutcome.Marked);
            }

            if (slips.All(slip => kind == SlipKind.Witness ? slip.By != clerk.Id : slip.Content == VoteSlip.Back ? slip.By == clerk.Id : HasAgreed(book, kind, about)))
            {
                return new NothingToTakeBack(id);
            }

            foreach (var slip in slips.Where(slip => kind != SlipKind.Witness || slip.By == clerk.Id))
            {
                book.DropSlip(slip);
            }

            return new PaperAnswer(PaperOutcome.TakenBack);
        }, cancellation);

    /// <summary>Leaves what two have agreed on after all: who wanted it gone no longer does.</summary>
    public Task<Result<PaperAnswer>> KeepAsync(VoteId id, SlipKind kind, string about, Actor clerk, CancellationToken cancellation) => GiveAsync(
        id, VoteCommand.TakeBack, clerk, Named(kind, about), (book, _) =>
        {
            if (book.Slips.Of(kind, about).FirstOrDefault(slip => slip.By == clerk.Id && slip.Content == VoteSlip.Back) is not { } mark)
            {
                return new NothingToTakeBack(id);
            }

            book.DropSlip(mark);
            return new PaperAnswer(PaperOutcome.Kept);
        }, cancellation);

    /// <summary>Casts an urn that is complete, where what made it so was taking something back.</summary>
    public Task<Result<PaperAnswer>> CountAsync(VoteId id, Actor clerk, CancellationToken cancellation) => GiveAsync(
        id, VoteCommand.EnterPaper, clerk, "Urn", (book, now) =>
            CastUrn(book, now) is > 0 and var cast ? new PaperAnswer(PaperOutcome.Agreed, cast) : new UrnNotComplete(id), cancellation);

    /// <summary>What waits for a second person or for the rest of the urn; never what was chosen.</summary>
    public Task<Result<IReadOnlyList<SlipLine>>> ListAsync(VoteId id, Actor actor, CancellationToken cancellation) => _ledger.GiveAsync(
        id,
        (book, _) => VoteCommands.Refusal(book, book.Definition.Scrutineers.Contains(actor.Id) ? VoteCommand.See : VoteCommand.SeePapers, actor) is { } denied ? denied
            : Result.Of(SlipLine.Of(book)),
        cancellation);

    private Task<Result<PaperAnswer>> PutAsync(
        VoteId id, SlipKind kind, string about, string content, Actor clerk, bool isSecret, Func<VoteBook, Problem?> refusal, CancellationToken cancellation) => GiveAsync(
        id, VoteCommand.EnterPaper, clerk, Named(kind, about), (book, now) =>
        {
            if ((book.Definition.Mode == VoteMode.Secret) != isSecret)
            {
                return new PaperOfOtherMode(id);
            }

            if (refusal(book) is { } refused)
            {
                return refused;
            }

            var slip = new VoteSlip(kind, about, clerk.Id, content);
            if (book.Slips.Of(kind, about).FirstOrDefault(other => other.By != clerk.Id && other.Says) is not { } first)
            {
                book.PutSlip(slip);
                return new PaperAnswer(PaperOutcome.Waiting);
            }

            return first.Content == content ? Agree(book, slip, now) : Differ(book, first, slip);
        }, cancellation);

    // Both look at the paper again: neither learns what the other read, and what was read wrongly is not kept.
    private static PaperAnswer Differ(VoteBook book, VoteSlip first, VoteSlip second)
    {
        book.PutSlip(first with { Content = VoteSlip.Again });
        book.PutSlip(second with { Content = VoteSlip.Again });
        return new PaperAnswer(PaperOutcome.Differs);
    }

    private static PaperAnswer Agree(VoteBook book, VoteSlip slip, DateTimeOffset now)
    {
        book.DropSlips(slip.Kind, slip.About);
        if (slip.Kind == SlipKind.Paper)
        {
            var entry = book.FindEntry(new RollId(Guid.ParseExact(slip.About, "N")))!;
            return new PaperAnswer(PaperOutcome.Agreed, 1, book.Cast(entry, new Ballot(slip.Content, ""), Guid.NewGuid(), VoteChannel.Paper, now));
        }

        book.PutSlip(slip with { By = null });
        return new PaperAnswer(PaperOutcome.Agreed, CastUrn(book, now));
    }

    // Whose sheet is whose nobody knows: voters go in by their random numbers, sheets in a random order.
    private static int CastUrn(VoteBook book, DateTimeOffset now)
    {
        var (handed, sheets) = (book.Slips.Agreed(SlipKind.Handed), book.Slips.Agreed(SlipKind.Sheet).ToArray());
        if (!IsOpen(book) || handed.Count < VoteView.SecretStep || handed.Count != sheets.Length
            || book.Slips.All.Any(slip => slip is { Kind: SlipKind.Handed or SlipKind.Sheet or SlipKind.Urn, By: not null }))
        {
            return 0;
        }

        book.DropSlips(SlipKind.Urn, "");
        foreach (var slip in handed.Concat(sheets))
        {
            book.DropSlip(slip);
        }

        RandomNumberGenerator.Shuffle<VoteSlip>(sheets);
        foreach (var (voter, sheet) in handed.Zip(sheets))
        {
            var (option, phrase) = VoteSlip.ReadSheet(sheet.Content);
            var entry = book.FindEntry(new RollId(Guid.ParseExact(voter.About, "N")))!;
            book.Cast(entry, new Ballot(Counted(option), "", Phrase: phrase.Length > 0 ? phrase : NoPhrase(option)), Guid.NewGuid(), VoteChannel.Paper, now);
        }

        return sheets.Length;
    }

    // A ballot in the box has a phrase and no two have the same: one that nobody wrote is drawn.
    private static string NoPhrase(string option) => $"{(option == VoteSlip.Spoilt ? "废票" : "纸票")} {RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 12)}";

    // Whoever spoils a sheet has taken part and chosen nothing: every secret vote has an abstention.
    private static string Counted(string option) => option == VoteSlip.Spoilt ? VoteOption.Abstain : option;

    // Of a secret vote neither voter nor sheet.
    private static string Named(SlipKind kind, string about) => kind is SlipKind.Handed or SlipKind.Sheet ? $"{kind}" : $"{kind} {about}".TrimEnd();

    private static bool IsOpen(VoteBook book) => HasAgreed(book, SlipKind.Urn, "");

    private static bool HasAgreed(VoteBook book, SlipKind kind, string about) => book.Slips.Of(kind, about).Any(slip => slip.By is null);

    private async Task<Result<PaperAnswer>> GiveAsync(
        VoteId id, VoteCommand command, Actor actor, string what, Func<VoteBook, DateTimeOffset, Result<PaperAnswer>> step, CancellationToken cancellation)
    {
        PaperAnswer? answer = null;
        var given = await _commands.GiveAsync(id, command, actor, () => $"{what}: {answer!.Outcome}", (book, now, _) =>
        {
            Result<PaperAnswer> result = BallotRules.NotNow(book, now) is { } late ? late : step(book, now);
            answer = result.Succeeded ? result.Value : null;
            return result.Problem;
        }, cancellation);
        return given.Succeeded ? answer ?? new PaperAnswer(PaperOutcome.Before) : given.Problem;
    }
}
