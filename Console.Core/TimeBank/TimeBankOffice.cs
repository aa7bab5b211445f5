using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>A member as staff sees one; the name is masked.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">Masked; empty once forgotten.</param>
/// <param name="Home">The home's id; empty where it is not known.</param>
/// <param name="HasPhone">Signs in, and so confirms on the phone.</param>
/// <param name="Figures">Balance, floor, status.</param>
public sealed record TimeMemberView(Id32 Account, string Name, string Home, bool HasPhone, TimeMember Figures);

/// <summary>What the coordinator's desk shows.</summary>
/// <param name="Waiting">Records that wait for a confirmation, oldest first.</param>
/// <param name="Members">Everybody, by name.</param>
public sealed record TimeDeskView(IReadOnlyList<RecordView> Waiting, IReadOnlyList<TimeMemberView> Members);

/// <summary>Disputes.</summary>
/// <param name="Open">Those nobody has ruled on, oldest first.</param>
/// <param name="Ruled">The last ruled on, newest first.</param>
public sealed record TimeDisputesView(IReadOnlyList<RecordView> Open, IReadOnlyList<RecordView> Ruled);

/// <summary>An age band of the members.</summary>
/// <param name="From">Its first age; 0 with <paramref name="To"/> 0 for those nobody knows any more.</param>
/// <param name="To">Its last age.</param>
/// <param name="Members">How many.</param>
/// <param name="Owed">Minutes the scheme owes them: their balances above nothing.</param>
/// <param name="Owing">Minutes they owe the scheme, as a number above nothing.</param>
public sealed record AgeBandView(int From, int To, int Members, long Owed, long Owing);

/// <summary>A week of the scheme.</summary>
/// <param name="Monday">Its first day.</param>
/// <param name="Minutes">Minutes settled in it.</param>
public sealed record WeekView(DateOnly Monday, long Minutes);

/// <summary>How the scheme does. Sums only.</summary>
/// <param name="Members">Members who can trade.</param>
/// <param name="Pool">The pool, in minutes; below nothing where grants went before gifts.</param>
/// <param name="Cap">How far it may fall.</param>
/// <param name="Bands">Hours owed by age.</param>
/// <param name="Weeks">The last weeks, oldest first.</param>
/// <param name="Waiting">Records without a confirmation.</param>
/// <param name="Disputed">Disputes nobody has ruled on.</param>
/// <param name="Paused">Whether the bank is stopped.</param>
/// <param name="Entries">Entries of the ledger.</param>
public sealed record TimeHealthView(int Members, long Pool, long Cap, IReadOnlyList<AgeBandView> Bands, IReadOnlyList<WeekView> Weeks, int Waiting, int Disputed, bool Paused, long Entries)
{
    /// <summary>How much of the guarantee is used, in minutes.</summary>
    public long Used => Math.Max(0, -Pool);
}

/// <summary>Sums up the bank for the desk, the dispute desk and the page of its health. Checks rights itself.</summary>
public sealed class TimeBankOffice(ITimeBankStore store, EstateCalendar calendar, TimeProvider time)
{
    private const int MostRuled = 30;
    private const int Weeks = 8;
    private const int MostEntries = 20_000;
    private static readonly (int From, int To)[] Bands = [(0, 59), (60, 69), (70, 79), (80, 150)];

    /// <summary>The coordinator's desk.</summary>
    public async Task<Result<TimeDeskView>> DeskAsync(Actor actor, CancellationToken cancellation) =>
        TimeBankRights.Table.Refusal(TimeBankCommand.Look, actor, store.Community) is { } denied ? denied
        : await store.LookAsync(sight => new TimeDeskView(
            [.. Records(sight, RecordStatus.Filed).OrderBy(record => record.FiledAt)],
            [.. sight.People().OrderBy(person => person.Name, StringComparer.Ordinal).Select(person => new TimeMemberView(
                person.Account, PersonalData.Name(person.Name), person.Home, person.Person is not null, sight.State.Member(person.Account)))]), cancellation);

    /// <summary>The dispute desk.</summary>
    public async Task<Result<TimeDisputesView>> DisputesAsync(Actor actor, CancellationToken cancellation) =>
        TimeBankRights.Table.Refusal(TimeBankCommand.Look, actor, store.Community) is { } denied ? denied
        : await store.LookAsync(sight => new TimeDisputesView(
            [.. Records(sight, RecordStatus.Disputed).OrderBy(record => record.EndedAt)],
            [.. Records(sight, RecordStatus.Upheld, RecordStatus.Reversed).OrderByDescending(record => record.EndedAt).Take(MostRuled)]), cancellation);

    /// <summary>How the scheme does, for everybody of the community.</summary>
    public async Task<Result<TimeHealthView>> HealthAsync(Actor actor, CancellationToken cancellation) =>
        TimeBankRights.Table.Refusal(TimeBankCommand.Read, actor, store.Community) is { } denied ? denied
        : await store.LookAsync(Health, cancellation);

    private TimeHealthView Health(ITimeBankSight sight)
    {
        var today = calendar.Day(time.GetUtcNow());
        var ages = sight.People().ToDictionary(person => person.Account, person => today.Year - person.BirthYear);
        var members = sight.State.Members.Where(member => member.Value.Status != MemberStatus.Closed).ToList();
        return new TimeHealthView(
            members.Count(member => member.Value.Status == MemberStatus.Active),
            sight.State.Pool,
            sight.State.Cap,
            [.. Bands.Select(band => Band(band.From, band.To, [.. members.Where(member => ages.TryGetValue(member.Key, out var age) && age >= band.From && age <= band.To).Select(member => member.Value)]))],
            WeeksOf(sight, today),
            sight.State.Records.Values.Count(record => record.Status == RecordStatus.Filed),
            sight.State.Records.Values.Count(record => record.Status == RecordStatus.Disputed),
            sight.State.Paused,
            sight.Last?.Number ?? 0);
    }

    private static AgeBandView Band(int from, int to, IReadOnlyList<TimeMember> members) => new(
        from, to, members.Count, members.Sum(member => Math.Max(0, member.Balance)), -members.Sum(member => Math.Min(0, member.Balance)));

    private List<WeekView> WeeksOf(ITimeBankSight sight, DateOnly today)
    {
        var first = today.AddDays(-(((int)today.DayOfWeek + 6) % 7)).AddDays(7 * (1 - Weeks));
        var minutes = new long[Weeks];
        foreach (var entry in sight.Entries(long.MaxValue, MostEntries))
        {
            var week = (calendar.Day(entry.At).DayNumber - first.DayNumber) / 7;
            if (calendar.Day(entry.At) < first)
            {
                break;
            }

            minutes[week] += entry.Kind == TimeEntryKind.Service ? entry.Minutes : 0;
        }

        return [.. minutes.Select((sum, week) => new WeekView(first.AddDays(7 * week), sum))];
    }

    private static IEnumerable<RecordView> Records(ITimeBankSight sight, params RecordStatus[] states) =>
        sight.State.Records.Where(record => states.Contains(record.Value.Status)).Select(record => TimeBankLines.Record(sight, record.Key));
}
