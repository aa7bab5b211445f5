using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Repairs;

/// <summary>One line of the responsibility directory; a null cell fits everything.</summary>
internal sealed record ResponsibilityRow(int Line, ServiceCode? Service, SiteKind? Site, string? Asset, string? Building)
{
    public required UnitId Unit { get; init; }

    public UnitId? Backup { get; init; }

    public StaffId? Person { get; init; }

    /// <summary>Own deadlines; null for those of the catalogue.</summary>
    public Deadlines? Deadlines { get; init; }

    public IReadOnlyList<EscalationStep> Steps { get; init; } = [];

    /// <summary>The narrower the place, the more a row knows: a building before an asset, an asset before a site, a site before a service.</summary>
    public int Weight => (Building is null ? 0 : 8) + (Asset is null ? 0 : 4) + (Site is null ? 0 : 2) + (Service is null ? 0 : 1);

    public bool Fits(ServiceCode service, SiteKind site, string? asset, string? building) =>
        (Service is null || Service == service)
        && (Site is null || Site == site)
        && (Asset is null || string.Equals(Asset, asset, StringComparison.OrdinalIgnoreCase))
        && (Building is null || string.Equals(Building, building, StringComparison.OrdinalIgnoreCase));

    public bool IsSameCase(ResponsibilityRow other) =>
        Service == other.Service && Site == other.Site
        && string.Equals(Asset, other.Asset, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Building, other.Building, StringComparison.OrdinalIgnoreCase);
}
