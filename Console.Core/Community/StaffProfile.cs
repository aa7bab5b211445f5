namespace CommunityConsole.Core.Community;

/// <summary>What helps to choose who goes to a home: facts about one account that its role does not tell. Whoever has none can be sent all the same.</summary>
/// <param name="Id">The account.</param>
/// <param name="Community">Where.</param>
public sealed record StaffProfile(StaffId Id, string Community)
{
    /// <summary>What the person speaks, in words as they stand in a home's notes: 上海话, 粤语.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>What the person has learned, as free tags: 急救, 护理.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>The grid cell where the person works; null where it is not said.</summary>
    public GridCellId? PostCell { get; init; }

    /// <summary>The building where the person waits for work, by its id; empty where there is none.</summary>
    public string PostBuilding { get; init; } = "";

    /// <summary>The homes whose key the person holds.</summary>
    public IReadOnlyList<HomeId> Keys { get; init; } = [];

    /// <summary>Rises with each change; the store compares it before it writes.</summary>
    public int Version { get; init; }

    /// <inheritdoc />
    public bool Equals(StaffProfile? other) => other is not null
        && (Id, Community, PostCell, PostBuilding, Version) == (other.Id, other.Community, other.PostCell, other.PostBuilding, other.Version)
        && Languages.SequenceEqual(other.Languages) && Skills.SequenceEqual(other.Skills) && Keys.SequenceEqual(other.Keys);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Id, Community, Version);
}
