using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>Whose people a unit's are: what the console may ask of it depends on this.</summary>
public enum UnitKind
{
    /// <summary>物业: the estate's own people.</summary>
    Property,

    /// <summary>专业公司: a utility or contractor with its own order book.</summary>
    Company,

    /// <summary>市政: the city's upkeep of streets.</summary>
    Municipal,

    /// <summary>居委会: people who talk, where nothing is broken.</summary>
    Committee,
}

/// <summary>A unit that answers for repairs.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Name">As shown.</param>
/// <param name="Kind">Whose people.</param>
/// <param name="Phone">Its number; empty until <c>Repairs:Phones</c> names one.</param>
public sealed record RepairUnit(UnitId Id, Sentence Name, UnitKind Kind, string Phone = "");

/// <summary>The units there are.</summary>
public static class RepairUnits
{
    public static readonly UnitId PropertyEngineering = new("property-engineering");
    public static readonly UnitId PropertySecurity = new("property-security");
    public static readonly UnitId PropertyCleaning = new("property-cleaning");
    public static readonly UnitId PropertyGreening = new("property-greening");
    public static readonly UnitId LiftCompany = new("lift-company");
    public static readonly UnitId WaterWorks = new("water-works");
    public static readonly UnitId PowerGrid = new("power-grid");
    public static readonly UnitId GasCompany = new("gas-company");
    public static readonly UnitId HeatingCompany = new("heating-company");
    public static readonly UnitId Telecom = new("telecom");
    public static readonly UnitId ChargingOperator = new("charging-operator");
    public static readonly UnitId Municipal = new("municipal");
    public static readonly UnitId Committee = new("committee");

    /// <summary>All of them, without telephone numbers.</summary>
    public static IReadOnlyList<RepairUnit> All { get; } =
    [
        new(PropertyEngineering, new("物业工程部", "Property engineering"), UnitKind.Property),
        new(PropertySecurity, new("物业秩序部", "Property security"), UnitKind.Property),
        new(PropertyCleaning, new("物业保洁部", "Property cleaning"), UnitKind.Property),
        new(PropertyGreening, new("物业绿化部", "Property greening"), UnitKind.Property),
        new(LiftCompany, new("电梯维保公司", "Lift maintenance company"), UnitKind.Company),
        new(WaterWorks, new("供水公司", "Water works"), UnitKind.Company),
        new(PowerGrid, new("供电公司", "Power grid company"), UnitKind.Company),
        new(GasCompany, new("燃气公司", "Gas company"), UnitKind.Company),
        new(HeatingCompany, new("供热公司", "Heating company"), UnitKind.Company),
        new(Telecom, new("通信运营商", "Telecom operator"), UnitKind.Company),
        new(ChargingOperator, new("充电桩运营商", "Charging operator"), UnitKind.Company),
        new(Municipal, new("市政养护", "Municipal upkeep"), UnitKind.Municipal),
        new(Committee, new("居委会", "Residents' committee"), UnitKind.Committee),
    ];

    /// <summary>Whether the unit exists.</summary>
    public static bool Knows(UnitId unit) => All.Any(known => known.Id == unit);
}
