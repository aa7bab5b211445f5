using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>The bank in memory, for development and tests.</summary>
public sealed class VolatileTimeBankStore(string community) : ITimeBankStore
{
    private readonly Lock _gate = new();
    private readonly Tables _tables = new();

    /// <inheritdoc />
    public string Community => community;

    /// <inheritdoc />
    public Task<IReadOnlyList<Result<TimeBankChange>>> GiveAsync(IReadOnlyList<Func<ITimeBankSight, Result<TimeBankChange>>> decisions, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Result<TimeBankChange>>>([.. decisions.Select(decide =>
                decide(_tables) is var decided && decided is { Succeeded: true, Value.IsThere: false } ? _tables.Write(decided.Value) : decided)]);
        }
    }

    /// <inheritdoc />
    public Task<T> LookAsync<T>(Func<ITimeBankSight, T> look, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(look(_tables));
        }
    }

    private sealed class Tables : ITimeBankSight
    {
        private readonly List<TimeEntry> _entries = [];
        private readonly Dictionary<Id32, TimePerson> _people = [];
        private readonly Dictionary<Id32, TimeWord> _words = [];
        private readonly SortedDictionary<ushort, CatalogueLine> _lines = [];
        private readonly Dictionary<Id32, PhoneCode> _codes = [];

        public TimeBankState State { get; private set; } = TimeBankSigners.Beginning;

        public TimeEntry? Last => _entries.LastOrDefault();

        public TimeEntry? ByNumber(long number) => number > 0 && number <= _entries.Count ? _entries[(int)number - 1] : null;

        public IReadOnlyList<TimeEntry> OfOp(Id32 op) => [.. _entries.Where(entry => entry.Op == op)];

        public IReadOnlyList<TimeEntry> Entries(long before, int most) => [.. Enumerable.Reverse(_entries).Where(entry => entry.Number < before).Take(most)];

        public IReadOnlyList<TimeEntry> EntriesOf(Id32 account, long before, int most) =>
            [.. Enumerable.Reverse(_entries).Where(entry => entry.Number < before && (entry.Debit == account || entry.Credit == account)).Take(most)];

        public IReadOnlyList<TimeEntry> FiledBy(Id32 provider) => [.. _entries.Where(entry => entry.Kind == TimeEntryKind.Filed && entry.Debit == provider)];

        public IEnumerable<TimeEntry?> All() => _entries;

        public IReadOnlyList<TimePerson> People() => [.. _people.Values];

        public TimePerson? Person(Id32 account) => _people.GetValueOrDefault(account);

        public TimePerson? PersonOf(StaffId person) => _people.Values.FirstOrDefault(member => member.Person == person);

        public TimeWord? Word(Id32 hash) => _words.GetValueOrDefault(hash);

        public IReadOnlyList<TimeWord> Words() => [.. _words.Values];

        public IReadOnlyList<CatalogueLine> Catalogue() => [.. _lines.Values];

        public PhoneCode? Code(Id32 record) => _codes.GetValueOrDefault(record);

        public TimeBankChange Write(TimeBankChange change)
        {
            var entries = change.Taken?.Entries(Last) ?? [];
            _entries.AddRange(entries);
            State = change.Taken?.Outcome.State ?? State;
            if (change.Person is { } person)
            {
                _people[person.Account] = person;
            }

            if (change.Erased is { } account)
            {
                var records = _entries.Where(entry => entry.Debit == account || entry.Credit == account).Select(entry => entry.Op).ToHashSet();
                _entries.Where(entry => records.Contains(entry.Op)).ToList().ForEach(entry => _words.Remove(entry.Note.Word ?? default));
                _people.Remove(account);
            }

            foreach (var word in change.Words)
            {
                _words[word.Hash] = word;
            }

            if (change.Line is { } line)
            {
                _lines[line.Code] = line;
            }

            if (change.Code is { } code)
            {
                _codes[code.Record] = code with { Shown = "" };
            }

            return change with { Entries = entries };
        }
    }
}
