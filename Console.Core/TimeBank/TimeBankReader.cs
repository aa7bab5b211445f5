using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Sums up the bank for screens. Checks rights itself.</summary>
public sealed class TimeBankReader(ITimeBankStore store)
{
    /// <summary>How many lines a page of a statement has.</summary>
    public const int PageSize = 30;

    /// <summary>Whose bank it is.</summary>
    public string Community => store.Community;

    /// <summary>The resident's own statement: lines before the one numbered so.</summary>
    public async Task<Result<TimeStatement>> StatementAsync(Actor resident, CancellationToken cancellation, long before = long.MaxValue) =>
        TimeBankRights.Table.Refusal(TimeBankCommand.Own, resident, store.Community) is { } denied ? denied
        : await store.LookAsync(sight => sight.PersonOf(resident.Id) is { } me ? Statement(sight, me.Account, before) : new TimeStatement(null, TimeMember.None, [], []), cancellation);

    /// <summary>A member's statement, for staff.</summary>
    public async Task<Result<TimeStatement>> StatementOfAsync(Id32 member, Actor actor, CancellationToken cancellation, long before = long.MaxValue) =>
        TimeBankRights.Table.Refusal(TimeBankCommand.Look, actor, store.Community) is { } denied ? denied
        : await store.LookAsync(sight => Statement(sight, member, before), cancellation);

    /// <summary>The catalogue, for everybody: what can be filed now.</summary>
    public Task<IReadOnlyList<ServiceLineView>> CatalogueAsync(CancellationToken cancellation) => store.LookAsync<IReadOnlyList<ServiceLineView>>(
        sight => [.. sight.Catalogue().Select(line => new ServiceLineView(line, sight.State.Service(line.Code)))], cancellation);

    /// <summary>One record, for its sides and for staff; null where there is none or it is none of theirs.</summary>
    public Task<RecordView?> RecordAsync(Id32 record, Actor actor, CancellationToken cancellation) => store.LookAsync(sight =>
    {
        var sides = sight.State.Record(record);
        var own = sight.PersonOf(actor.Id)?.Account;
        var isAllowed = TimeBankRights.Table.Refusal(TimeBankCommand.Look, actor, store.Community) is null
            || (TimeBankRights.Table.Refusal(TimeBankCommand.Own, actor, store.Community) is null && own is { } me && (me == sides.Provider || me == sides.Receiver));
        return isAllowed && sides.Status != RecordStatus.None ? TimeBankLines.Record(sight, record) : null;
    }, cancellation);

    private static TimeStatement Statement(ITimeBankSight sight, Id32 account, long before) => new(
        sight.Person(account),
        sight.State.Member(account),
        [.. sight.EntriesOf(account, before, PageSize).Select(entry => TimeBankLines.Line(sight, entry, account))],
        [.. sight.State.Records.Where(record => record.Value.Status == RecordStatus.Filed && (record.Value.Provider == account || record.Value.Receiver == account))
            .Select(record => TimeBankLines.Record(sight, record.Key)).OrderBy(record => record.FiledAt)]);
}
