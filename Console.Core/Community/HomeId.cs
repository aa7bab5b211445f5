namespace CommunityConsole.Core.Community;

/// <summary>A home: the community's id and the home's id inside it, both <c>[A-Za-z0-9_-]{1,64}</c>.</summary>
public readonly record struct HomeId(string Community, string Home)
{
    /// <summary><c>community/home</c>, for logs and keys.</summary>
    public override string ToString() => $"{Community}/{Home}";
}

/// <summary>A grid cell 网格 of a community: the area one grid manager answers for.</summary>
public readonly record struct GridCellId(string Community, string Cell)
{
    public override string ToString() => $"{Community}/{Cell}";
}

/// <summary>A member of staff; the same value as the id of the account.</summary>
public readonly record struct StaffId(string Value)
{
    public override string ToString() => Value;
}
