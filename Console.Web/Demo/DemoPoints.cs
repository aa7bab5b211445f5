using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Demo;

/// <summary>
/// Half a year of a points bank: the article's rules, activities, awards, vouchers. Every step is decided by the rules of the program, at
/// the time where it was. The share of households that takes part rises as in the article's story, from 15 to 42 per cent.
/// </summary>
internal sealed class DemoPoints(
    IPointsStore store, ITopicStore topics, IHomeStore homes, EstateCalendar calendar, IOptions<DemoOptions> demo, IOptions<CommunityOptions> community, TimeProvider time) : HostedStart
{
    private static readonly int[] PercentByMonth = [15, 19, 24, 30, 36, 42];

    private static readonly (string Title, string Rule, int Minutes, string Place)[] Kinds =
    [
        ("垃圾分类督导", "sorting", 60, "东门垃圾房"), ("议事会开放日", "council", 90, "社区活动室"), ("陪独居老人聊天", "volunteer", 90, "各楼上门"), ("楼道清洁", "volunteer", 60, "3、5 号楼"),
    ];

    private readonly List<Func<IPointsSight, Result<PointsChange>>> _steps = [];

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        var id = community.Value.Id;
        if (!demo.Value.Enabled || await store.LookAsync(id, sight => sight.Last is not null, cancellationToken))
        {
            return;
        }

        // A demo too small for topics has no rules, and so no points.
        var all = await topics.ListAsync(cancellationToken);
        if (all.FirstOrDefault(topic => topic.Community == id && topic.Proposal.Title == DemoTopicPlan.PointsTitle) is not { } first
            || all.FirstOrDefault(topic => topic.Community == id && topic.Proposal.Title == DemoTopicPlan.PointsRevisionTitle) is not { } second)
        {
            return;
        }

        var register = await homes.LoadAsync(cancellationToken);
        Plan([.. register.Homes.Where(home => home.Id.Community == id).OrderBy(home => home.Id.Home, StringComparer.Ordinal)], Of(first), Of(second), time.GetUtcNow());

        // One transaction: a start that was interrupted begins with an empty bank again. What cannot be (a balance too small, a day that is full) is left out.
        await store.GiveAsync(id, _steps, cancellationToken);
    }

    private static Resolution Of(Topic topic) => new(topic.Id.Value, topic.Proposal.Title, Adopted: true);

    private void Plan(IReadOnlyList<Home> register, Resolution first, Resolution second, DateTimeOffset now)
    {
        var today = calendar.Day(now);
        var opening = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - PercentByMonth.Length);
        var begin = Noon(opening.AddDays(-10));
        var random = new Random(20261130);
        _steps.Add(sight => RulesDecisions.Publish(sight, DemoPointRules.First(opening), first, begin, calendar.Day(begin)));

        var members = register.Select(home => new PointsMember(Account(home.Id.Home), home.Resident.Name, home.Id.Home, null, begin)).ToList();
        var residents = DemoPointRules.Residents.Select((name, index) => new PointsMember(
            Account($"resident {index}"), name, "", new StaffId(DemoAccounts.IdOf(Role.Resident, index + 1)), begin)).ToList();
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));
        foreach (var member in members.Take(members.Count * PercentByMonth[^1] / 100 + 10).Concat(residents))
        {
            _steps.Add(sight => MemberDecisions.Enrol(sight, member));
        }

        foreach (var (reward, count) in new[] { ("market-10", 120), ("cleaning", 20), ("parking", 6), ("star", 3) })
        {
            var by = new StaffId(DemoAccounts.IdOf(Role.StationClerk));
            _steps.Add(sight => RedemptionDecisions.Stock(sight, reward, count, Guid.NewGuid(), by, Noon(opening), opening));
        }

        for (var index = 0; index < PercentByMonth.Length; index++)
        {
            Month(opening.AddMonths(index), [.. members.Take(members.Count * PercentByMonth[index] / 100)], residents, now, random);
        }

        Coming(today);
        var published = now.AddMinutes(-5);
        _steps.Add(sight => RulesDecisions.Publish(sight, DemoPointRules.Second(calendar.Day(published).AddDays(RulesDecisions.NoticeDays)), second, published, calendar.Day(published)));
    }

    // Each household of the month comes to one activity or two, the residents with a phone to more.
    private void Month(DateOnly month, IReadOnlyList<PointsMember> active, IReadOnlyList<PointsMember> residents, DateTimeOffset now, Random random)
    {
        var last = Math.Min(DateTime.DaysInMonth(month.Year, month.Month), calendar.Day(now) is var today && today.Month == month.Month && today.Year == month.Year ? today.Day : 31);
        var groups = Enumerable.Range(0, 8).Select(number => new List<PointsMember>()).ToArray();
        foreach (var member in active)
        {
            groups[random.Next(groups.Length)].Add(member);
            if (random.Next(3) == 0)
            {
                groups[random.Next(groups.Length)].Add(member);
            }
        }

        foreach (var (resident, place) in residents.Select((resident, place) => (resident, place)))
        {
            for (var group = place % 3; group < groups.Length; group += 2 + (place % 3))
            {
                groups[group].Add(resident);
            }
        }

        for (var number = 0; number < groups.Length; number++)
        {
            var day = new DateOnly(month.Year, month.Month, 1 + (number * (last - 1) / groups.Length));
            var starts = calendar.Instant(day.ToDateTime(new TimeOnly(9 + (number % 2 * 5), 0)));
            if (starts.AddHours(3) < now)
            {
                Activity(Kinds[number % Kinds.Length], starts, groups[number].Distinct());
            }
        }

        Redeem(month, active, residents, last, now, random);
    }

    private void Activity((string Title, string Rule, int Minutes, string Place) kind, DateTimeOffset starts, IEnumerable<PointsMember> people)
    {
        var by = new StaffId(DemoAccounts.IdOf(Role.SocialWorker));
        var day = calendar.Day(starts);
        var activity = new PointsActivity(new CanonicalBytes().Add("demo activity").Add(starts).ToGuid(), kind.Title, kind.Rule, starts, kind.Minutes, kind.Place, by);
        _steps.Add(sight => MemberDecisions.Plan(sight, activity, day, day));
        foreach (var person in people)
        {
            var ask = new AwardAsk(person.Account, kind.Rule, activity.Occasion, kind.Rule == "volunteer" ? kind.Minutes : 1, day, by);
            _steps.Add(sight => AwardDecisions.Give(sight, ask, starts.AddMinutes(kind.Minutes + 10), day));
        }
    }

    // Whoever has a hundred and more sometimes spends them at the month's end; most vouchers are used within days, one is given back.
    private void Redeem(DateOnly month, IReadOnlyList<PointsMember> active, IReadOnlyList<PointsMember> residents, int last, DateTimeOffset now, Random random)
    {
        var at = Earlier(Noon(new DateOnly(month.Year, month.Month, last)), now.AddMinutes(-20));
        foreach (var member in active.Concat(residents.Take(3)).Where(_ => random.Next(4) == 0).ToList())
        {
            var reward = random.Next(5) == 0 ? "cleaning" : "market-10";
            var (code, end) = (PointsVoucher.NewCode(), random.Next(10));
            _steps.Add(sight => RedemptionDecisions.Redeem(sight, new RedemptionAsk(member.Account, reward, Guid.NewGuid(), code), at, calendar.Day(at)));
            if (end == 0)
            {
                _steps.Add(sight => RedemptionDecisions.Cancel(sight, code, null, new StaffId(DemoAccounts.IdOf(Role.StationClerk)), at, calendar));
            }
            else if (end < 8)
            {
                _steps.Add(sight => RedemptionDecisions.Honour(sight, code, new StaffId(DemoAccounts.IdOf(Role.StationClerk)), Earlier(at.AddDays(2), now.AddMinutes(-10)), calendar));
            }
        }
    }

    private void Coming(DateOnly today)
    {
        foreach (var (kind, ahead) in Kinds.Select((kind, index) => (kind, 1 + (index * 2))))
        {
            Activity(kind, calendar.Instant(today.AddDays(ahead).ToDateTime(new TimeOnly(9, 0))), []);
        }
    }

    private static LedgerKey Account(string whose) => LedgerKey.Of(new CanonicalBytes().Add("demo points").Add(whose));

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private DateTimeOffset Noon(DateOnly day) => calendar.Instant(day.ToDateTime(new TimeOnly(12, 0)));
}

