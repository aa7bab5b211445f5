using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>Takes in the numbers of the estate's people. Checks rights itself, whatever the page showed; every table is audited.</summary>
public sealed class MakeUpDesk
{
    private readonly DelegateDirectory _directory;
    private readonly IDelegateStore _store;
    private readonly HomeDirectory _homes;
    private readonly EstateCalendar _calendar;
    private readonly CommandLog _log;
    private readonly TimeProvider _time;

    internal MakeUpDesk(DelegateDirectory directory, IDelegateStore store, HomeDirectory homes, EstateCalendar calendar, CommandLog log, TimeProvider time) =>
        (_directory, _store, _homes, _calendar, _log, _time) = (directory, store, homes, calendar, log, time);

    /// <summary>Replaces the table of its kind.</summary>
    /// <param name="table">All of it, with the version that was looked at (0: there was none).</param>
    /// <param name="actor">Who brings it.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<MakeUpTable>> ReplaceAsync(MakeUpTable table, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(actor);
        const string action = "delegate.countestate";
        if (DelegateRights.Table.Refusal(DelegateCommand.CountEstate, actor, table.Community) is { } denied)
        {
            return await _log.RefuseAsync(actor, action, table.Subject, denied, cancellation);
        }

        var stored = _directory.Find(table.Community, table.Kind);
        if (await _log.FirstAnswerAsync(actor, action, table.Subject, cancellation) is { } first)
        {
            return first.Refusal is { } before ? before : stored is { } now ? now : new MakeUpChangedMeanwhile(table.Kind);
        }

        var next = table with { Source = table.Source.Trim(), Version = table.Version + 1 };
        var problem = (stored?.Version ?? 0) != table.Version
            ? new MakeUpChangedMeanwhile(table.Kind)
            : next.Refusal(MakeUpTable.GroupsOf(table.Kind, table.Community, _homes), _calendar.Day(_time.GetUtcNow()));
        if (problem is not null)
        {
            return await _log.RefuseAsync(actor, action, table.Subject, problem, cancellation);
        }

        if (!await _store.SaveAsync(next, _log.Done(actor, action, table.Subject, stored?.ToString() ?? "", next.ToString()), cancellation))
        {
            await _directory.LoadAsync(cancellation);   // another process was faster
            return new MakeUpChangedMeanwhile(table.Kind);
        }

        _directory.Put(next);
        return next;
    }
}
