using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>What about check-ins is unusual.</summary>
public enum PatternKind
{
    /// <summary>一机多人: one phone for many people.</summary>
    OnePhone,

    /// <summary>短时集中: many within seconds.</summary>
    Burst,

    /// <summary>分身: one person at two places sooner than anybody walks.</summary>
    TwoPlaces,

    /// <summary>远处签到: too far away, and again.</summary>
    FarAway,

    /// <summary>猜码: codes that were none.</summary>
    Guessing,
}

/// <summary>Something somebody should look at. It proves nothing: a family shares a phone, a bus brings twenty at once.</summary>
/// <param name="Kind">What.</param>
/// <param name="Activity">At which activity.</param>
/// <param name="Accounts">Whose check-ins.</param>
/// <param name="At">When it was last so, UTC.</param>
public sealed record CheckInPattern(PatternKind Kind, Guid Activity, IReadOnlyList<LedgerKey> Accounts, DateTimeOffset At);

/// <summary>Finds what is unusual. Decides nothing: a person looks.</summary>
public static class CheckInPatterns
{
    private const int ManyOfOnePhone = 3;
    private const int ManyAtOnce = 8;
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    // Faster than a bicycle in an estate, and further apart than two ends of one courtyard.
    private const double MetresASecond = 6;
    private const double Apart = 300;

    /// <summary>All patterns of these check-ins, newest first.</summary>
    public static IReadOnlyList<CheckInPattern> Of(IReadOnlyList<CheckIn> checkIns, IReadOnlyDictionary<Guid, CheckInTerms> terms) =>
    [
        .. OnePhone(checkIns).Concat(Bursts(checkIns)).Concat(TwoPlaces(checkIns, terms))
            .Concat(checkIns.Where(one => one is { Place: PlaceAnswer.Outside, State: CheckInState.Refused, Metres: > 2000 }).Select(one => Alone(PatternKind.FarAway, one)))
            .Concat(checkIns.Where(one => one.WrongCodes >= CheckInDecisions.MostWrongCodes).Select(one => Alone(PatternKind.Guessing, one)))
            .OrderByDescending(pattern => pattern.At).ThenBy(pattern => pattern.Kind),
    ];

    private static IEnumerable<CheckInPattern> OnePhone(IReadOnlyList<CheckIn> checkIns) => checkIns
        .Where(one => one.Phone.Length > 0)
        .GroupBy(one => (one.Activity, one.Phone))
        .Where(group => group.Count() >= ManyOfOnePhone)
        .Select(group => new CheckInPattern(PatternKind.OnePhone, group.Key.Activity, [.. group.Select(one => one.Account)], group.Max(one => one.At)));

    private static IEnumerable<CheckInPattern> Bursts(IReadOnlyList<CheckIn> checkIns)
    {
        foreach (var activity in checkIns.GroupBy(one => one.Activity))
        {
            var ordered = activity.OrderBy(one => one.At).ToList();
            for (var last = ManyAtOnce - 1; last < ordered.Count; last++)
            {
                var first = last - ManyAtOnce + 1;
                if (ordered[last].At - ordered[first].At > AtOnce)
                {
                    continue;
                }

                while (last + 1 < ordered.Count && ordered[last + 1].At - ordered[first].At <= AtOnce)
                {
                    last++;
                }

                yield return new CheckInPattern(PatternKind.Burst, activity.Key, [.. ordered[first..(last + 1)].Select(one => one.Account)], ordered[last].At);
                last += ManyAtOnce - 1;
            }
        }
    }

    private static IEnumerable<CheckInPattern> TwoPlaces(IReadOnlyList<CheckIn> checkIns, IReadOnlyDictionary<Guid, CheckInTerms> terms)
    {
        foreach (var person in checkIns.Where(one => one.IsCounted && one.Place == PlaceAnswer.Inside).GroupBy(one => one.Account))
        {
            var walked = person.OrderBy(one => one.At).ToList();
            for (var later = 1; later < walked.Count; later++)
            {
                if (terms.GetValueOrDefault(walked[later - 1].Activity)?.Spot is { } from && terms.GetValueOrDefault(walked[later].Activity)?.Spot is { } to
                    && CheckInPlace.Metres(from, to.Latitude, to.Longitude) - from.Radius - to.Radius is var metres && metres > Apart
                    && metres > MetresASecond * (walked[later].At - walked[later - 1].At).TotalSeconds)
                {
                    yield return Alone(PatternKind.TwoPlaces, walked[later]);
                }
            }
        }
    }

    private static CheckInPattern Alone(PatternKind kind, CheckIn one) => new(kind, one.Activity, [one.Account], one.At);
}
