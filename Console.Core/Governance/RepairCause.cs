using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Governance;

/// <summary>What breaks and where: repairs of one cause are those of one service at one thing, or in one building.</summary>
/// <param name="Service">What kind of thing; <see cref="Unsorted"/> where nobody has said.</param>
/// <param name="Place">The id of the asset, or of the building; empty for somewhere else on the estate.</param>
/// <param name="IsAsset">Which of the two it is: they may be written alike.</param>
public sealed record RepairCause(ServiceCode Service, string Place, bool IsAsset)
{
    /// <summary>Of a repair that ended before anybody sorted it.</summary>
    public static readonly ServiceCode Unsorted = new("");

    /// <summary>Whether two of it are the same trouble twice: lamps somewhere on the estate are not one lamp.</summary>
    public bool IsOnePlace => Place.Length > 0 && Service != Unsorted;

    /// <summary>The cause of a repair.</summary>
    public static RepairCause Of(Repair repair)
    {
        ArgumentNullException.ThrowIfNull(repair);
        return new(repair.Service ?? Unsorted, repair.Asset.Length > 0 ? repair.Asset : repair.Building, repair.Asset.Length > 0);
    }

    /// <inheritdoc />
    public override string ToString() => $"{(IsAsset ? "asset" : "building")}:{Place}:{Service}";
}
