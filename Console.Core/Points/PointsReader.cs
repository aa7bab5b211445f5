using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Sums up the bank for screens: a wallet for its owner, rules and ranking for everybody, the desk for staff. Checks rights itself.</summary>
public sealed class PointsReader(IPointsStore store, HomeDirectory homes, EstateCalendar calendar, TimeProvider time)
{
    /// <summary>How many entries a page of the ledger has.</summary>
    public const int PageSize = 30;

    private const int DeskDays = 45;
    private const int MostActivities = 60;
    private const int MostVouchers = 200;
    private const int MostPlaces = 20;
    private const int Months = 6;

    private DateOnly Today => calendar.Day(time.GetUtcNow());

    /// <summary>The resident's own wallet.</summary>
    public async Task<Result<PointsWallet>> WalletAsync(Actor resident, CancellationToken cancellation)
    {
        if (PointsRights.Table.Refusal(PointsCommand.Own, resident, resident.Community) is { } denied)
        {
            return denied;
        }

        var now = time.GetUtcNow();
        return await store.LookAsync(resident.Community, sight =>
        {
            var rules = sight.Rules();
            var member = sight.MemberOf(resident.Id);
            return new PointsWallet(
                member,
                member is null ? 0 : sight.BalanceOf(member.Account),
                member is null ? [] : [.. sight.EntriesOf(member.Account, long.MaxValue, PageSize).Select(entry => View(sight, rules, entry, entry.Of(member.Account), isOwn: true))],
                member is null ? [] : sight.VouchersOf(member.Account),
                Offer(sight, rules),
                PointRules.On(Today, rules),
                [.. sight.Activities(now, MostActivities).Reverse()]);
        }, cancellation);
    }

    /// <summary>What everybody may read; nothing in it tells who got what, but the ranking's masked names of those who stay in it.</summary>
    /// <param name="community">Whose.</param>
    /// <param name="since">The first day of the ranking.</param>
    /// <param name="until">Its last day.</param>
    /// <param name="before">The ledger's page: entries before that number.</param>
    /// <param name="me">Who looks; null for somebody without an account.</param>
    /// <param name="cancellation">Stops.</param>
    public Task<PointsPublic> PublicAsync(string community, DateOnly since, DateOnly until, long before, StaffId? me, CancellationToken cancellation)
    {
        var households = homes.Homes(community).Count;
        return store.LookAsync(community, sight =>
        {
            var rules = sight.Rules();
            return new PointsPublic(
                [.. rules.Reverse()],
                PointRules.On(Today, rules),
                Ranking(sight, since, until, me),
                Participation(sight, households),
                [.. sight.Entries(before, PageSize).Select(entry => View(sight, rules, entry, entry.Points, isOwn: false) with { Hash = Convert.ToHexStringLower(entry.Hash) })],
                sight.Last?.Number ?? 0,
                -sight.BalanceOf(PointsAccounts.Issue(community)),
                sight.BalanceOf(PointsAccounts.Redeemed(community)),
                Offer(sight, rules),
                sight.Last is { } last ? Convert.ToHexStringLower(last.Hash) : "");
        }, cancellation);
    }

