using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>A repair as its reporter gets it back.</summary>
/// <param name="Repair">As stored.</param>
/// <param name="Code">What somebody without an account needs to look it up, confirm and rate; null for an account.</param>
public sealed record ReportedRepair(Repair Repair, string? Code);

/// <summary>A repair as one of those who reported it looks at it.</summary>
/// <param name="Repair">As stored.</param>
/// <param name="Me">Which of its reporters that is.</param>
public sealed record OwnRepair(Repair Repair, RepairReporter Me);

/// <summary>What those who report do: report, join, confirm, object, rate. Open to everybody; the repair itself knows its reporters.</summary>
public sealed class ReportDesk
{
    private const int MostOwn = 100;
    private const string OwnWish = "报修人自己删除";
    private readonly RepairLedger _ledger;
    private readonly IRepairStore _store;
    private readonly RepairCodes _codes;
    private readonly AssetDirectory _assets;
    private readonly RepairCommands _commands;
    private readonly CommandLog _log;
    private readonly TimeProvider _time;
    private readonly RepairEraser _eraser;

    internal ReportDesk(RepairLedger ledger, IRepairStore store, RepairCodes codes, AssetDirectory assets, RepairCommands commands, RepairEraser eraser, CommandLog log, TimeProvider time) =>
        (_ledger, _store, _codes, _assets, _commands, _eraser, _log, _time) = (ledger, store, codes, assets, commands, eraser, log, time);

    /// <summary>Reports something broken. The same key again is the same repair.</summary>
    public async Task<Result<ReportedRepair>> ReportAsync(RepairReport report, Actor actor, CancellationToken cancellation)
    {
        var action = RepairEntries.ActionOf(RepairCommand.Report);
        report = _assets.Complete(report, actor.Community);
        if (await AgainAsync(report, actor, cancellation) is { } again)
        {
            return again;
        }

        if ((RepairRights.Table.Refusal(RepairCommand.Report, actor, actor.Community) ?? ReportPolicy.Problem(report)) is { } problem)
        {
            return await _log.RefuseAsync(actor with { CommandKey = null }, action, "repair:", problem, cancellation);
        }

        var now = _time.GetUtcNow();
        var code = actor.Id == Actor.LinkId ? RepairCodes.New() : null;
        var added = await _ledger.AddAsync(
            Repair.Report(report, actor, Reporter(1, actor, report.Contact, code, now), now), repair => RepairEntries.Of(_log, actor, action, null, repair), cancellation);
        return added is not null ? new ReportedRepair(added, code)
            : await AgainAsync(report, actor, cancellation) is { } other ? other
            : new CommandKeyReused();
    }

    /// <summary>I have the same trouble: one more who is told and may object.</summary>
    public async Task<Result<ReportedRepair>> JoinAsync(RepairId id, string contact, string note, IReadOnlyList<string> photos, Actor actor, CancellationToken cancellation)
    {
        if (contact.Length > Repair.LineLength || note.Length > Repair.NoteLength)
        {
            return new RepairNoteNeeded();
        }

        if (ReportPolicy.PhotosProblem(photos) is { } problem)
        {
            return problem;
        }

        var code = actor.Id == Actor.LinkId ? RepairCodes.New() : null;
        var result = await _commands.GiveAsync(
            id, RepairCommand.Join, actor, (repair, at) => repair.Join(Reporter(0, actor, contact.Trim(), code, at), note.Trim(), photos, actor, at), cancellation);
        return result.Succeeded ? new ReportedRepair(result.Value, code) : result.Problem;
    }

    /// <summary>It is fixed, says who reported it.</summary>
    public Task<Result<Repair>> ConfirmAsync(RepairId id, string? code, Actor actor, CancellationToken cancellation) =>
        AsReporterAsync(id, RepairCommand.Confirm, code, actor, (repair, _, at) => repair.Confirm(actor, at), cancellation);

    /// <summary>It is not fixed, says who reported it.</summary>
    public Task<Result<Repair>> NotFixedAsync(RepairId id, string? code, string note, IReadOnlyList<string> photos, Actor actor, CancellationToken cancellation) =>
        AsReporterAsync(
            id, RepairCommand.NotFixed, code, actor,
            (repair, _, at) => note.Length > Repair.NoteLength || (string.IsNullOrWhiteSpace(note) && photos.Count == 0) ? new RepairNoteNeeded()
                : ReportPolicy.PhotosProblem(photos) is { } problem ? problem
                : repair.NotFixed(note.Trim(), photos, actor, at),
            cancellation);

    /// <summary>1 to 5 with a comment, once for each who reported, when it is completed. Of a duplicate: the one it was merged into.</summary>
    public Task<Result<Repair>> RateAsync(RepairId id, string? code, int rating, string comment, Actor actor, CancellationToken cancellation) =>
        AsReporterAsync(
            id, RepairCommand.Rate, code, actor,
            (repair, reporter, at) => comment.Length > Repair.NoteLength ? new RepairNoteNeeded() : repair.Rate(reporter, rating, comment.Trim(), actor, at),
            cancellation);

