namespace CommunityConsole.Core.Repairs;

/// <summary>What kind of thing is broken: the <c>service_code</c> of Open311 GeoReport v2, <c>[a-z-]{1,32}</c>; every one stands in <c>ServiceCatalogue</c>.</summary>
public readonly record struct ServiceCode(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A unit 责任单位 that answers for repairs: the property's engineers, the lift company, the water works. <c>[a-z-]{1,32}</c>.</summary>
public readonly record struct UnitId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Whose ground the thing stands on; together with what it is this says who answers for it.</summary>
public enum SiteKind
{
    /// <summary>户内: inside one home.</summary>
    Home,

    /// <summary>楼内公共: stairs, lift, roof, shared pipes of a building.</summary>
    Building,

    /// <summary>小区公共: roads, greens, lamps inside the fence.</summary>
    Estate,

    /// <summary>小区外: the street outside the fence.</summary>
    Street,
}
