using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.MutualHelp;

/// <summary>A small estate of three buildings, its neighbours, and a time bank that only remembers what it was asked.</summary>
internal sealed class HelpRoom
{
    /// <summary>A Monday, noon by the estate's clock.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
    public static readonly Actor Zheng = new(new StaffId("zheng"), "郑秀兰", Role.Resident, "demo");
    public static readonly Actor Li = new(new StaffId("li"), "李建国", Role.Resident, "demo");
    public static readonly Actor Wu = new(new StaffId("wu"), "吴美玲", Role.Resident, "demo");
    public static readonly Actor Xu = new(new StaffId("xu"), "许文静", Role.StationClerk, "demo");
    public static readonly Actor Lin = new(new StaffId("lin"), "林晓芸", Role.SocialWorker, "demo");
    public static readonly Actor Zhou = new(new StaffId("zhou"), "周建平", Role.GridManager, "demo");
    public static readonly Actor Stranger = new(new StaffId("stranger"), "外人", Role.Resident, "other");

    /// <summary>Wednesday, ten o'clock, for an hour, in building 7.</summary>
    public static readonly HelpWish Walk = new(1, Noon.AddDays(2).AddHours(-2), 60, "7") { Door = "2 单元 301", Phone = "13812348000" };

    public static readonly OfferTerms Any = new(
        [1, 2], new HelpTimes([.. Enum.GetValues<DayOfWeek>()], new TimeOnly(8, 0), new TimeOnly(20, 0)), ["普通话"], "7", HelpReach.Community, HelpSex.Female, false, "13900001111");

    public HelpRoom(IHelpStore? store = null, Func<HomeDirectory, IHours>? bankOf = null)
    {
        var homeStore = new VolatileHomeStore(Audit);
        Homes = new HomeDirectory(homeStore, Time);
        Homes.Put(new HomeRegister(
            [new GridCell(new GridCellId("demo", "a"), "一网格"), new GridCell(new GridCellId("demo", "b"), "二网格")],
            [Of("7", "a", 31.2000), Of("8", "a", 31.2010), Of("30", "b", 31.2100)],
            [new Home(new HomeId("demo", "h1"), new Address("7", "7 号楼", "2", "301"), new GridCellId("demo", "a"), new Resident("孙德明", "", 1944, true))]));
        Bank = bankOf?.Invoke(Homes) ?? Hours;
        Store = store ?? new VolatileHelpStore(Audit);
        var log = new CommandLog(Audit, Time);
        Board = new HelpBoard(Time);
        Offers = new OfferBoard(Time);
        var bell = new HelpBell(Time);
        var commands = new HelpCommands(Board, Offers, bell, Store, log, Time);
        Desk = new HelpDesk(commands, Offers, new HelpPolicy(Bank, Homes), Bank);
        Served = new ServedDesk(commands, Bank);
        Reader = new HelpReader(Board, Offers, new HelpCandidates(Board, Offers, Homes, Calendar), bell);
        Contacts = new HelpContactDesk(Board, Offers, log, Audit);
        Sweep = new HelpSweep(Board, commands, Bank, Options.Create(new HelpOptions()), Time);
    }

