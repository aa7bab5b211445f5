using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>How commands about help are given: one at a time, rights, the first answer to a key, the step, the audit with it.</summary>
internal sealed class HelpCommands(HelpBoard board, OfferBoard offers, HelpBell bell, IHelpStore store, CommandLog log, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Gives a command about a request.</summary>
    /// <param name="id">Which.</param>
    /// <param name="command">By which right.</param>
    /// <param name="name">As the audit calls it.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why, for the audit.</param>
    /// <param name="decide">From what is stored (null: nothing) the request afterwards, or the refusal.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<HelpRequest>> GiveAsync(
        HelpId id, HelpCommand command, string name, Actor actor, string reason, Func<HelpRequest?, DateTimeOffset, Task<Result<HelpRequest>>> decide, CancellationToken cancellation)
    {
        var (action, subject) = ($"help.{name}", HelpRequest.SubjectOf(id));
        if (actor.Id != Actor.ProgramId && HelpRights.Table.Refusal(command, actor, board.Find(id)?.Community ?? actor.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            if (await log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
            {
                return first.Refusal is { } before ? before : board.Find(id) is { } now ? now : new HelpNotFound(id);
            }

            var stored = board.Find(id);
            var next = await decide(stored, time.GetUtcNow());
            if (next.Problem is { } refusal)
            {
                return await log.RefuseAsync(actor, action, subject, refusal, cancellation);
            }

            return next.Value == stored ? next : await SaveAsync(next.Value, stored, log.Done(actor, action, subject, Text(stored), Text(next.Value), reason), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes a step on the way to a refusal; nobody else is between.</summary>
    public async Task NoteAsync(HelpRequest next, HelpRequest stored, string name, Actor actor, CancellationToken cancellation) =>
        await SaveAsync(next, stored, log.Done(actor with { CommandKey = null }, $"help.{name}", next.Subject, Text(stored), Text(next)), cancellation);

    /// <summary>Gives a command about the person's own offer.</summary>
    public async Task<Result<HelpOffer>> OfferAsync(string name, Actor actor, Func<HelpOffer?, DateTimeOffset, Task<Result<HelpOffer>>> decide, CancellationToken cancellation)
    {
        var (action, subject) = ($"help.{name}", HelpOffer.SubjectOf(actor.Id));
        if (HelpRights.Table.Refusal(HelpCommand.Offer, actor, actor.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            var stored = offers.Find(actor.Id);
            if (await log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
            {
                return first.Refusal is { } before ? before : stored is not null ? stored : new HelperNotFound();
            }

            var next = await decide(stored, time.GetUtcNow());
            if (next.Problem is { } refusal)
            {
                return await log.RefuseAsync(actor, action, subject, refusal, cancellation);
            }

            if (next.Value == stored)
            {
                return next;
            }

            if (!await store.SaveAsync(next.Value, [log.Done(actor, action, subject, Text(stored), Text(next.Value))], cancellation))
            {
                offers.Show(await store.ListOffersAsync(cancellation));   // another process was faster
                return new HelpChangedMeanwhile();
            }

            offers.Show([next.Value]);
            bell.Ring(actor.Community);
            return next;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes what is personal of somebody out of requests that have ended, out of the offer and out of the audit about them.</summary>
    /// <returns>From how many requests.</returns>
    public async Task<Result<int>> EraseAsync(HelpPerson person, string reason, Actor actor, CancellationToken cancellation)
    {
        const string Action = "help.erase";
        const string Subject = "help.person";
        if (HelpRights.Table.Refusal(HelpCommand.Erase, actor, actor.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, Action, Subject, denied, cancellation);
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            if (actor.Role == Role.Resident && person.Account != actor.Id)
            {
                return await log.RefuseAsync(actor, Action, Subject, new HelpNotYours(default), cancellation);
            }

            var mine = board.Latest(actor.Community).Where(help => help.Names(person)).ToList();
            if (mine.Any(help => !help.HasEnded))
            {
                return await log.RefuseAsync(actor, Action, Subject, new HelpStillRunning(), cancellation);
            }

            var offer = person.Account is { } account ? offers.Find(account) : null;
            List<HelpRequest> changed = [.. mine.Select(help => help.Erase(person, actor, time.GetUtcNow()))];
            var subjects = changed.Select(help => help.Subject).Concat(person.Account is { } helper ? [HelpOffer.SubjectOf(helper)] : []).ToList();
            var entry = log.Done(actor, Action, Subject, "", FormattableString.Invariant($"{changed.Count} requests"), reason);
            if (!await store.EraseAsync(changed, offer?.Helper, [entry], subjects, cancellation))
            {
                board.Show(await store.ListAsync(cancellation));
                return new HelpChangedMeanwhile();
            }

            board.Show(changed);
            if (offer is not null)
            {
                offers.Forget(offer);
            }

            bell.Ring(actor.Community);
            return changed.Count;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Result<HelpRequest>> SaveAsync(HelpRequest next, HelpRequest? stored, AuditEntry entry, CancellationToken cancellation)
    {
        if (!await store.SaveAsync(next, stored?.Version ?? 0, [entry], cancellation))
        {
            board.Show(await store.ListAsync(cancellation));   // another process was faster
            return new HelpChangedMeanwhile();
        }

        board.Show([next]);
        bell.Ring(next.Community);
        return next;
    }

    // No name, number or word of anybody: the record itself holds them, where they can be erased.
    private static string Text(HelpRequest? help) => help is null ? "" : FormattableString.Invariant($"{help.State} service {help.Wish.Service} {help.Wish.At:yyyy-MM-ddTHH:mmZ} {help.Wish.Minutes} min helper {help.Helper?.Account}");

    private static string Text(HelpOffer? offer) => offer is null ? "" : $"{(offer.IsOpen ? "open" : "closed")} services {string.Join(',', offer.Terms.Services)} {offer.Terms.Reach}";
}
