using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Iot.Simulation;
using CommunityConsole.Web.Access;

namespace CommunityConsole.Web.Demo;

/// <summary>A few made-up improvements: one overdue, one under way, one that helped, one dropped; of causes that <see cref="DemoRepairs"/> tell of.</summary>
internal sealed class DemoImprovements(Estate estate, EstateCalendar calendar, DateTimeOffset now)
{
    /// <summary>A home of the building whose lamps failed.</summary>
    public const int LampHome = 8;

    /// <summary>A home of the building whose lift stops.</summary>
    public const int LiftHome = 2;

    /// <summary>A home of the building whose entrance does not open.</summary>
    public const int GateHome = 4;

    private static readonly UnitId Property = RepairUnits.PropertyEngineering;

    private Actor Manager => new(new StaffId(DemoAccounts.IdOf(Role.GridManager)), "周建平", Role.GridManager, estate.Community);

    private Actor Worker => new(new StaffId(DemoAccounts.IdOf(Role.RepairWorker)), "马大勇", Role.RepairWorker, estate.Community);

    /// <summary>All of them.</summary>
    public IEnumerable<Improvement> All() => estate.Homes.Length < DemoAssets.FewestHomes ? [] : [Helped(), Overdue(), UnderWay(), Dropped()];

    private Improvement Helped() => Must(Begin(new RepairCause(ServiceCodes.Lighting, Building(LampHome).ToString(CultureInfo.InvariantCulture), IsAsset: false), new ImprovementTerms("整栋楼的感应灯换成同一型号，备两只在值班室", Worker.Id, null, Day(-40)), 47)
        .End(ImprovementState.Done, "1–3 单元共 36 只感应灯全部换成同一型号，值班室备两只", Worker, Ago(42)));

    private Improvement Overdue()
    {
        var terms = new ImprovementTerms("门禁读卡头统一换型号，物业备两套", null, Property, Day(-12));
        return Must(Begin(Of(ServiceCodes.Entrance, DemoAssets.EntranceOf(Building(GateHome))), terms, 26).Change(terms with { DueOn = Day(-4) }, Manager, Ago(13)));
    }

    private Improvement UnderWay() =>
        Begin(Of(ServiceCodes.Lift, DemoAssets.LiftOf(Building(LiftHome))), new ImprovementTerms("请维保公司查控制柜和门锁触点，停梯时在群里和电梯口通知", null, RepairUnits.LiftCompany, Day(10)), 3);

    private Improvement Dropped() => Must(Begin(Of(ServiceCodes.Parking, DemoAssets.Barrier), new ImprovementTerms("北门道闸加装备用电源", null, Property, Day(20)), 15)
        .End(ImprovementState.Dropped, "业主大会已定下月整体更换道闸，不再单独加装", Manager, Ago(9)));

    // The same at each start, so that one that was interrupted stores nothing twice.
    private Improvement Begin(RepairCause cause, ImprovementTerms terms, double days) => Improvement.Begin(
        new ImprovementId(new CanonicalBytes().Add("demo improvement").Add(estate.Community).Add(cause.ToString()).ToGuid()), cause, terms, Manager, Ago(days));

    private static RepairCause Of(ServiceCode service, string asset) => new(service, asset, IsAsset: true);

    private int Building(int home) => estate.Homes[home % estate.Homes.Length].Building;

    private DateTimeOffset Ago(double days) => now.AddDays(-days);

    private DateOnly Day(int ahead) => calendar.Day(now).AddDays(ahead);

    // A step that its course forbids is a mistake in this file.
    private static Improvement Must(Result<Improvement> result) => result.Succeeded ? result.Value : throw new InvalidOperationException(result.Problem.Message.En);
}
