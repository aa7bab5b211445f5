using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>How many people of the estate belong to a group.</summary>
public sealed record GroupCount(string Group, int People);

/// <summary>The estate's people by one kind of group, as somebody has counted them.</summary>
/// <param name="Community">Whose.</param>
/// <param name="Kind">By what.</param>
public sealed record MakeUpTable(string Community, GroupKind Kind)
{
    /// <summary>Longest source, in characters.</summary>
    public const int SourceLength = 200;

    /// <summary>Most people of one group.</summary>
    public const int MostPeople = 10_000_000;

    /// <summary>Where the numbers come from, in words.</summary>
    public string Source { get; init; } = "";

    /// <summary>The day they are true for.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>Every group once, those without anybody too.</summary>
    public IReadOnlyList<GroupCount> Rows { get; init; } = [];

    /// <summary>Rises with each change; the store compares it before it writes. 0: nobody has brought it.</summary>
    public int Version { get; init; }

    /// <summary>Nobody has brought it: homes of the register stand for people.</summary>
    public bool CountsHomes => Version == 0;

    /// <summary>How the audit names it.</summary>
    public string Subject => $"make-up:{Community}/{Kind}";

    /// <summary>The homes of the register by building, until somebody brings the people; null where no home is registered.</summary>
    public static MakeUpTable? OfHomes(string community, HomeDirectory homes)
    {
        var counted = homes.Homes(community).CountBy(home => home.Address.Building).ToDictionary();
        return counted.Count == 0 ? null : new MakeUpTable(community, GroupKind.Building)
        {
            Rows = [.. GroupsOf(GroupKind.Building, community, homes).Select(building => new GroupCount(building, counted.GetValueOrDefault(building)))],
        };
    }

    /// <summary>Every group of a kind, in the order in which people read them.</summary>
    public static IReadOnlyList<string> GroupsOf(GroupKind kind, string community, HomeDirectory homes) => kind switch
    {
        GroupKind.Building => [.. homes.Buildings(community).Select(building => building.Id).OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal)],
        GroupKind.Age => Enum.GetNames<AgeBand>(),
        _ => Enum.GetNames<Occupation>(),
    };

    /// <summary>Null when it is in order, else what is wrong.</summary>
    internal Problem? Refusal(IReadOnlyList<string> groups, DateOnly today) =>
        Source.Length is 0 or > SourceLength ? Invalid($"请写明数字的来源，不超过 {SourceLength} 个字。", $"Say where the numbers come from, in at most {SourceLength} characters.")
        : AsOf > today || AsOf < today.AddYears(-50) ? Invalid("数字的日期不能在今天之后，也不能太早。", "The day of the numbers is today or earlier, and not long ago.")
        : !Rows.Select(row => row.Group).Order(StringComparer.Ordinal).SequenceEqual(groups.Order(StringComparer.Ordinal))
            ? Invalid("每一组都要有一行，且只有一行。", "Every group has a row, and only one.")
        : Rows.Any(row => row.People is < 0 or > MostPeople) || Rows.All(row => row.People == 0) ? Invalid("人数须是 0 以上的整数，且不能全是 0。", "Numbers are whole, not below 0, and not all of them 0.")
        : null;

    /// <inheritdoc />
    public bool Equals(MakeUpTable? other) => other is not null
        && (Community, Kind, Source, AsOf, Version) == (other.Community, other.Kind, other.Source, other.AsOf, other.Version)
        && Rows.SequenceEqual(other.Rows);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Community, Kind, Version);

    /// <summary>For the audit.</summary>
    public override string ToString() => Version == 0 ? "" : FormattableString.Invariant($"{AsOf:yyyy-MM-dd}; {Source}; {string.Join(' ', Rows.Select(row => $"{row.Group}={row.People}"))}");

    private static DelegateNotValid Invalid(string zh, string en) => new(new Sentence(zh, en));
}
