namespace CommunityConsole.Core.Community;

/// <summary>What homes may have in common: a wire, a gateway, a mast.</summary>
public enum AreaKind
{
    Community,
    Cell,
    Building,
}

/// <summary>An area of a community: all of it, a grid cell or a building.</summary>
/// <param name="Community">The community's id.</param>
/// <param name="Kind">What sort of area.</param>
/// <param name="Name">The cell's or building's id inside the community; empty for the community itself.</param>
public readonly record struct AreaId(string Community, AreaKind Kind, string Name)
{
    /// <summary>What stands in place of a home in records that are about an area.</summary>
    public HomeId Place => new(Community, "");

    /// <summary><c>building:7</c>, unique inside the community; never a home's id, which has no colon.</summary>
    public string Text => Kind == AreaKind.Community ? "community" : $"{Kind.ToString().ToLowerInvariant()}:{Name}";

    /// <summary><c>community/building:7</c>, for logs and keys.</summary>
    public override string ToString() => $"{Community}/{Text}";

    /// <summary>Reads <see cref="Text"/> back.</summary>
    /// <exception cref="FormatException">It names no area.</exception>
    public static AreaId Of(string community, string text) => text.Split(':', 2) switch
    {
        ["community"] => new(community, AreaKind.Community, ""),
        [var kind, var name] when Enum.TryParse<AreaKind>(kind, ignoreCase: true, out var known) => new(community, known, name),
        _ => throw new FormatException($"Not an area: {text}"),
    };

    /// <summary>The areas a home lies in, the widest first.</summary>
    public static IReadOnlyList<AreaId> AreasOf(HomeId id, Home? home)
    {
        List<AreaId> areas = [new(id.Community, AreaKind.Community, "")];
        if (home is not null && home.Cell.Cell != HomeDesk.NoCell)
        {
            areas.Add(new(id.Community, AreaKind.Cell, home.Cell.Cell));
        }

        if (home is { Address.Building.Length: > 0 })
        {
            areas.Add(new(id.Community, AreaKind.Building, home.Address.Building));
        }

        return areas;
    }
}