/// <summary>The article's rules and rewards, and a second version of them.</summary>
internal static class DemoPointRules
{
    private static readonly PointRule Sorting = new("sorting", new("参与垃圾分类督导", "Guiding waste sorting"), 10, PointsUnit.Time, 20);
    private static readonly PointRule Council = new("council", new("参与社区议事会", "Taking part in the council"), 20, PointsUnit.Time, 0);
    private static readonly PointRule Volunteer = new("volunteer", new("志愿服务（如助老）", "Volunteering, as for the old"), 30, PointsUnit.Hour, 240);
    private static readonly PointRule Proposal = new("proposal", new("提出有效建议被采纳", "A proposal that is taken up"), 50, PointsUnit.Time, 0);

    private static readonly PointRule Repair = new("repair", new("报修经核实修好", "A repair you reported, confirmed"), 5, PointsUnit.Time, 10);

    private static readonly PointReward[] Rewards =
    [
        new("market-10", new("10 元超市券", "Market voucher, 10 yuan"), 100, 90),
        new("cleaning", new("免费家政服务 1 次", "Home help, once"), 200, 90),
        new("parking", new("社区停车月卡优惠", "Reduction on a month's parking"), 500, 60),
        new("star", new("年度“社区之星”荣誉", "Star of the community"), 1000, 366),
    ];

    /// <summary>Those who can sign in to the demo as residents, in the order of their accounts.</summary>
    public static IReadOnlyList<string> Residents { get; } = ["郑秀兰", "王桂英", "李建国", "赵淑芬", "孙德明", "吴美玲", "徐长顺"];

    /// <summary>The article's four, and one for what a repair desk confirms.</summary>
    public static RulesDraft First(DateOnly from) => new(from, [Sorting, Council, Volunteer, Proposal, Repair], Rewards);

    /// <summary>More for the council, and a small reward beside the others.</summary>
    public static RulesDraft Second(DateOnly from) =>
        new(from, [Sorting, Council with { Points = 25 }, Volunteer, Proposal, Repair], [new("tissue", new("抽纸 1 提", "A pack of tissues"), 40, 60), .. Rewards]);
}
