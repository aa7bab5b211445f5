using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Iot.Simulation;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Assets;

namespace CommunityConsole.Web.Demo;

/// <summary>Made-up repairs, one at least in each column of the board, with the steps and times such repairs have; some are of one cause, for <see cref="DemoImprovements"/>. A community of a handful of homes has none.</summary>
internal sealed class DemoRepairs(Estate estate, string name, RepairAdvisor advisor, DateTimeOffset now)
{
    private const double LampSince = 20;
    private static readonly double[] LampDays = [70, 62, 55, 48];
    private static readonly Actor Worker = Staff(DemoAccounts.IdOf(Role.RepairWorker), "马大勇", Role.RepairWorker);
    private static readonly Actor Colleague = Staff(DemoAccounts.RepairColleague, "田志海", Role.RepairWorker);
    private static readonly Actor Manager = Staff(DemoAccounts.IdOf(Role.GridManager), "周建平", Role.GridManager);
    private static readonly Actor Account = Staff(DemoAccounts.IdOf(Role.Resident), "郑秀兰", Role.Resident);

    private readonly Dictionary<string, Asset> _assets = new DemoAssets(estate, name).All().ToDictionary(asset => asset.Code);

    /// <summary>All of them, the oldest first, without numbers.</summary>
    public IEnumerable<Repair> All() => estate.Homes.Length < DemoAssets.FewestHomes ? [] :
    [
        .. LampDays.Select(Lamp), Confirmed(), Lamp(LampSince), Silent(), SecondTime(), Refused(), LowRated(), Done(), Waiting(), Working(), Reopened(), Late(), Assigned(), Joined(), Accepted(), Unsorted(),
    ];

    // One lamp after the other in one building, until all were replaced.
    private Repair Lamp(double days)
    {
        var repair = Begin(Ago(days, 4), DemoImprovements.LampHome, "感应灯不亮", "楼道感应灯又不亮了", "1 单元楼道", ServiceCodes.Lighting, SiteKind.Building, Urgency.Normal, Worker);
        repair = Finish(Start(Accept(repair, Ago(days, 2)), Ago(days, 1)), "换了灯头", Ago(days, 0.5));
        return Must(repair.Confirm(Actor.Program(estate.Community), repair.DoneAt!.Value + RepairPolicy.SilentConfirm, "silent"));
    }

    private Repair LowRated()
    {
        var repair = Begin(Ago(8, 2), DemoImprovements.LiftHome, "电梯停在半层", "电梯停在 3 楼和 4 楼之间，等了二十分钟", "1 单元电梯", ServiceCodes.Lift, SiteKind.Building, Urgency.High, Colleague, DemoAssets.LiftOf(BuildingOf(DemoImprovements.LiftHome)));
        repair = Finish(Start(Accept(repair, Ago(8, 1.8)), Ago(8, 1.5)), "重启了控制柜", Ago(8, 1));
        repair = Must(repair.NotFixed("下午又停了一次", [], Actor.Anybody(estate.Community), Ago(7, 20)));
        repair = Finish(Start(Accept(repair, Ago(7, 19)), Ago(7, 18)), "换了门锁触点", Ago(7, 12));
        return Rate(Must(repair.Confirm(Actor.Anybody(estate.Community), Ago(7, 2))), 2, "修了两次才好，停梯时没人说一声", Ago(0, 0.05));
    }

    private Repair Confirmed()
    {
        var repair = Begin(Ago(26, 3), 0, "顶楼漏雨，墙皮掉了一大片", "下雨天 6 楼楼道顶上往下滴水，墙皮都泡掉了", "6 楼楼道", ServiceCodes.Structure, SiteKind.Building, Urgency.High, Colleague);
        repair = Finish(Start(Accept(repair, Ago(26, 1)), Ago(25, 2)), "重做了防水，淋水试了一晚没有再漏", Ago(24, 6));
        return Rate(Must(repair.Confirm(Account, Ago(24, 2))), 5, "修得很好，还顺手把墙补了", Ago(24, 1));
    }

