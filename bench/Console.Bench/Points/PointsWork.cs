using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.Points;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Bench.Points;

/// <summary>The bank of the bench: its rules, its people, and operations that a number alone determines.</summary>
internal static class PointsWork
{
    public const string Community = "bench";
    public const int Accounts = 2000;
    public const int Rewards = 30;
    public const int Price = 100;
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 20);
    public static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private static readonly StaffId Clerk = new("clerk");

    public static IResolutions NoneResolved { get; } = new NoResolutions();

    public static SqlitePointsStore Open(string folder) => new(Options.Create(new DataOptions { Directory = folder }));

    public static PointsDesk Desk(IPointsStore store)
    {
        var (time, audit) = (new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now), new VolatileAuditLog());
        var log = new CommandLog(audit, time);
        return new PointsDesk(new PointsCommands(store, new PointsBell(time), log, audit), store, NoneResolved, log, Calendar, time);
    }

    public static LedgerKey Account(int number) => LedgerKey.Of(new CanonicalBytes().Add("bench account").Add(number));

    public static StaffId Person(int number) => new($"p{number}");

    public static Guid Key(string kind, long number) => new CanonicalBytes().Add(kind).Add(number).ToGuid();

    public static string Reward(int number) => $"w{number}";

    /// <summary>Rules, members, and a full shelf.</summary>
    public static async Task SeedAsync(IPointsStore store, int accounts, int shelf)
    {
        var past = Now.AddDays(-30);
        var draft = new RulesDraft(
            Calendar.Day(past).AddDays(8),
            [new("ten", new("十分", "Ten"), 10, PointsUnit.Time, 0), new("hundred", new("一百分", "A hundred"), 100, PointsUnit.Time, 0)],
            [.. Enumerable.Range(0, Rewards).Select(number => new PointReward(Reward(number), new("奖品", "Reward"), Price, 90))]);
        await store.GiveAsync(
            Community,
            [
                sight => RulesDecisions.Publish(sight, draft, new Resolution(1, "规则", true), past, Calendar.Day(past)),
                .. Enumerable.Range(0, accounts).Select(number => (Func<IPointsSight, Result<PointsChange>>)(_ => new PointsChange { Member = new PointsMember(Account(number), $"成员{number}", "", Person(number), past) })),
                .. from reward in Enumerable.Range(0, Rewards)
                   from piece in Enumerable.Range(0, (shelf + 9999) / 10_000)
                   select (Func<IPointsSight, Result<PointsChange>>)(sight => RedemptionDecisions.Stock(
                       sight, Reward(reward), Math.Min(10_000, shelf - (piece * 10_000)), Key("stock", (reward * 1000) + piece), Clerk, Now, Today)),
            ],
            default);
    }

    /// <summary>What the operation of that number is.</summary>
    public static (int Kind, int Account, long Target, int Reward) Of(long operation)
    {
        var dice = new Random(HashCode(operation));
        var kind = dice.Next(100) switch { < 62 => 0, < 82 => 1, < 90 => 2, < 95 => 3, _ => 4 };
        var target = operation == 0 ? 0 : dice.NextInt64(Math.Max(0, operation - 50_000), operation);
        return (kind, dice.Next(Accounts), target, dice.Next(Rewards));
    }

    /// <summary>The decision of the operation of that number.</summary>
    public static Func<IPointsSight, Result<PointsChange>> Decision(long operation)
    {
        var (kind, account, target, reward) = Of(operation);
        return kind switch
        {
            0 => sight => AwardDecisions.Give(sight, new AwardAsk(Account(account), "ten", $"op:{operation}", 1, Today, Clerk), Now, Today),
            1 => sight => RedemptionDecisions.Redeem(sight, new RedemptionAsk(Account(account), Reward(reward), Key("redeem", operation), Code(operation)), Now, Today),
            2 => sight => Of(target) is { Kind: 0, Account: var whose } && sight.ByOp(PointsOps.Award(Account(whose), $"op:{target}", 1)) is { } award ? AwardDecisions.Reverse(sight, award.Number, Now) : new PointsEntryNotFound(target),
            3 => sight => RedemptionDecisions.Cancel(sight, Code(target), null, Clerk, Now, Calendar),
            _ => sight => RedemptionDecisions.Honour(sight, Code(target), Clerk, Now, Calendar),
        };
    }

    // Twelve of the thirty-one signs, one number one code.
    public static string Code(long operation)
    {
        const string Signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
        var code = new char[12];
        for (var place = 11; place >= 0; place--)
        {
            (code[place], operation) = (Signs[(int)(operation % 31)], operation / 31);
        }

        return new string(code);
    }

    // Random's own seed is an int: spread, so that neighbours are no relatives.
    private static int HashCode(long operation) => (int)((ulong)operation * 0x9E3779B97F4A7C15 >> 33);

    private sealed class NoResolutions : IResolutions
    {
        public Resolution? Find(string community, int number) => null;

        public IReadOnlyList<Resolution> Adopted(string community) => [];
    }
}

/// <summary>What the bank must come to, counted the plainest way.</summary>
internal sealed class PlainBank
{
    private readonly Dictionary<long, VoucherState> _vouchers = [];
    private readonly HashSet<long> _reversed = [];

    public long[] Balances { get; } = new long[PointsWork.Accounts];

    public long Entries { get; private set; } = 1;   // the rules

    public long Refused { get; private set; }

    public int Vouchers(VoucherState state) => _vouchers.Values.Count(each => each == state);

    public void Take(long operation)
    {
        var (kind, account, target, _) = PointsWork.Of(operation);
        var done = kind switch
        {
            0 => Move(account, 10),
            1 => Balances[account] >= PointsWork.Price && Move(account, -PointsWork.Price) && _vouchers.TryAdd(operation, VoucherState.Issued),
            2 => PointsWork.Of(target) is { Kind: 0, Account: var whose } && target < operation && Balances[whose] >= 10 && _reversed.Add(target) && Move(whose, -10),
            3 => _vouchers.TryGetValue(target, out var state) && state == VoucherState.Issued && Move(PointsWork.Of(target).Account, PointsWork.Price) && End(target, VoucherState.Cancelled),
            _ => _vouchers.TryGetValue(target, out var state) && state == VoucherState.Issued && End(target, VoucherState.Honoured),
        };
        (Entries, Refused) = (Entries + (done && kind != 4 ? 1 : 0), Refused + (done ? 0 : 1));
    }

    private bool Move(int account, long points)
    {
        Balances[account] += points;
        return true;
    }

    private bool End(long voucher, VoucherState state)
    {
        _vouchers[voucher] = state;
        return true;
    }
}
