using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>What somebody does in the shift of this moment; the first is sent first.</summary>
public enum GoerDuty
{
    /// <summary>在岗: at the desk, to be sent.</summary>
    Worker,

    /// <summary>Supervisor, grid manager or deputy on duty: on duty too, but the others need them at the telephone.</summary>
    Leads,

    /// <summary>不在岗.</summary>
    Off,
}

/// <summary>How far somebody is from a home, as coarse as it is known; the nearest first.</summary>
public enum Nearness
{
    /// <summary>同楼.</summary>
    SameBuilding,

    /// <summary>At most <see cref="Way.NearMinutes"/> on foot, or in the same grid cell where nobody has measured.</summary>
    Near,

    /// <summary>Farther, or in another cell.</summary>
    Far,

    /// <summary>Nobody knows where the person is, or where the home stands.</summary>
    Unknown,
}

/// <summary>Somebody's way to a home.</summary>
/// <param name="Nearness">How far, coarsely.</param>
/// <param name="Metres">As the crow flies, between the buildings' coordinates; null where one of them has none.</param>
public sealed record Way(Nearness Nearness, int? Metres)
{
    /// <summary>What counts as near, in minutes on foot.</summary>
    public const int NearMinutes = 5;

    // Paths bend round houses (a third more), and somebody in a hurry on foot makes about 80 m a minute.
    private const double MetresPerMinute = 80 / 1.3;

    /// <summary>Nothing known.</summary>
    public static Way Unknown { get; } = new(Nearness.Unknown, null);

    /// <summary>On foot, rounded up; null where nobody has measured. An estimate from the crow's way, not a route.</summary>
    public int? Minutes => Metres is { } metres ? MinutesOf(metres) : null;

    /// <summary>The way from a place to a home's building.</summary>
    /// <param name="from">Where the person is believed to be; null where that is not known.</param>
    /// <param name="to">Where the home is.</param>
    public static Way Of(Spot? from, Spot to)
    {
        if (from is null)
        {
            return Unknown;
        }

        if (from.Building is { } here && to.Building is { } there)
        {
            if (here.Community == there.Community && here.Id == there.Id)
            {
                return new Way(Nearness.SameBuilding, 0);
            }

            if (MetresBetween(here, there) is { } metres)
            {
                return new Way(MinutesOf(metres) <= NearMinutes ? Nearness.Near : Nearness.Far, metres);
            }
        }

        return from.Cell is not { } one || to.Cell is not { } other ? Unknown
            : new Way(one == other ? Nearness.Near : Nearness.Far, null);
    }

    private static int MinutesOf(int metres) => (int)Math.Ceiling(metres / MetresPerMinute);

    // Flat over the few kilometres of an estate: wrong by less than a metre there.
    private static int? MetresBetween(Building one, Building other)
    {
        if (one is not { Latitude: { } north, Longitude: { } east } || other is not { Latitude: { } otherNorth, Longitude: { } otherEast })
        {
            return null;
        }

        const double MetresPerDegree = 111_195;
        var up = (otherNorth - north) * MetresPerDegree;
        var across = (otherEast - east) * MetresPerDegree * Math.Cos(double.DegreesToRadians((north + otherNorth) / 2));
        return (int)Math.Round(Math.Sqrt(up * up + across * across));
    }
}

/// <summary>Where somebody or something is, as exactly as known.</summary>
/// <param name="Building">The building; null where only the cell is known.</param>
/// <param name="Cell">The grid cell.</param>
public sealed record Spot(Building? Building, GridCellId? Cell);

/// <summary>Somebody who may be sent to a home, with everything that speaks for or against it.</summary>
/// <param name="Person">Who.</param>
/// <param name="Duty">Whether on duty.</param>
/// <param name="Load">Open visits the person has besides this one.</param>
/// <param name="Way">How far away.</param>
/// <param name="HasKey">Holds a key to this home.</param>
/// <param name="Language">The resident's language, where the person speaks it; else empty.</param>
/// <param name="Skill">A skill that this visit asks for, where the person has it; else empty.</param>
public sealed record Goer(StaffMember Person, GoerDuty Duty, int Load, Way Way, bool HasKey, string Language, string Skill)
{
    /// <summary>Each thing that counted, in the order in which it counts: 在岗, 空闲, 同楼, 有钥匙, 会上海话.</summary>
    public IReadOnlyList<GoerReason> Reasons => GoerWords.Of(this);

    /// <summary>All of it in one short sentence: 在岗 · 空闲 · 同楼 · 有钥匙 · 会上海话.</summary>
    public Sentence Why => new(string.Join(" · ", Reasons.Select(reason => reason.Words.Zh)), string.Join(" · ", Reasons.Select(reason => reason.Words.En)));
}

/// <summary>One thing that counted.</summary>
/// <param name="Words">In two to ten characters.</param>
/// <param name="For">It speaks for the person; else it is only said.</param>
public sealed record GoerReason(Sentence Words, bool For);