    private Repair Silent()
    {
        var repair = Begin(Ago(19, 8), 3, "井盖没了", "东门口人行道上的井盖不见了，晚上看不清", "东门口人行道", ServiceCodes.Road, SiteKind.Estate, Urgency.Danger, Worker, DemoAssets.Manhole);
        repair = Finish(Start(Accept(repair, Ago(19, 7.9)), Ago(19, 7.8)), "已换新井盖并固定", Ago(19, 7.4));
        return Must(repair.Confirm(Actor.Program(estate.Community), repair.DoneAt!.Value + RepairPolicy.SilentConfirm, "silent"));
    }

    private Repair SecondTime()
    {
        var repair = Begin(Ago(12, 5), 1, "卫生间天花板滴水", "楼上漏水，卫生间天花板一直滴", "2 单元 501", ServiceCodes.Water, SiteKind.Home, Urgency.High, Worker);
        repair = Finish(Start(Accept(repair, Ago(12, 4.5)), Ago(12, 3)), "紧了楼上的接头", Ago(12, 1.5));
        repair = Must(repair.NotFixed("昨晚又滴了", [], Account, Ago(11, 2)));
        repair = Finish(Start(Accept(repair, Ago(11, 1.5)), Ago(11, 1)), "换了楼上的存水弯，观察一天不再滴", Ago(10, 1));
        return Rate(Must(repair.Confirm(Account, Ago(9, 20))), 4, "", Ago(9, 20));
    }

    private Repair Refused()
    {
        var repair = Report(Ago(9, 4), 5, "路灯一排都不亮", "小区外面大马路上一排路灯都不亮", "南门外马路", ServiceCodes.Lighting);
        repair = Must(repair.Triage(new RepairTriage(ServiceCodes.Lighting, SiteKind.Street), Manager, Ago(9, 3)));
        return Must(repair.Refuse("这段路灯归市政，物业动不了", "市政路灯报修 12345", Manager, Ago(9, 2.9)));
    }

    private Repair Done()
    {
        var repair = Begin(Ago(6, 6), DemoImprovements.LiftHome, "电梯有异响", "电梯上行到 4 楼咯吱咯吱响", "1 单元电梯", ServiceCodes.Lift, SiteKind.Building, Urgency.Normal, Colleague, DemoAssets.LiftOf(BuildingOf(DemoImprovements.LiftHome)));
        return Finish(Start(Accept(repair, Ago(6, 5)), Ago(6, 1)), "导轨加油，调了门刀，运行正常", Ago(5, 12));
    }

    private Repair Waiting()
    {
        var repair = Begin(Ago(4, 2), DemoImprovements.GateHome, "单元门禁刷不开", "门禁卡刷了没反应，只能等人开门", "3 单元大门", ServiceCodes.Entrance, SiteKind.Building, Urgency.Normal, Worker, DemoAssets.EntranceOf(BuildingOf(DemoImprovements.GateHome)));
        return Must(Start(Accept(repair, Ago(4, 1)), Ago(3, 20)).Wait(RepairWait.Parts, now.AddDays(2), "读卡头坏了，新的后天到货", Worker, Ago(3, 18)));
    }

    private Repair Working() =>
        Start(Accept(Begin(Ago(3, 3), 7, "大树枝断了挂在半空", "风大把香樟树的大枝刮断了，挂着没掉下来", "儿童乐园旁", ServiceCodes.Greening, SiteKind.Estate, Urgency.Normal, Colleague), Ago(3, 2)), Ago(0, 3));

    private Repair Reopened()
    {
        var repair = Begin(Ago(2, 4), 0, "楼道灯不亮", "三楼到四楼的楼道灯不亮，老人下楼看不见", "1 单元 3 楼楼道", ServiceCodes.Lighting, SiteKind.Building, Urgency.Normal, Worker);
        repair = Finish(Start(Accept(repair, Ago(2, 2)), Ago(1, 6)), "换了灯泡", Ago(1, 5));
        return Must(repair.NotFixed("亮了一晚又不亮了", [], Account, Ago(0, 1)));
    }

    private Repair Late()
    {
        var repair = Begin(Ago(1, 0.4), 6, "道闸起不来", "北门道闸杆升不起来，车都堵在门口", "北门岗亭", ServiceCodes.Parking, SiteKind.Estate, Urgency.Normal, Worker, DemoAssets.Barrier);
        return Start(Accept(repair, Ago(0, 20)), Ago(0, 2));
    }