    /// <summary>Forget how I can be reached. The repair goes on, and the account or the code still opens it.</summary>
    public async Task<Result<Repair>> EraseOwnAsync(RepairId id, string? code, Actor actor, CancellationToken cancellation) =>
        await StrangerAsync(id, RepairCommand.EraseOwn, code, actor, cancellation) is { } stranger ? stranger
        : await _eraser.EraseAsync(
            id, RepairCommand.EraseOwn,
            repair => _codes.ReporterOf(repair, actor, code) is var me && me.Succeeded ? Result.Of<IReadOnlyList<RepairReporter>>([me.Value]) : me.Problem!,
            photos: false, OwnWish, actor, cancellation);

    /// <summary>The entry of who asks among those who reported; null for anybody else.</summary>
    public RepairReporter? OwnOf(Repair repair, string? code, Actor actor) => _codes.ReporterOf(repair, actor, code) is { Succeeded: true } own ? own.Value : null;

    /// <summary>The repair as its reporter may see it: with the account or the code.</summary>
    public async Task<Result<OwnRepair>> FindAsync(RepairId id, string? code, Actor actor, CancellationToken cancellation)
    {
        if (await _ledger.FindAsync(id, cancellation) is not { } repair || repair.Community != actor.Community)
        {
            return new RepairNotFound(id);
        }

        var reporter = _codes.ReporterOf(repair, actor, code);
        return reporter.Succeeded ? new OwnRepair(repair, reporter.Value) : reporter.Problem;
    }

    /// <summary>What the account reported, newest first.</summary>
    public async Task<IReadOnlyList<Repair>> MineAsync(Actor actor, CancellationToken cancellation) =>
        (await _store.PageAsync(new RepairQuery(actor.Community) { Reporter = actor.Id, Take = MostOwn }, cancellation)).Items;

    /// <summary>What everybody may read: only what people reported, nobody's contact, no code. Newest first.</summary>
    public async Task<IReadOnlyList<Repair>> ListOpenlyAsync(RepairQuery query, CancellationToken cancellation) =>
        [.. (await _store.PageAsync(query with { FromPeople = true }, cancellation)).Items.Select(repair => repair.WithoutPeople())];

    private async Task<Result<ReportedRepair>?> AgainAsync(RepairReport report, Actor actor, CancellationToken cancellation)
    {
        var known = actor.CommandKey is { } key ? await _store.FindByKeyAsync(actor.Community, key, cancellation)
            : report.Source.Length > 0 ? await _store.FindBySourceAsync(actor.Community, report.Source, cancellation)
            : null;
        return known is null ? null
            : known.Steps[0].By != actor.Id || (actor.CommandKey is not null && !IsSame(known, report)) ? new CommandKeyReused()
            : new ReportedRepair(known, actor.Id == Actor.LinkId ? _codes.CodeOf(known.Reporters[0]) : null);
    }

    private static bool IsSame(Repair known, RepairReport report) => (known.Title, known.Description, known.Location) == (report.Title.Trim(), report.Description.Trim(), report.Location.Trim()) && known.Reporters[0].Contact == report.Contact.Trim();

    // A duplicate's reporters speak about the one that is worked on.
    private async Task<Result<Repair>> AsReporterAsync(
        RepairId id, RepairCommand command, string? code, Actor actor, Func<Repair, RepairReporter, DateTimeOffset, Result<Repair>> decide, CancellationToken cancellation)
    {
        var about = id;
        for (var hops = 0; hops < 10 && await _ledger.FindAsync(about, cancellation) is { DuplicateOf: { } other }; hops++)
        {
            about = other;
        }

        return await StrangerAsync(about, command, code, actor, cancellation) is { } stranger ? stranger
            : await _commands.GiveAsync(
                about, command, actor,
                (repair, at) => _codes.ReporterOf(repair, actor, code) is var reporter && reporter.Succeeded ? decide(repair, reporter.Value, at) : reporter.Problem!,
                cancellation);
    }

    // Before anything else, the first answer to a key included: that is for its reporter only.
    private async Task<Problem?> StrangerAsync(RepairId id, RepairCommand command, string? code, Actor actor, CancellationToken cancellation) =>
        await _ledger.FindAsync(id, cancellation) is { } known && known.Community == actor.Community && _codes.ReporterOf(known, actor, code) is { Problem: { } stranger }
            ? await _log.RefuseAsync(actor with { CommandKey = null }, RepairEntries.ActionOf(command), known.Subject, stranger, cancellation)
            : null;

    private RepairReporter Reporter(int number, Actor actor, string contact, string? code, DateTimeOffset at) =>
        new(number, actor.Id == Actor.LinkId ? null : actor.Id, contact.Trim(), at) { Code = code is null ? "" : _codes.Seal(code) };
}
