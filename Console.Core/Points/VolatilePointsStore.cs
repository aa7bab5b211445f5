using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>The bank in memory, for development and tests.</summary>
public sealed class VolatilePointsStore : IPointsStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Tables> _all = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> CommunitiesAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. _all.Where(each => each.Value.Last is not null).Select(each => each.Key).Order(StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Result<PointsChange>>> GiveAsync(string community, IReadOnlyList<Func<IPointsSight, Result<PointsChange>>> decisions, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var tables = Of(community);
            return Task.FromResult<IReadOnlyList<Result<PointsChange>>>([.. decisions.Select(decide => decide(tables) is var decided && decided is { Succeeded: true, Value.IsThere: false } ? tables.Write(decided.Value) : decided)]);
        }
    }

    /// <inheritdoc />
    public Task<T> LookAsync<T>(string community, Func<IPointsSight, T> look, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(look(Of(community)));
        }
    }

    private Tables Of(string community) => _all.TryGetValue(community, out var tables) ? tables : _all[community] = new Tables(community);

    private sealed class Tables(string community) : IPointsSight
    {
        private readonly List<PointsEntry> _entries = [];
        private readonly Dictionary<LedgerKey, PointsEntry> _ops = [];
        private readonly Dictionary<LedgerKey, PointsMember> _members = [];
        private readonly List<PointRules> _rules = [];
        private readonly Dictionary<Guid, PointsActivity> _activities = [];
        private readonly List<StockMove> _moves = [];
        private readonly Dictionary<string, PointsVoucher> _vouchers = [];
        private readonly Dictionary<string, DateTimeOffset> _heard = [];
        private readonly Dictionary<Guid, CheckInTerms> _terms = [];
        private readonly Dictionary<(Guid Activity, LedgerKey Account), CheckIn> _checkIns = [];
        private readonly Dictionary<(Guid Activity, LedgerKey Account), PointsAppeal> _appeals = [];

        public string Community => community;

        public PointsEntry? Last => _entries.LastOrDefault();

        public PointsEntry? ByNumber(long number) => number > 0 && number <= _entries.Count ? _entries[(int)number - 1] : null;

        public PointsEntry? ByOp(LedgerKey op) => _ops.GetValueOrDefault(op);

        public long BalanceOf(LedgerKey account) => _entries.Sum(entry => entry.Of(account));

        public IReadOnlyList<PointsEntry> Entries(long before, int most) => [.. Enumerable.Reverse(_entries).Where(entry => entry.Number < before).Take(most)];

        public IReadOnlyList<PointsEntry> EntriesOf(LedgerKey account, long before, int most) =>
            [.. Enumerable.Reverse(_entries).Where(entry => entry.Number < before && (entry.Line.Debit == account || entry.Line.Credit == account)).Take(most)];

        public IEnumerable<PointsEntry> Between(DateTimeOffset since, DateTimeOffset until) => _entries.Where(entry => entry.At >= since && entry.At < until);

        public IEnumerable<PointsEntry> After(long number) => _entries.Skip((int)number);

        public IEnumerable<PointsEntry?> All() => _entries;

        public IReadOnlyList<PointsMember> Members() => [.. _members.Values];

        public PointsMember? Member(LedgerKey account) => _members.GetValueOrDefault(account);

        public PointsMember? MemberOf(StaffId person) => _members.Values.FirstOrDefault(member => member.Person == person);

        public IReadOnlyList<PointRules> Rules() => [.. _rules];

        public PointsActivity? Activity(Guid id) => _activities.GetValueOrDefault(id);

        public IReadOnlyList<PointsActivity> Activities(DateTimeOffset since, int most) => [.. _activities.Values.Where(activity => activity.StartsAt >= since).OrderByDescending(activity => activity.StartsAt).Take(most)];

        public CheckInTerms? CheckInTerms(Guid activity) => _terms.GetValueOrDefault(activity);

        public CheckIn? CheckIn(Guid activity, LedgerKey account) => _checkIns.GetValueOrDefault((activity, account));

        public IReadOnlyList<CheckIn> CheckIns(Guid activity) => [.. _checkIns.Values.Where(one => one.Activity == activity)];

        public IReadOnlyList<CheckIn> CheckInsSince(DateTimeOffset since) => [.. _checkIns.Values.Where(one => one.At >= since)];

        public PointsAppeal? Appeal(Guid activity, LedgerKey account) => _appeals.GetValueOrDefault((activity, account));

        public IReadOnlyList<PointsAppeal> Appeals(int most) => [.. _appeals.Values.OrderByDescending(appeal => appeal.At).Take(most)];

        public DateTimeOffset? HeardUntil(string source) => _heard.TryGetValue(source, out var until) ? until : null;

        public int StockOf(string reward) =>
            _moves.Where(move => move.Reward == reward).Sum(move => move.Change) - _vouchers.Values.Count(voucher => voucher.Reward == reward && voucher.State != VoucherState.Cancelled);

        public StockMove? StockMove(LedgerKey op) => _moves.Find(move => move.Op == op);

        public PointsVoucher? Voucher(string code) => _vouchers.GetValueOrDefault(code);

        public PointsVoucher? VoucherFor(long redemption) => _vouchers.Values.FirstOrDefault(voucher => voucher.Redemption == redemption);

        public IReadOnlyList<PointsVoucher> VouchersOf(LedgerKey account) => [.. _vouchers.Values.Where(voucher => voucher.Account == account).OrderByDescending(voucher => voucher.Redemption)];

        public IReadOnlyList<PointsVoucher> Vouchers(int most) => [.. _vouchers.Values.OrderByDescending(voucher => voucher.Redemption).Take(most)];

        public PointsChange Write(PointsChange change)
        {
            var entry = change.Posting?.After(Last);
            if (entry is not null)
            {
                _ops.Add(entry.Line.Op, entry);
                _entries.Add(entry);
            }

            if (change.Member is { } member)
            {
                _members[member.Account] = member;
            }

            if (change.Activity is { } activity)
            {
                _activities[activity.Id] = activity;
            }

            if (change.Stock is { } stock)
            {
                _moves.Add(stock);
            }

            if (change.Voucher is { } voucher)
            {
                _vouchers[voucher.Code] = voucher;
            }

            if (change.Rules is { } rules)
            {
                _rules.Add(rules);
            }

            WriteCheckIn(change);
            if (change.Heard is { } heard)
            {
                _heard[heard.Source] = heard.Until;
            }

            return change with { Entry = entry };
        }

        private void WriteCheckIn(PointsChange change)
        {
            if (change.Terms is { } terms)
            {
                _terms[terms.Activity] = terms;
            }

            if (change.CheckIn is { } checkIn)
            {
                _checkIns[(checkIn.Activity, checkIn.Account)] = checkIn;
            }

            if (change.Appeal is { } appeal)
            {
                _appeals[(appeal.Activity, appeal.Account)] = appeal;
            }

            if (change.Forget is { } forget)
            {
                foreach (var (key, one) in _checkIns.Where(each => (forget.Account is null || each.Key.Account == forget.Account) && each.Value.At < forget.Before).ToList())
                {
                    _checkIns[key] = one with { Metres = null, Phone = "" };
                }

                foreach (var (key, one) in _appeals.Where(each => (forget.Account is null || each.Key.Account == forget.Account) && each.Value.AnsweredAt < forget.Before).ToList())
                {
                    _appeals[key] = one with { Words = "", Answer = "" };
                }
            }
        }
    }
}
