using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Consents;

/// <summary>Puts down what residents say about being watched. Checks rights itself, whatever the page showed.</summary>
public sealed class ConsentDesk
{
    private const int Attempts = 5;

    // Chinese stays readable in the audit; it is never put into a page unescaped.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    private readonly IConsentStore _store;
    private readonly ConsentBook _book;
    private readonly ConsentSweep _sweep;
    private readonly HomeDirectory _homes;
    private readonly CommandLog _log;
    private readonly EstateCalendar _calendar;
    private readonly TimeProvider _time;

    internal ConsentDesk(IConsentStore store, ConsentBook book, ConsentSweep sweep, HomeDirectory homes, CommandLog log, EstateCalendar calendar, TimeProvider time) =>
        (_store, _book, _sweep, _homes, _log, _calendar, _time) = (store, book, sweep, homes, log, calendar, time);

    /// <summary>Consent was given, or given anew: the home is watched until the end of its last day.</summary>
    /// <param name="id">Which home.</param>
    /// <param name="words">Who said it and how.</param>
    /// <param name="purposes">What was agreed to.</param>
    /// <param name="lastDay">The last day on which it holds, the estate's.</param>
    /// <param name="seen">The number of the newest statement the person saw, 0 for none: a withdrawal put down meanwhile is not overwritten.</param>
    /// <param name="actor">Who puts it down.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<HomeConsent>> RecordAsync(
        HomeId id, ConsentWords words, ConsentPurposes purposes, DateOnly lastDay, int seen, Actor actor, CancellationToken cancellation) =>
        WriteAsync(id, ConsentCommand.Record, "consent.record", actor, words, known =>
        {
            var problem = ConsentPolicy.Refusal(purposes, lastDay, Today) ?? ((known.Newest?.Number ?? 0) == seen ? null : new ConsentChangedMeanwhile(id));
            return problem is not null ? problem : Next(known, ConsentAnswer.Given, words, actor) with { Purposes = purposes, LastDay = lastDay };
        }, cancellation);

    /// <summary>Consent was withdrawn, or refused when asked: from now on the home is not watched. Said twice changes nothing.</summary>
    public async Task<Result<HomeConsent>> WithdrawAsync(HomeId id, ConsentWords words, Actor actor, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Whatever somebody else puts down at the same moment: the resident's "no" is not lost to it.
            var withdrawn = await WriteAsync(id, ConsentCommand.Withdraw, "consent.withdraw", actor, words, known =>
                known.Newest is { Answer: ConsentAnswer.Withdrawn } said ? said : Next(known, ConsentAnswer.Withdrawn, words, actor), cancellation);
            if (attempt == Attempts || withdrawn.Problem is not ConsentChangedMeanwhile)
            {
                return withdrawn;
            }
        }
    }

    /// <summary>What was said of a home.</summary>
    public Result<HomeConsent> Look(HomeId id, Actor actor) =>
        ConsentRights.Table.Refusal(ConsentCommand.Look, actor, id.Community) is { } denied ? denied : _book.Of(id);

    private DateOnly Today => _calendar.Day(_time.GetUtcNow());

    private async Task<Result<HomeConsent>> WriteAsync(
        HomeId id, ConsentCommand command, string action, Actor actor, ConsentWords words,
        Func<HomeConsent, Result<ConsentStatement>> decide, CancellationToken cancellation)
    {
        if (ConsentRights.Table.Refusal(command, actor, id.Community) is { } denied)
        {
            return await _log.RefuseAsync(actor, action, HomeDesk.Subject(id), denied, cancellation);
        }

        if (await _log.FirstAnswerAsync(actor, action, HomeDesk.Subject(id), cancellation) is { } first)
        {
            return first.Refusal is { } before ? before : _book.Of(id);
        }

        var known = _book.Of(id);
        var problem = _homes.Find(id) is null ? new HomeNotFound(id) : ConsentPolicy.Refusal(words, Today, actor.Name);
        var decided = problem is not null ? problem : decide(known);
        if (!decided.Succeeded)
        {
            return await _log.RefuseAsync(actor, action, HomeDesk.Subject(id), decided.Problem, cancellation);
        }

        if (ReferenceEquals(decided.Value, known.Newest))
        {
            return known;
        }

        var entry = _log.Done(actor, action, HomeDesk.Subject(id), Text(known.Newest), Text(decided.Value), words.Note);
        if (!await _store.AddAsync([decided.Value], [entry], cancellation))
        {
            await _book.LoadAsync(cancellation);
            return new ConsentChangedMeanwhile(id);
        }

        // From here on it holds: whoever is told now, and whoever asks.
        var next = _book.Put(decided.Value);
        await _sweep.TellAsync(id, CancellationToken.None);
        return next;
    }

    private ConsentStatement Next(HomeConsent known, ConsentAnswer answer, ConsentWords words, Actor actor) =>
        new(known.Home, (known.Newest?.Number ?? 0) + 1, answer, words, actor.Id, _time.GetUtcNow());

    private static string Text(ConsentStatement? statement) => statement is null ? "" : JsonSerializer.Serialize(statement, Readable);
}