    public static EstateCalendar Calendar { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public FakeTimeProvider Time { get; } = new(Noon);

    public VolatileAuditLog Audit { get; } = new();

    public MadeUpHours Hours { get; } = new();

    /// <summary>The bank the desks ask: the made-up one, or the one given.</summary>
    public IHours Bank { get; }

    public IHelpStore Store { get; }

    public HomeDirectory Homes { get; }

    public HelpBoard Board { get; }

    public OfferBoard Offers { get; }

    public HelpDesk Desk { get; }

    public ServedDesk Served { get; }

    public HelpReader Reader { get; }

    public HelpContactDesk Contacts { get; }

    public HelpSweep Sweep { get; }

    public Task<Result<HelpRequest>> AskAsync(HelpWish? wish = null) => Desk.AskAsync(wish ?? Walk, Zheng, default);

    /// <summary>Asked by Zheng, helped by Li, done and filed.</summary>
    public async Task<HelpId> FiledAsync()
    {
        await Desk.OfferAsync(Any, Li, default);
        var id = (await AskAsync()).Value.Id;
        await Desk.ProposeAsync(id, Li.Id, Li, default);
        await Desk.AgreeAsync(id, Zheng, default);
        Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(HelpState.Filed, (await Served.ServeAsync(id, 60, Li, default)).Value.State);
        return id;
    }

    public HelpRequest Now(HelpId id) => Board.Find(id)!;

    private static Building Of(string id, string cell, double north) => new("demo", id, $"{id} 号楼", new GridCellId("demo", cell)) { Latitude = north, Longitude = 121.4 };
}

/// <summary>Remembers what it was asked; refuses when told to.</summary>
internal sealed class MadeUpHours : IHours
{
    public const string Code = "314159";

    private static readonly HelpService[] Known =
    [
        new(1, new("陪同散步", "A walk together"), new("", ""), 30, 240),
        new(2, new("陪同就医", "To the doctor together"), new("", ""), 60, 480),
    ];

    /// <summary>What the next step is refused with.</summary>
    public Problem? Refusal { get; set; }

    /// <summary>The ledger's word on each request.</summary>
    public Dictionary<HelpId, HelpState> Records { get; } = [];

    public List<HelpPerson> Welcomed { get; } = [];

    /// <summary>How often minutes moved for a request.</summary>
    public Dictionary<HelpId, int> Settled { get; } = [];

    public Task<IReadOnlyList<HelpService>> ServicesAsync(string community, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<HelpService>>(Known);

    public Task<Problem?> WelcomeAsync(HelpPerson person, Actor by, CancellationToken cancellation)
    {
        Welcomed.Add(person);
        return Task.FromResult(Refusal);
    }

    public Task<Problem?> FileAsync(HelpRequest help, Actor helper, CancellationToken cancellation) => Step(help, null, HelpState.Filed);

    public Task<Result<string>> ShowCodeAsync(HelpRequest help, Actor receiver, CancellationToken cancellation) => Task.FromResult<Result<string>>(Code);

    public Task<Problem?> ConfirmAsync(HelpRequest help, string codeOrWords, Actor by, CancellationToken cancellation) =>
        help.SideOf(by) == HelpSide.Helper && codeOrWords != Code ? Task.FromResult<Problem?>(new WrongCode()) : Step(help, HelpState.Filed, HelpState.Settled);

    public Task<Problem?> RejectAsync(HelpRequest help, string reason, Actor by, CancellationToken cancellation) => Step(help, HelpState.Filed, HelpState.Rejected);

    public Task<Problem?> DisputeAsync(HelpRequest help, string reason, Actor by, CancellationToken cancellation) => Step(help, HelpState.Settled, HelpState.Disputed);

    public Task<IReadOnlyDictionary<HelpId, HelpState>> StatesOfAsync(IReadOnlyCollection<HelpRequest> helps, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<HelpId, HelpState>>(helps.Where(help => Records.ContainsKey(help.Id)).ToDictionary(help => help.Id, help => Records[help.Id]));

    public IAsyncEnumerable<long> WatchAsync(CancellationToken cancellation) => new long[] { 0 }.ToAsyncEnumerable();

    public string NameOf(HelpRequest help) => help.Subject;

    private Task<Problem?> Step(HelpRequest help, HelpState? from, HelpState to)
    {
        if (Refusal is null)
        {
            Assert.Equal(from, Records.TryGetValue(help.Id, out var now) ? now : null);   // the ledger is never asked twice
            Records[help.Id] = to;
            if (to == HelpState.Settled)
            {
                Settled[help.Id] = Settled.GetValueOrDefault(help.Id) + 1;
            }
        }

        return Task.FromResult(Refusal);
    }

    public sealed record WrongCode() : Problem("test.code", new("码不对", "wrong code"));

    public sealed record NoMinutes() : Problem("test.floor", new("时间不够", "not enough"));
}
