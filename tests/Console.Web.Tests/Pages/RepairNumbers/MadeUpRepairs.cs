using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Tests.Pages.RepairNumbers;

/// <summary>Repairs with every outcome that the figures tell apart.</summary>
internal static class MadeUpRepairs
{
    public const string Phone = "13800008000";
    public const string Words = "厨房水管漏水";
    public const string Remark = "换了垫圈";

    private static readonly Actor Reporter = new(new StaffId("demo-Resident"), "郑秀兰", Role.Resident, "demo");
    private static readonly Actor Worker = new(new StaffId("demo-RepairWorker"), "马大勇", Role.RepairWorker, "demo");
    private static readonly Actor Leader = new(new StaffId("demo-GridManager"), "周建平", Role.GridManager, "demo");

    /// <summary>Seven reported at one instant, promised within a day; 5 is not assigned, 6 refused, 7 a thing that broke twice with 1.</summary>
    public static IReadOnlyList<Repair> At(DateTimeOffset at) =>
    [
        Rated(Done(Assigned(at), at, accepted: 1, done: 5), at, 5),
        Rated(Done(Assigned(at, "8"), at, accepted: 6, done: 40), at, 2),
        Done(Assigned(at, "9"), at, accepted: 2, done: 4).NotFixed("还在漏", [], Reporter, at.AddHours(8)).Value,
        Assigned(at, "10", ServiceCodes.Power, RepairUnits.PowerGrid),
        Report(at, "11"),
        Assigned(at, "12").Refuse("不归我们", "请找张三师傅", Leader, at.AddHours(3)).Value,
        Done(Assigned(at), at, accepted: 1, done: 7).Confirm(Reporter, at.AddHours(9)).Value,
    ];

    private static Repair Report(DateTimeOffset at, string building) => Repair.Report(
        new RepairReport("水管漏水", Words, "7 号楼 301", Phone) { Building = building }, Reporter, new RepairReporter(1, Reporter.Id, Phone, at), at);

    private static Repair Assigned(DateTimeOffset at, string building = "7", ServiceCode? service = null, UnitId? unit = null) => Report(at, building)
        .Triage(new RepairTriage(service ?? ServiceCodes.Water, SiteKind.Home), Leader, at.AddMinutes(6)).Value
        .Assign(unit ?? RepairUnits.PropertyEngineering, null, at.AddHours(24), Leader, at.AddMinutes(12)).Value;

    private static Repair Done(Repair repair, DateTimeOffset at, double accepted, double done) => repair
        .Accept(Worker, at.AddHours(accepted)).Value
        .Start(Worker, at.AddHours(accepted + 0.5)).Value
        .Finish(Remark, [], Worker, at.AddHours(done)).Value;

    private static Repair Rated(Repair repair, DateTimeOffset at, int stars) => repair.Rate(repair.Reporters[0], stars, "", Reporter, at.AddHours(48)).Value;
}
