namespace CommunityConsole.Core.Repairs;

/// <summary>Kinds of things within a service for which somebody else answers than for the rest of it.</summary>
public static class AssetKinds
{
    /// <summary>Water or power as it is supplied: nothing comes, as against a pipe or a box that is broken.</summary>
    public const string Supply = "supply";

    /// <summary>Escape ways and what stands in them: behaviour, as against fire equipment.</summary>
    public const string Escape = "escape";

    /// <summary>Charging piles, as against parking.</summary>
    public const string Charging = "charging";

    /// <summary>Cameras of the estate, as against lines of the telecom operators.</summary>
    public const string Camera = "camera";
}
