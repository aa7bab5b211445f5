using System.Collections.Concurrent;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>The sums that many screens ask for, kept and carried on by what the ledger has gained since: a visit reads the new entries, not all of them.</summary>
/// <remarks>Only for showing. Decisions sum the entries themselves, inside the transaction that writes.</remarks>
public sealed class PointsFigures
{
    private readonly ConcurrentDictionary<string, Sums> _all = new();

    /// <summary>The sums of the community at the moment of the sight.</summary>
    internal Shown Of(IPointsSight sight, EstateDays days)
    {
        var sums = _all.GetOrAdd(sight.Community, static _ => new Sums());
        lock (sums)
        {
            var last = sight.Last;
            if (sums.Number > (last?.Number ?? 0) || (sums.Number > 0 && !sums.Hash.AsSpan().SequenceEqual(sight.ByNumber(sums.Number)!.Hash)))
            {
                sums.Clear();   // another ledger: a backup was put back
            }

            if (last is not null && last.Number > sums.Number)
            {
                foreach (var entry in sight.After(sums.Number))
                {
                    sums.Add(entry, sight, days);
                }
            }

            return sums.Show();
        }
    }

    /// <summary>Which of the estate's days an instant is on.</summary>
    internal delegate DateOnly EstateDays(DateTimeOffset at);

    /// <summary>What is shown; changed no more once it was handed out.</summary>
    internal sealed record Shown(
        IReadOnlyDictionary<LedgerKey, long> Balances, IReadOnlySet<long> Undone,
        IReadOnlyDictionary<DateOnly, IReadOnlyDictionary<LedgerKey, long>> GivenByDay, IReadOnlyDictionary<DateOnly, IReadOnlySet<LedgerKey>> ActiveByMonth)
    {
        private readonly ConcurrentDictionary<(DateOnly Since, DateOnly Until), IReadOnlyList<KeyValuePair<LedgerKey, long>>> _rankings = new();

        /// <summary>Who earned something that stands, the most first, of entries made from one day to another.</summary>
        public IReadOnlyList<KeyValuePair<LedgerKey, long>> Ranking(DateOnly since, DateOnly until) => _rankings.GetOrAdd((since, until), span =>
        [
            .. GivenByDay.Where(day => day.Key >= span.Since && day.Key <= span.Until).SelectMany(day => day.Value)
                .GroupBy(each => each.Key, each => each.Value)
                .Select(each => KeyValuePair.Create(each.Key, each.Sum()))
                .Where(each => each.Value > 0)
                .OrderByDescending(each => each.Value).ThenBy(each => each.Key.ToString(), StringComparer.Ordinal),
        ]);
    }

    private sealed class Sums
    {
        private readonly Dictionary<LedgerKey, long> _balances = [];
        private readonly HashSet<long> _undone = [];
        private readonly Dictionary<DateOnly, Dictionary<LedgerKey, long>> _given = [];
        private readonly Dictionary<DateOnly, Dictionary<LedgerKey, int>> _active = [];
        private Shown? _shown;

        public long Number { get; private set; }

        public byte[] Hash { get; private set; } = [];

        public void Clear()
        {
            (Number, Hash, _shown) = (0, [], null);
            _balances.Clear();
            _undone.Clear();
            _given.Clear();
            _active.Clear();
        }

        public void Add(PointsEntry entry, IPointsSight sight, EstateDays days)
        {
            _balances[entry.Line.Debit] = _balances.GetValueOrDefault(entry.Line.Debit) + entry.Points;
            _balances[entry.Line.Credit] = _balances.GetValueOrDefault(entry.Line.Credit) - entry.Points;
            if (entry.Kind == PointsKind.Award)
            {
                Count(entry, days(entry.At), 1);
            }
            else if (entry.Kind is PointsKind.AwardReversed or PointsKind.RedemptionCancelled)
            {
                var undone = entry.Note.Undoes;
                _undone.Add(undone);
                if (entry.Kind == PointsKind.AwardReversed && sight.ByNumber(undone) is { } award)
                {
                    Count(award, days(award.At), -1);
                }
            }

            (Number, Hash, _shown) = (entry.Number, entry.Hash, null);
        }

        // Copied at the first look after a change; until the next change all share it.
        public Shown Show() => _shown ??= new Shown(
            new Dictionary<LedgerKey, long>(_balances),
            new HashSet<long>(_undone),
            _given.ToDictionary(day => day.Key, IReadOnlyDictionary<LedgerKey, long> (day) => new Dictionary<LedgerKey, long>(day.Value)),
            _active.ToDictionary(month => month.Key, IReadOnlySet<LedgerKey> (month) => month.Value.Where(each => each.Value > 0).Select(each => each.Key).ToHashSet()));

        private void Count(PointsEntry award, DateOnly made, int sign)
        {
            _given.TryAdd(made, []);
            _given[made][award.Line.Debit] = _given[made].GetValueOrDefault(award.Line.Debit) + (sign * award.Points);
            if (award.Note.On is { } day)
            {
                var month = new DateOnly(day.Year, day.Month, 1);
                _active.TryAdd(month, []);
                _active[month][award.Line.Debit] = _active[month].GetValueOrDefault(award.Line.Debit) + sign;
            }
        }
    }
}