    /// <summary>The desk.</summary>
    public async Task<Result<PointsDeskView>> DeskAsync(Actor actor, CancellationToken cancellation)
    {
        if (PointsRights.Table.Refusal(PointsCommand.Look, actor, actor.Community) is { } denied)
        {
            return denied;
        }

        var since = time.GetUtcNow().AddDays(-DeskDays);
        return await store.LookAsync(actor.Community, sight =>
        {
            var rules = sight.Rules();
            var members = sight.Members();
            return new PointsDeskView(
                [.. members.OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.Home, StringComparer.Ordinal).Select(member => new MemberView(member, sight.BalanceOf(member.Account)))],
                Activities(sight, rules, since),
                sight.Vouchers(MostVouchers),
                Offer(sight, rules),
                PointRules.On(Today, rules));
        }, cancellation);
    }

    private List<ActivityView> Activities(IPointsSight sight, IReadOnlyList<PointRules> rules, DateTimeOffset since)
    {
        // Reversals come after their awards: what is left at the end stands.
        var given = new Dictionary<string, Dictionary<LedgerKey, long>>();
        var awards = new Dictionary<long, (string Occasion, LedgerKey Account)>();
        foreach (var entry in sight.Between(since, DateTimeOffset.MaxValue))
        {
            if (entry is { Kind: PointsKind.Award, Note.For: { Length: > 0 } occasion })
            {
                given.TryAdd(occasion, []);
                given[occasion][entry.Line.Debit] = entry.Number;
                awards[entry.Number] = (occasion, entry.Line.Debit);
            }
            else if (entry.Kind == PointsKind.AwardReversed && awards.TryGetValue(entry.Note.Undoes, out var undone))
            {
                given[undone.Occasion].Remove(undone.Account);
            }
        }

        return [.. sight.Activities(since, MostActivities).Select(activity => new ActivityView(
            activity, PointRules.On(calendar.Day(activity.StartsAt), rules)?.Find(activity.Rule), given.GetValueOrDefault(activity.Occasion) ?? []))];
    }

    private List<OfferView> Offer(IPointsSight sight, IReadOnlyList<PointRules> rules) =>
        [.. (PointRules.On(Today, rules)?.Rewards ?? []).Select(reward => new OfferView(reward, sight.StockOf(reward.Code)))];

    private List<RankView> Ranking(IPointsSight sight, DateOnly since, DateOnly until, StaffId? me)
    {
        var sums = new Dictionary<LedgerKey, long>();
        foreach (var award in StandingAwards(sight, Midnight(since), Midnight(until.AddDays(1))))
        {
            sums[award.Line.Debit] = sums.GetValueOrDefault(award.Line.Debit) + award.Points;
        }

        var listed = sums.Where(sum => sum.Value > 0)
            .Select(sum => (Member: sight.Member(sum.Key), Points: sum.Value))
            .Where(each => each.Member is { IsUnranked: false })
            .OrderByDescending(each => each.Points).ThenBy(each => each.Member!.Account.ToString(), StringComparer.Ordinal)
            .Take(MostPlaces).ToList();
        return [.. listed.Select(each => new RankView(
            1 + listed.Count(other => other.Points > each.Points), PersonalData.Name(each.Member!.Name), each.Points, me is { } person && each.Member.Person == person))];
    }

    private List<ParticipationView> Participation(IPointsSight sight, int households)
    {
        var first = new DateOnly(Today.Year, Today.Month, 1).AddMonths(1 - Months);
        var seen = new Dictionary<DateOnly, HashSet<string>>();
        foreach (var award in StandingAwards(sight, Midnight(first), DateTimeOffset.MaxValue))
        {
            if (award.Note.On is { } day && sight.Member(award.Line.Debit) is { } member)
            {
                var month = new DateOnly(day.Year, day.Month, 1);
                seen.TryAdd(month, []);
                seen[month].Add(member.Home.Length > 0 ? member.Home : member.Account.ToString());
            }
        }

        return [.. Enumerable.Range(0, Months).Select(back => first.AddMonths(back)).Select(month => new ParticipationView(month, seen.GetValueOrDefault(month)?.Count ?? 0, households))];
    }

    private static IEnumerable<PointsEntry> StandingAwards(IPointsSight sight, DateTimeOffset since, DateTimeOffset until)
    {
        var entries = sight.Between(since, until).ToList();
        return entries.Where(entry => entry.Kind == PointsKind.Award && !AwardDecisions.IsUndone(sight, entry));
    }

    private static EntryView View(IPointsSight sight, IReadOnlyList<PointRules> rules, PointsEntry entry, long change, bool isOwn)
    {
        var told = entry.Note.Undoes > 0 ? sight.ByNumber(entry.Note.Undoes) ?? entry : entry;
        var note = told.Note;
        var version = rules.FirstOrDefault(each => each.Version == note.Version);
        var title = isOwn && Guid.TryParse(note.For.Split(':') is ["activity", var id] ? id : "", out var activity) ? sight.Activity(activity)?.Title ?? "" : "";
        return new EntryView(
            entry.Number, entry.At, entry.Kind, change, version?.Find(note.What)?.Name ?? version?.FindReward(note.What)?.Name, note.Version, entry.Note.Undoes,
            entry.Kind is PointsKind.Award or PointsKind.Redemption && AwardDecisions.IsUndone(sight, entry), title);
    }

    private DateTimeOffset Midnight(DateOnly day) => calendar.Instant(day.ToDateTime(TimeOnly.MinValue));
}
