using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Points;

/// <summary>A points bank with the article's rules in force, and the people who use it.</summary>
internal sealed class BankRoom
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 20);
    public static readonly Actor Lin = new(new StaffId("lin"), "林晓芸", Role.SocialWorker, "demo");
    public static readonly Actor Zhou = new(new StaffId("zhou"), "周建平", Role.GridManager, "demo");
    public static readonly Actor Xu = new(new StaffId("xu"), "许文静", Role.StationClerk, "demo");
    public static readonly Actor Chen = new(new StaffId("chen"), "陈怀远", Role.CouncilChair, "demo");
    public static readonly Actor Zheng = new(new StaffId("zheng"), "郑秀兰", Role.Resident, "demo");
    public static readonly Actor Li = new(new StaffId("li"), "李建国", Role.Resident, "demo");

    public static readonly RulesDraft Article = new(
        new DateOnly(2026, 10, 1),
        [
            new("sorting", new("垃圾分类督导", "Waste sorting guide"), 10, PointsUnit.Time, 20),
            new("council", new("参与社区议事会", "Council meeting"), 20, PointsUnit.Time, 0),
            new("volunteer", new("志愿服务", "Volunteering"), 30, PointsUnit.Hour, 240),
            new("proposal", new("有效建议被采纳", "Proposal accepted"), 50, PointsUnit.Time, 0),
        ],
        [
            new("market-10", new("10 元超市券", "Market voucher, 10 yuan"), 100, 90),
            new("cleaning", new("免费家政服务 1 次", "Home help, once"), 200, 90),
        ]);

    public static readonly CheckInSpot Gate = new(31.2304, 121.4737, 100);

    /// <summary>Some forty metres from the gate, by a phone that errs by twenty.</summary>
    public static readonly PhonePosition AtTheGate = new(31.2307, 121.4739, 20);

    private readonly Resolutions _resolutions = new();

    public BankRoom(IPointsStore store)
    {
        Store = store;
        Bell = new PointsBell(Time);
        var log = new CommandLog(Audit, Time);
        var commands = new PointsCommands(store, Bell, log, Audit);
        Desk = new PointsDesk(commands, store, _resolutions, log, Calendar, Time);
        CheckIns = new CheckInDesk(commands, store, Identity, Calendar, Time);
        CheckInReader = new CheckInReader(store, Calendar, Time);
        Reader = new PointsReader(store, new HomeDirectory(new VolatileHomeStore(Audit), Time), _resolutions, new PointsFigures(), Calendar, Time);
    }

    public static EstateCalendar Calendar { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public FakeTimeProvider Time { get; } = new(Noon);

    public VolatileAuditLog Audit { get; } = new();

    public IPointsStore Store { get; }

    public PointsBell Bell { get; }

    public PointsDesk Desk { get; }

    public PointsReader Reader { get; }

    public CheckInDesk CheckIns { get; }

    public CheckInReader CheckInReader { get; }

    public Somebody Identity { get; } = new();

    public static async Task<BankRoom> OpenAsync(IPointsStore store)
    {
        var room = new BankRoom(store);
        var past = Noon.AddDays(-80);
        await store.GiveAsync("demo", [sight => RulesDecisions.Publish(sight, Article, new Resolution(1, "积分规则", true), past, Calendar.Day(past))], default);
        return room;
    }

    /// <summary>Resolution number 1 carries the first rules, 2 is adopted, 3 is not.</summary>
    private sealed class Resolutions : IResolutions
    {
        public Resolution? Find(string community, int number) => number is > 0 and < 4 && community == "demo" ? new Resolution(number, $"决议 {number}", number != 3) : null;

        public IReadOnlyList<Resolution> Adopted(string community) => [.. new[] { 2, 1 }.Select(number => Find(community, number)!)];
    }

    public async Task<LedgerKey> JoinAsync(Actor resident) => (await Desk.JoinAsync(resident, default)).Value.Member!.Account;

    public async Task<Guid> ActivityAsync(string rule = "council", int minutes = 60, DateTimeOffset? at = null) =>
        (await Desk.PlanAsync("议事会", rule, at ?? Noon.AddHours(-3), minutes, "活动室", Lin with { CommandKey = Guid.NewGuid() }, default)).Value.Activity!.Id;

    public async Task<Result<PointsChange>> ConfirmAsync(Guid activity, LedgerKey account, int? minutes = null) =>
        (await Desk.ConfirmAsync(activity, [(account, minutes)], Lin, default)).Value[0];

    /// <summary>Gives the account that many points, in steps of twenty.</summary>
    public async Task EarnAsync(LedgerKey account, int points)
    {
        for (var given = 0; given < points; given += 20)
        {
            Assert.True((await ConfirmAsync(await ActivityAsync(), account)).Succeeded);
        }
    }

    public Task StockAsync(int count, string reward = "market-10") => Desk.StockAsync(reward, count, "", Xu with { CommandKey = Guid.NewGuid() }, default);

    /// <summary>An activity that begins in some minutes, to which people check in within 100 m of the gate.</summary>
    public async Task<Guid> OpenCheckInAsync(int places = 0, int inMinutes = 10) => (await CheckIns.PlanAsync(
        new ActivityPlan("垃圾分类督导", "council", Time.GetUtcNow().AddMinutes(inMinutes), 60, "东门") { Spot = Gate, Places = places }, Lin with { CommandKey = Guid.NewGuid() }, default)).Value.Activity!.Id;

    /// <summary>The digits on the activity's screen now.</summary>
    public Task<string> CodeAsync(Guid activity) => Store.LookAsync("demo", sight => sight.CheckInTerms(activity)!.CodeAt(Time.GetUtcNow()), default);

    public Task<Result<PointsChange>> CheckInAsync(Guid activity, Actor who, string code, PhonePosition? position, string phone = "") =>
        CheckIns.CheckInAsync(new CheckInAsk(activity, who.Id, code, position, phone), hasAgreed: false, who, default);

    public Task<long> BalanceAsync(LedgerKey account) => Store.LookAsync("demo", sight => sight.BalanceOf(account), default);

    public Task<PointsVerdict> CheckAsync() => Store.LookAsync("demo", sight => PointsCheck.Of(sight), default);

    /// <summary>An outside identity check that a test switches on.</summary>
    internal sealed class Somebody : IIdentityCheck
    {
        public bool IsOn { get; set; }

        public bool Agrees { get; set; }

        public Task<bool> IsHerselfAsync(StaffId person, Guid activity, CancellationToken cancellation) => Task.FromResult(Agrees);
    }
}
