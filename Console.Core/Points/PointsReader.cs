using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Sums up the bank for screens: a wallet for its owner, rules and ranking for everybody, the desk for staff. Checks rights itself.</summary>
public sealed class PointsReader(IPointsStore store, HomeDirectory homes, IResolutions resolutions, PointsFigures figures, EstateCalendar calendar, TimeProvider time)
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
            var undone = figures.Of(sight, calendar.Day).Undone;
            return new PointsWallet(
                member,
                member is null ? 0 : sight.BalanceOf(member.Account),
                member is null ? [] : [.. sight.EntriesOf(member.Account, long.MaxValue, PageSize).Select(entry => View(sight, rules, undone, entry, entry.Of(member.Account), isOwn: true))],
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
            var sums = figures.Of(sight, calendar.Day);
            var members = sight.Members().ToDictionary(member => member.Account);
            return new PointsPublic(
                [.. rules.Reverse()],
                PointRules.On(Today, rules),
                Ranking(sums, members, since, until, me),
                Participation(sums, members, households),
                [.. sight.Entries(before, PageSize).Select(entry => View(sight, rules, sums.Undone, entry, entry.Points, isOwn: false) with { Hash = Convert.ToHexStringLower(entry.Hash) })],
                sight.Last?.Number ?? 0,
                -sums.Balances.GetValueOrDefault(PointsAccounts.Issue(community)),
                sums.Balances.GetValueOrDefault(PointsAccounts.Redeemed(community)),
                Offer(sight, rules),
                sight.Last is { } last ? Convert.ToHexStringLower(last.Hash) : "");
        }, cancellation);
    }

    /// <summary>The resident's whole statement, oldest first.</summary>
    public async Task<Result<IReadOnlyList<EntryView>>> StatementAsync(Actor resident, CancellationToken cancellation)
    {
        if (PointsRights.Table.Refusal(PointsCommand.Own, resident, resident.Community) is { } denied)
        {
            return denied;
        }

        return Result.Of(await store.LookAsync(resident.Community, sight => sight.MemberOf(resident.Id) is { } me ? Views(sight, sight.EntriesOf(me.Account, long.MaxValue, int.MaxValue), me.Account) : [], cancellation));
    }

    /// <summary>All versions of the rules, oldest first.</summary>
    public Task<IReadOnlyList<PointRules>> RulesAsync(string community, CancellationToken cancellation) => store.LookAsync(community, sight => sight.Rules(), cancellation);

    /// <summary>A piece of the public ledger, newest first: nothing in it tells whose an entry is.</summary>
    public Task<IReadOnlyList<EntryView>> LedgerAsync(string community, long before, int most, CancellationToken cancellation) =>
        store.LookAsync(community, sight => Views(sight, sight.Entries(before, most), null), cancellation);

    /// <summary>Somebody at the counter.</summary>
    public async Task<Result<MemberCard>> MemberAsync(LedgerKey account, Actor actor, CancellationToken cancellation)
    {
        if (PointsRights.Table.Refusal(PointsCommand.Look, actor, actor.Community) is { } denied)
        {
            return denied;
        }

        return await store.LookAsync<Result<MemberCard>>(actor.Community, sight => sight.Member(account) is not { } member
            ? new PointsMemberNotFound()
            : new MemberCard(member, sight.BalanceOf(account), Views(sight, sight.EntriesOf(account, long.MaxValue, PageSize), account), sight.VouchersOf(account), Offer(sight, sight.Rules())), cancellation);
    }

    /// <summary>What the chair begins new rules with.</summary>
    public async Task<Result<RulesBeginning>> BeginningAsync(Actor chair, CancellationToken cancellation)
    {
        if (PointsRights.Table.Refusal(PointsCommand.Publish, chair, chair.Community) is { } denied)
        {
            return denied;
        }

        var versions = await store.LookAsync(chair.Community, sight => sight.Rules(), cancellation);
        var newest = versions is [.., var last] ? last : null;
        var earliest = Today.AddDays(RulesDecisions.NoticeDays);
        return new RulesBeginning(
            newest,
            [.. resolutions.Adopted(chair.Community).Where(resolution => versions.All(rules => rules.Resolution != resolution.Number))],
            newest is not null && newest.From >= earliest ? newest.From.AddDays(1) : earliest);
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
            var balances = figures.Of(sight, calendar.Day).Balances;
            return new PointsDeskView(
                [.. sight.Members().OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.Home, StringComparer.Ordinal).Select(member => new MemberView(member, balances.GetValueOrDefault(member.Account)))],
                Activities(sight, rules, since),
                sight.Vouchers(MostVouchers),
                Offer(sight, rules),
                PointRules.On(Today, rules),
                [.. rules.Reverse()]);
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

    private static List<RankView> Ranking(PointsFigures.Shown sums, Dictionary<LedgerKey, PointsMember> members, DateOnly since, DateOnly until, StaffId? me)
    {
        var listed = sums.Ranking(since, until)
            .Select(each => (Member: members.GetValueOrDefault(each.Key), Points: each.Value))
            .Where(each => each.Member is { IsUnranked: false })
            .Take(MostPlaces).ToList();
        return [.. listed.Select(each => new RankView(
            1 + listed.Count(other => other.Points > each.Points), PersonalData.Name(each.Member!.Name), each.Points, me is { } person && each.Member.Person == person))];
    }

    private List<ParticipationView> Participation(PointsFigures.Shown sums, Dictionary<LedgerKey, PointsMember> members, int households)
    {
        var first = new DateOnly(Today.Year, Today.Month, 1).AddMonths(1 - Months);
        return
        [
            .. Enumerable.Range(0, Months).Select(back => first.AddMonths(back)).Select(month => new ParticipationView(
                month,
                (sums.ActiveByMonth.GetValueOrDefault(month) ?? (IReadOnlySet<LedgerKey>)new HashSet<LedgerKey>()).Select(members.GetValueOrDefault).OfType<PointsMember>()
                    .Select(member => member.Home.Length > 0 ? member.Home : member.Account.ToString()).Distinct().Count(),
                households)),
        ];
    }

    private IReadOnlyList<EntryView> Views(IPointsSight sight, IReadOnlyList<PointsEntry> entries, LedgerKey? owner)
    {
        var (rules, undone) = (sight.Rules(), figures.Of(sight, calendar.Day).Undone);
        return [.. entries.Select(entry => View(sight, rules, undone, entry, owner is { } account ? entry.Of(account) : entry.Points, isOwn: owner is not null) with { Hash = Convert.ToHexStringLower(entry.Hash) })];
    }

    private static EntryView View(IPointsSight sight, IReadOnlyList<PointRules> rules, IReadOnlySet<long> undone, PointsEntry entry, long change, bool isOwn)
    {
        var told = entry.Note.Undoes > 0 ? sight.ByNumber(entry.Note.Undoes) ?? entry : entry;
        var note = told.Note;
        var version = rules.FirstOrDefault(each => each.Version == note.Version);
        var title = isOwn && Guid.TryParse(note.For.Split(':') is ["activity", var id] ? id : "", out var activity) ? sight.Activity(activity)?.Title ?? "" : "";
        return new EntryView(
            entry.Number, entry.At, entry.Kind, change, version?.Find(note.What)?.Name ?? version?.FindReward(note.What)?.Name, note.Version, entry.Note.Undoes,
            entry.Kind is PointsKind.Award or PointsKind.Redemption && undone.Contains(entry.Number), title);
    }
}
