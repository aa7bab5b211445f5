using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Demo;

/// <summary>
/// Weeks of a time bank: a catalogue with its standards, some sixty members, records, gifts, a dispute that is open and one that was
/// reversed. Every step is decided by the rules of the program, at the time where it was.
/// </summary>
internal sealed class DemoTimeBank(
    ITimeBankStore store, TimeAccounts accounts, IHomeStore homes, EstateCalendar calendar, IOptions<DemoOptions> demo, IOptions<TimeBankOptions> policy, TimeProvider time) : HostedStart
{
    private const int Neighbours = 53;
    private const int Fewest = 40;
    private const int Days = 56;

    private static readonly StaffId Clerk = new(DemoAccounts.IdOf(Role.StationClerk));
    private static readonly StaffId Grid = new(DemoAccounts.IdOf(Role.GridManager));
    private static readonly StaffId Worker = new(DemoAccounts.IdOf(Role.SocialWorker));

    /// <summary>What neighbours do for each other here.</summary>
    internal static IReadOnlyList<(CatalogueLine Line, ServiceType Type)> Catalogue { get; } =
    [
        Line(1, "陪伴聊天", "Company", "按时到，听老人说，不推销、不收礼。", "Be in time, listen, sell nothing and take no gifts.", 30, 240),
        Line(2, "陪同就医", "To the doctor together", "从家门到家门，一路陪同，帮忙挂号取药，记下医嘱。", "From door to door; help with registration and medicine, and write down what the doctor says.", 60, 480),
        Line(3, "代买代办", "Errands", "先问清要什么，凭票结账，不垫大额。", "Ask what is wanted, settle by receipt, lay out no large sums.", 30, 180),
        Line(4, "家务帮手", "Help at home", "只做说好的家务，贵重物品不碰。", "Do what was agreed and touch no valuables.", 30, 240),
        Line(5, "夜间陪护", "Company at night", "会急救的人来做；有事先打 120，再通知家属。", "Only with first aid; call 120 first, then the family.", 60, 480),
        Line(6, "助浴", "Help with a bath", "两人同去，水温先试，门不锁，问过家属。", "Go in twos, try the water first, lock no door, ask the family.", 30, 120, 15_000),
        Line(7, "上门理发", "Haircut at home", "工具消毒，剪完打扫干净。", "Clean tools, and sweep up after.", 20, 90, 12_000),
    ];

    private readonly List<Func<ITimeBankSight, Result<TimeBankChange>>> _steps = [];
    private readonly Random _random = new(20261201);
    private int _made;

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!demo.Value.Enabled || await store.LookAsync(sight => sight.Last is not null, cancellationToken))
        {
            return;
        }

        var register = await homes.LoadAsync(cancellationToken);
        var neighbours = register.Homes.Where(home => home.Id.Community == store.Community && home.Resident is { Name.Length: > 0, BirthYear: not null })
            .OrderBy(home => home.Id.Home, StringComparer.Ordinal).Take(Neighbours).ToList();

        // A demo too small for that has the residents' bank only.
        if (neighbours.Count < Fewest)
        {
            return;
        }

        Plan(neighbours, time.GetUtcNow());

        // One transaction: a start that was interrupted begins with an empty bank again. What cannot be (a floor, a full day) is left out.
        await store.GiveAsync(_steps, cancellationToken);
    }

    private void Plan(IReadOnlyList<Home> neighbours, DateTimeOffset now)
    {
        var begin = now.AddDays(-Days - 2);
        foreach (var (line, type) in Catalogue)
        {
            _steps.Add(sight => MemberDecisions.Catalogue(sight, line, type, begin));
        }

        _steps.Add(sight => MemberDecisions.Guarantee(sight, 12_000, Op(), Word("街道办事处信用背书 2026 年第 3 号", Grid, begin), begin));
        var members = new List<Id32>();
        foreach (var (name, index) in DemoPointRules.Residents.Select((name, index) => (name, index)))
        {
            members.Add(Join($"resident {index}", name, "", new StaffId(DemoAccounts.IdOf(Role.Resident, index + 1)), 1938 + ((index + 1) * 4), begin));
        }

        foreach (var home in neighbours)
        {
            members.Add(Join(home.Id.Home, home.Resident.Name, home.Id.Home, null, home.Resident.BirthYear!.Value, begin.AddHours(1)));
        }

        for (var day = Days; day > 0; day--)
        {
            for (var count = _random.Next(1, 5); count > 0; count--)
            {
                Serve(members, now.AddDays(-day).AddHours(-_random.Next(1, 9)), isSettled: day > 2 || _random.Next(3) > 0);
            }
        }

        Special(members, now);
    }

    // Who helps is among the first two thirds, who is helped among the last: some save, some need.
    private void Serve(List<Id32> members, DateTimeOffset at, bool isSettled)
    {
        var provider = members[_random.Next(members.Count * 2 / 3)];
        var receiver = members[_random.Next(members.Count / 4, members.Count)];
        var (line, type) = Catalogue[_random.Next(Catalogue.Count)];
        var minutes = type.Least + (_random.Next(1, 5) * 15);
        var record = File(new ServiceAsk(provider, receiver, line.Code, Math.Min(minutes, type.Most), calendar.Day(at), line.Name.Zh), at);
        if (isSettled && provider != receiver)
        {
            Settle(record, at.AddHours(3));
        }
    }

    private void Special(List<Id32> members, DateTimeOffset now)
    {
        var (first, second) = (now.AddDays(-12), now.AddDays(-4));
        var reversed = File(new ServiceAsk(members[9], members[40], 1, 120, calendar.Day(first), "陪伴聊天两小时"), first);
        Settle(reversed, first.AddHours(2));
        _steps.Add(sight => DisputeDecisions.Open(sight, reversed, Word("那天没有人来，我一个人在家。", Worker, first.AddDays(1)), null, first.AddDays(1)));
        _steps.Add(sight => DisputeDecisions.Rule(sight, reversed, true, Word("查看门口记录，当天没有人上门，冲回。", Grid, first.AddDays(2)), Grid, first.AddDays(2)));
        var disputed = File(new ServiceAsk(members[11], members[42], 4, 150, calendar.Day(second), "打扫厨房"), second);
        Settle(disputed, second.AddHours(2));
        _steps.Add(sight => DisputeDecisions.Open(sight, disputed, Word("只做了一个小时，记成了两个半小时。", Worker, second.AddDays(1)), null, second.AddDays(1)));
        _steps.Add(sight => MoveDecisions.Grant(sight, members[45], 180, Op(), Word("出院后独居，街道发放", Grid, second), Grid, second));
        _steps.Add(sight => MoveDecisions.Donate(sight, members[8], 60, Op(), Word("捐给需要的人", Worker, second), second));
    }

    private Id32 File(ServiceAsk ask, DateTimeOffset at)
    {
        var record = TimeBankOps.Record(store.Community, Key());
        _steps.Add(sight => ServiceDecisions.File(sight, ask, record, Word(ask.Evidence, Worker, at), policy.Value, at, calendar.Day(at)));
        return record;
    }

    private void Settle(Id32 record, DateTimeOffset at) =>
        _steps.Add(sight => ServiceDecisions.Confirm(sight, record, ConfirmKind.Present, Word("", Clerk, at), Clerk, at));

    private Id32 Join(string whose, string name, string home, StaffId? person, int birthYear, DateTimeOffset at)
    {
        var (salt, local) = (TimeAccounts.NewSalt(), new CanonicalBytes().Add("demo time bank").Add(whose).ToGuid());
        var member = new TimePerson(accounts.Of(salt, local), local, salt, name, home, person, birthYear, at);
        _steps.Add(sight => MemberDecisions.Join(sight, member, policy.Value, at, calendar.Day(at)));
        return member.Account;
    }

    private Id32 Op() => TimeBankOps.Move(store.Community, Key());

    private Guid Key() => new CanonicalBytes().Add("demo time bank").Add(++_made).ToGuid();

    private static TimeWord Word(string text, StaffId by, DateTimeOffset at) => TimeWord.Of(text, by, at);

    private static (CatalogueLine, ServiceType) Line(ushort code, string zh, string en, string standardZh, string standardEn, ushort least, ushort most, ushort weight = TimeBankLimits.FullWeight) =>
        (new CatalogueLine(code, new(zh, en), new(standardZh, standardEn)), new ServiceType(true, least, most, weight));
}
