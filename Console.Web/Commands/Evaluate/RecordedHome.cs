using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>A time, both ends in it.</summary>
internal readonly record struct Interval(DateTimeOffset From, DateTimeOffset To)
{
    public bool Holds(DateTimeOffset at) => at >= From && at <= To;
}

/// <summary>One home of a recording: its readings in order, registers as use, and what is known of its life.</summary>
internal sealed class RecordedHome
{
    /// <summary>A home is judged after this time of learning.</summary>
    public static readonly TimeSpan BurnIn = TimeSpan.FromDays(42);

    /// <summary>A cut-off must be found within this time.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(96);

    private static readonly TimeSpan Absence = TimeSpan.FromHours(36);
    private const long AbsentLitres = 1;

    private readonly List<Interval> _absences = [];
    private readonly DateTimeOffset _judgedUntil;

    public RecordedHome(HomeId id, IEnumerable<Reading> readings, IEnumerable<Label> labels, EstateCalendar calendar)
    {
        Id = id;
        Calendar = calendar;
        Rows = [.. Uses(readings.OrderBy(row => row.At))];
        JudgedFrom = Rows[0].At + BurnIn;
        _judgedUntil = Rows[^1].At;
        HasDoor = Rows.Any(row => row.Measure is Measure.Lock or Measure.Door);
        FindAbsences();
        var known = labels.Where(label => label.Home == id.Home).ToList();
        if (known.Where(label => label.Name == "collapse").Select(label => (DateTimeOffset?)label.Time.From).Min() is { } collapse)
        {
            _judgedUntil = collapse;    // whoever was found is not at home afterwards
        }

        Trips = [.. known.Where(label => label.Name == "away" && label.Time.From < _judgedUntil).Select(label => label.Time)];
        _absences.AddRange(Trips);
    }

    public HomeId Id { get; }

    public EstateCalendar Calendar { get; }

    public Reading[] Rows { get; }

    public DateTimeOffset JudgedFrom { get; }

    /// <summary>Absences somebody wrote down.</summary>
    public IReadOnlyList<Interval> Trips { get; }

    /// <summary>Absences that are judged: written down, or seen in the water where nobody wrote any.</summary>
    public IEnumerable<Interval> Absences =>
        (Trips.Count > 0 ? Trips : _absences).Where(absence => absence.To > JudgedFrom && absence.From < _judgedUntil);

    /// <summary>Whether a lock or a door can tell of departures.</summary>
    public bool HasDoor { get; }

    /// <summary>Whether an alert began while nobody was there.</summary>
    public bool BeganInAbsence(DateTimeOffset at) => at > JudgedFrom && at < _judgedUntil && Absences.Any(absence => absence.Holds(at));

    /// <summary>Whether an instant counts: after the burn-in, before a labelled collapse, and nobody known to be away.</summary>
    public bool Counts(DateTimeOffset at) =>
        at > JudgedFrom && at < _judgedUntil && !IsAbsent(at);

    /// <summary>Whether nobody is there at an instant, as far as is known.</summary>
    public bool IsAbsent(DateTimeOffset at) => _absences.Any(absence => absence.Holds(at));

    /// <summary>Time that counts.</summary>
    public TimeSpan Exposure
    {
        get
        {
            var sum = TimeSpan.Zero;
            for (var i = 1; i < Rows.Length; i++)
            {
                sum += Counts(Rows[i].At) ? Rows[i].At - Rows[i - 1].At : TimeSpan.Zero;
            }

            return sum;
        }
    }

    /// <summary>
    /// Instants at which everything stops, spread evenly over the hours of the day and otherwise at random: such that
    /// count, lie between two readings at most 2.5 hours apart, and leave the longest time to be found in.
    /// </summary>
    public List<DateTimeOffset> CutOffs(int count, Random random)
    {
        var last = _judgedUntil - Longest;
        var days = (int)(last - JudgedFrom).TotalDays;
        var found = new List<DateTimeOffset>(count);
        for (var tries = 0; found.Count < count && days > 0 && tries < 1000 * count; tries++)
        {
            var local = Calendar.Local(JudgedFrom).Date.AddDays(random.Next(days + 1)).AddHours((found.Count % 24) + random.NextDouble());
            var instant = Calendar.Instant(local);
            if (Counts(instant) && instant < last && IsCovered(instant) && !IsOut(instant))
            {
                found.Add(instant);
            }
        }

        found.Sort();
        return found;
    }

    private bool IsCovered(DateTimeOffset at)
    {
        var next = Next(at);
        return next > 0 && next < Rows.Length && Rows[next].At - Rows[next - 1].At <= TimeSpan.FromHours(2.5);
    }

    /// <summary>Whether the door says that nobody is at home, where it says its side: who is out does not fall at home.</summary>
    public bool IsOut(DateTimeOffset at)
    {
        for (var i = Next(at) - 1; i >= 0; i--)
        {
            if (Rows[i].Measure == Measure.Door && DoorReport.Of(Rows[i].Value) is { Open: true, Side: var side and not DoorSide.Unknown })
            {
                return side == DoorSide.Inside;
            }
        }

        return false;
    }

    /// <summary>Index of the first row after an instant.</summary>
    public int Next(DateTimeOffset at)
    {
        var (low, high) = (0, Rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Rows[middle].At <= at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Registers become what was used since the row before, so that rules, absences and cut-offs know one form only. A
    // step back or a first reading says nothing of use.
    private static IEnumerable<Reading> Uses(IEnumerable<Reading> rows)
    {
        var registers = new Dictionary<(DeviceId, Measure), long>();
        foreach (var row in rows)
        {
            if (row.Measure is not (Measure.TotalLitres or Measure.TotalWattHours))
            {
                yield return row;
                continue;
            }

            var known = registers.TryGetValue((row.Device, row.Measure), out var before);
            registers[(row.Device, row.Measure)] = row.Value;
            if (known && row.Value >= before)
            {
                yield return row with { Measure = row.Measure == Measure.TotalLitres ? Measure.UseLitres : Measure.UseWattHours, Value = row.Value - before };
            }
        }
    }

    // 36 hours and more in which no water reading is above 1 litre.
    private void FindAbsences()
    {
        DateTimeOffset? from = null;
        var before = DateTimeOffset.MinValue;
        foreach (var row in Rows.Where(row => row.Measure == Measure.UseLitres))
        {
            if (row.Value > AbsentLitres)
            {
                Add(from, before);
                from = null;
            }
            else
            {
                from ??= before == DateTimeOffset.MinValue ? row.At : before;
            }

            before = row.At;
        }

        Add(from, before);

        void Add(DateTimeOffset? start, DateTimeOffset end)
        {
            if (start is { } first && end - first >= Absence)
            {
                _absences.Add(new Interval(first, end));
            }
        }
    }
}
