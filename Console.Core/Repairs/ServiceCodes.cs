namespace CommunityConsole.Core.Repairs;

/// <summary>The codes of the services, for code that means one of them.</summary>
public static class ServiceCodes
{
    public static readonly ServiceCode Water = new("water");
    public static readonly ServiceCode Drain = new("drain");
    public static readonly ServiceCode Power = new("power");
    public static readonly ServiceCode Lighting = new("lighting");
    public static readonly ServiceCode Lift = new("lift");
    public static readonly ServiceCode Entrance = new("entrance");
    public static readonly ServiceCode Structure = new("structure");
    public static readonly ServiceCode Fire = new("fire");
    public static readonly ServiceCode Gas = new("gas");
    public static readonly ServiceCode Heating = new("heating");
    public static readonly ServiceCode Cleaning = new("cleaning");
    public static readonly ServiceCode Greening = new("greening");
    public static readonly ServiceCode Road = new("road");
    public static readonly ServiceCode Amenity = new("amenity");
    public static readonly ServiceCode Parking = new("parking");
    public static readonly ServiceCode Network = new("network");
    public static readonly ServiceCode Pests = new("pests");
    public static readonly ServiceCode Nuisance = new("nuisance");
    public static readonly ServiceCode Other = new("other");
}
