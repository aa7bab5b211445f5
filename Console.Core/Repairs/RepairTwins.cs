namespace CommunityConsole.Core.Repairs;

/// <summary>Another repair that may be about the same thing.</summary>
/// <param name="Other">Which.</param>
/// <param name="Score">How much speaks for it, 0 to 1.</param>
/// <param name="IsCertain">The same thing by its own code: the program merges it by itself.</param>
public sealed record RepairTwin(Repair Other, double Score, bool IsCertain);

/// <summary>Finds reports about one thing by place, time and text.</summary>
/// <remarks>Text: Dice coefficient of the character pairs (L. R. Dice, Ecology 26 (1945) 297), of title and description. Place: the same asset, building, or 50 m.</remarks>
public static class RepairTwins
{
    /// <summary>From this score on a pair is shown to a person.</summary>
    public const double Likely = 0.45;

    private const double Near = 50;
    private static readonly TimeSpan Apart = TimeSpan.FromDays(7);

    /// <summary>The open ones that may be the same, the likeliest first, at most five.</summary>
    public static IReadOnlyList<RepairTwin> Of(Repair repair, IEnumerable<Repair> others) =>
    [
        .. others.Where(other => other.Id != repair.Id && other.IsOpen && other.Community == repair.Community && (repair.CreatedAt - other.CreatedAt).Duration() <= Apart)
            .Select(other => new RepairTwin(other, Score(repair, other), IsCertain(repair, other)))
            .Where(twin => twin.IsCertain || twin.Score >= Likely)
            .OrderByDescending(twin => twin.IsCertain).ThenByDescending(twin => twin.Score).ThenBy(twin => twin.Other.Id.Value)
            .Take(5),
    ];

    // A lamp has one way to be dark; a lift or a door can have two faults, so the kinds must agree where both are known.
    private static bool IsCertain(Repair one, Repair other) =>
        one.Asset.Length > 0 && one.Asset == other.Asset && one.Service is not null && one.Service == other.Service;

    private static double Score(Repair one, Repair other)
    {
        if (one.Service is { } service && other.Service is { } otherService && service != otherService)
        {
            return 0;
        }

        var place = PlaceScore(one, other);
        return place == 0 ? 0 : (0.5 * place) + (0.5 * Dice(one.Title + one.Description, other.Title + other.Description));
    }

    private static double PlaceScore(Repair one, Repair other)
    {
        if (one is { Latitude: { } latitude, Longitude: { } longitude } && other is { Latitude: { } otherLatitude, Longitude: { } otherLongitude })
        {
            return Metres(latitude, longitude, otherLatitude, otherLongitude) <= Near ? 1 : 0;
        }

        if (one.Building.Length > 0 && other.Building.Length > 0 && one.Building != other.Building)
        {
            return 0;
        }

        return Dice(one.Location, other.Location);
    }

    private static double Dice(string one, string other)
    {
        var (pairs, otherPairs) = (PairsOf(one), PairsOf(other));
        return pairs.Count + otherPairs.Count == 0 ? 0 : 2.0 * pairs.Count(otherPairs.Contains) / (pairs.Count + otherPairs.Count);
    }

    private static HashSet<(char First, char Second)> PairsOf(string text)
    {
        var letters = text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToArray();
        return [.. letters.Zip(letters.Skip(1))];
    }

    // Flat over fifty metres: the error is below a millimetre.
    internal static double Metres(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        const double MetresPerDegree = 111_195;
        var north = (latitude - otherLatitude) * MetresPerDegree;
        var east = (longitude - otherLongitude) * MetresPerDegree * Math.Cos(latitude * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }
}