    private Repair Assigned() => Begin(Ago(0, 20), 8, "垃圾桶满了没人收", "楼下垃圾桶两天没收，味道很大", "楼下垃圾桶", ServiceCodes.Cleaning, SiteKind.Estate, Urgency.Normal, null);

    private Repair Accepted() => Accept(Begin(Ago(0, 3), 9, "半边楼没电", "二单元这边几户都没电，旁边单元有电", "2 单元", ServiceCodes.Power, SiteKind.Building, Urgency.High, Colleague), Ago(0, 2.5));

    private Repair Joined()
    {
        var repair = Begin(Ago(0, 5), 10, "下水道返水", "一楼厨房地漏往外冒脏水", "1 单元 101", ServiceCodes.Drain, SiteKind.Building, Urgency.Normal, null);
        foreach (var (number, hours) in new[] { (11, 3.0), (23, 2.0) })
        {
            repair = Must(repair.Join(Reporter(number, Ago(0, hours)), "我家也返水", [], Actor.Anybody(estate.Community), Ago(0, hours)));
        }

        return repair;
    }

    private Repair Unsorted() => Report(Ago(0, 0.5), 11, "门口那个又坏了", "门口那个又坏了，来人看看", "门口", null);

    private Repair Begin(DateTimeOffset at, int home, string title, string description, string place, ServiceCode service, SiteKind site, Urgency urgency, Actor? worker, string asset = "")
    {
        var sorted = Must(Report(at, home, title, description, place, service, asset).Triage(new RepairTriage(service, site, "", urgency), Actor.Program(estate.Community), at.AddMinutes(1)));
        var answer = advisor.Answers(sorted);
        return Must(sorted.Assign(answer.Unit, worker?.Id, answer.DueAt, worker is null ? Actor.Program(estate.Community) : Manager, at.AddMinutes(worker is null ? 1 : 4)));
    }

    private Repair Report(DateTimeOffset at, int number, string title, string description, string place, ServiceCode? service, string asset = "")
    {
        var home = estate.Homes[number % estate.Homes.Length];
        var building = home.Building.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var report = _assets.GetValueOrDefault(asset) is not { } thing
            ? new RepairReport(title, description, $"{name} {home.Building} 号楼 {place}") { Service = service, Building = building }
            : new RepairReport(title, description, AssetPlaces.LocationOf(thing, DemoPeople.BuildingsOf(estate, name)))
            {
                Service = service,
                Asset = thing.Code,
                Building = thing.Building,
                Latitude = thing.Latitude,
                Longitude = thing.Longitude,
            };

        // The demo's resident has reported some of them, so that "my repairs" is not empty.
        var own = number is 0 or 1;
        var by = own ? Account with { Community = estate.Community } : Actor.Anybody(estate.Community);
        return Repair.Report(report, by, own ? new RepairReporter(1, Account.Id, home.Phone, at) : Reporter(number, at), at);
    }

    private int BuildingOf(int number) => estate.Homes[number % estate.Homes.Length].Building;

    private RepairReporter Reporter(int number, DateTimeOffset at) => new(1, null, estate.Homes[number % estate.Homes.Length].Phone, at);

    private static Repair Accept(Repair repair, DateTimeOffset at) => Must(repair.Accept(Of(repair), at));

    private static Repair Start(Repair repair, DateTimeOffset at) => Must(repair.Start(Of(repair), at));

    private static Repair Finish(Repair repair, string note, DateTimeOffset at) => Must(repair.Finish(note, [], Of(repair), at));

    private static Repair Rate(Repair repair, int stars, string comment, DateTimeOffset at) => Must(repair.Rate(repair.Reporters[0], stars, comment, Account, at));

    private static Actor Of(Repair repair) => repair.Worker == Colleague.Id ? Colleague : Worker;

    private DateTimeOffset Ago(double days, double hours) => now.AddDays(-days).AddHours(-hours);

    private static Actor Staff(string id, string name, Role role) => new(new StaffId(id), name, role, "");

    // A move that the life cycle forbids is a mistake in this file.
    private static Repair Must(Result<Repair> result) => result.Succeeded ? result.Value : throw new InvalidOperationException(result.Problem.Message.En);
}
