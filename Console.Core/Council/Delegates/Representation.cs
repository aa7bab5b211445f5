namespace CommunityConsole.Core.Council.Delegates;

/// <summary>A group of the estate and its seats in the council.</summary>
/// <param name="Group">Which: see <see cref="GroupKind"/>; <see cref="Joined"/> for several.</param>
/// <param name="People">In the estate.</param>
/// <param name="Fair">Seats by <see cref="Apportionment"/>.</param>
/// <param name="Present">Seats it has.</param>
public sealed record GroupLine(string Group, int People, int Fair, int Present)
{
    /// <summary>Stands for groups so small that a number of theirs would point at somebody.</summary>
    public const string Joined = "joined";

    /// <summary>Seats too many; below 0: too few.</summary>
    public int Gap => Present - Fair;
}

/// <summary>The council beside the estate by one kind of group.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Table">The estate's people; null where nobody has counted them.</param>
/// <param name="Lines">Group by group; without a table, only who is present.</param>
public sealed record GroupBalance(GroupKind Kind, MakeUpTable? Table, IReadOnlyList<GroupLine> Lines)
{
    /// <summary>Fewest people of a line that everybody may see, of the estate and, where there are any, of the council.</summary>
    public const int FewestShown = 3;

    /// <summary>In the estate.</summary>
    public long People => Lines.Sum(line => (long)line.People);

    /// <summary>In the council.</summary>
    public int Seats => Lines.Sum(line => line.Present);

    /// <summary>Delegates who would have to come from another group; as many are too many somewhere as are too few elsewhere.</summary>
    public int Misplaced => Table is null ? 0 : Lines.Sum(line => Math.Max(0, -line.Gap));

    /// <summary>A line's quota, the seats before rounding, in hundredths, rounded down.</summary>
    public long QuotaHundredths(GroupLine line) => People == 0 ? 0 : 100L * Seats * line.People / People;

    /// <summary>Compares; without people of the estate it only counts who is there.</summary>
    /// <param name="kind">By what.</param>
    /// <param name="table">The estate's people.</param>
    /// <param name="groups">The delegates' groups, one each.</param>
    public static GroupBalance Of(GroupKind kind, MakeUpTable? table, IReadOnlyList<string> groups)
    {
        var present = groups.CountBy(group => group).ToDictionary();
        var known = table?.Rows ?? [];

        // A building that is gone from the table, or a table that was never brought: those delegates stand there all the same.
        var others = present.Keys.Except(known.Select(row => row.Group)).OrderBy(group => group.Length).ThenBy(group => group, StringComparer.Ordinal);
        List<GroupCount> rows = [.. known, .. others.Select(group => new GroupCount(group, 0))];
        var fair = table is null ? new int[rows.Count] : Apportionment.LargestRemainder([.. rows.Select(row => row.People)], groups.Count);
        return new GroupBalance(kind, table, [.. rows.Select((row, place) => new GroupLine(row.Group, row.People, fair[place], present.GetValueOrDefault(row.Group)))]);
    }

    /// <summary>As everybody may see it: where a group has fewer than three people in the estate, or one or two in the council, it is one line with other small ones. Of buildings everything is public.</summary>
    internal GroupBalance ForEverybody()
    {
        if (Kind == GroupKind.Building)
        {
            return this;
        }

        if (Table is null)
        {
            return this with { Lines = [] };
        }

        if (!Lines.Any(PointsAtSomebody))
        {
            return this;
        }

        // What is called "other" already takes them in.
        var joined = Lines.Where(line => PointsAtSomebody(line) || line.People == 0 || line.Group == nameof(Occupation.Other)).ToList();
        var rest = Lines.Except(joined).OrderBy(line => line.People).ToList();
        while (rest.Count > 0 && PointsAtSomebody(Sum(joined)))
        {
            // The next larger group joins them; where delegates are too few, one that has some.
            var next = rest.Find(line => Sum(joined).Present is 0 or >= FewestShown || line.Present > 0) ?? rest[0];
            rest.Remove(next);
            joined.Add(next);
        }

        return this with { Table = Table with { Rows = [] }, Lines = [.. Lines.Except(joined), Sum(joined)] };
    }

    // So few people of the estate, or of the council, that others know who is meant.
    private static bool PointsAtSomebody(GroupLine line) => line.Present is > 0 and < FewestShown || line.People is > 0 and < FewestShown || (line.People == 0 && line.Present > 0);

    private static GroupLine Sum(IReadOnlyList<GroupLine> lines) =>
        new(GroupLine.Joined, lines.Sum(line => line.People), lines.Sum(line => line.Fair), lines.Sum(line => line.Present));
}

/// <summary>How well the delegates of a day stand for the estate.</summary>
/// <param name="Seats">How many they are.</param>
/// <param name="Balances">By building, by age, by occupation.</param>
public sealed record Representation(int Seats, IReadOnlyList<GroupBalance> Balances)
{
    /// <summary>The one figure for the whole: at least so many delegates would have to be other people for all tables to agree. The largest <see cref="GroupBalance.Misplaced"/>, since one change can mend several tables at once.</summary>
    public int LeastChanges => Balances.Max(balance => balance.Misplaced);

    /// <summary>Compares the delegates who serve with each table.</summary>
    public static Representation Of(IReadOnlyList<CouncilDelegate> serving, IReadOnlyDictionary<GroupKind, MakeUpTable> tables)
    {
        ArgumentNullException.ThrowIfNull(serving);
        ArgumentNullException.ThrowIfNull(tables);
        return new Representation(serving.Count, [.. Enum.GetValues<GroupKind>().Select(kind => GroupBalance.Of(kind, tables.GetValueOrDefault(kind), [.. serving.Select(one => GroupOf(kind, one.Entry))]))]);
    }

    /// <summary>As everybody may see it. The age of one or two delegates would be the age of somebody by name: then only buildings are left.</summary>
    internal Representation ForEverybody() => this with
    {
        Balances = [.. Balances.Select(balance => balance.Kind != GroupKind.Building && Seats < GroupBalance.FewestShown ? balance with { Table = null, Lines = [] } : balance.ForEverybody())],
    };

    private static string GroupOf(GroupKind kind, DelegateEntry entry) => kind switch
    {
        GroupKind.Building => entry.Building,
        GroupKind.Age => entry.Person.Age.ToString(),
        _ => entry.Person.Occupation.ToString(),
    };
}
