using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using FsCheck;
using FsCheck.Fluent;
using static CommunityConsole.Core.Tests.Points.BankRoom;

namespace CommunityConsole.Core.Tests.Points;

/// <summary>What every store of the points bank must do; run on the one in memory and on the one on disk.</summary>
public abstract class PointsStoreContract
{
    private static readonly string[] Rewards = ["market-10", "cleaning"];

    /// <summary>An empty one.</summary>
    protected abstract IPointsStore Open();

    /// <summary>How many sequences of operations are tried.</summary>
    protected virtual int Runs => 60;

    [Fact]
    public async Task Everything_IsReadBackAsGiven()
    {
        var room = await BankRoom.OpenAsync(Open());
        var zheng = await room.JoinAsync(Zheng);
        await room.EarnAsync(zheng, 120);
        await room.StockAsync(3);
        var bought = (await room.Desk.RedeemAsync("market-10", Zheng, default)).Value;
        await room.Desk.CancelOwnAsync(bought.Voucher!.Code, Zheng, default);

        await room.Store.LookAsync("demo", sight =>
        {
            Assert.Equal(1 + 6 + 1 + 1, sight.Last!.Number);
            Assert.Equal(bought.Entry!.Line, sight.ByNumber(bought.Entry.Number)!.Line);
            Assert.Equal(bought.Entry.Hash, sight.ByOp(bought.Entry.Line.Op)!.Hash);
            Assert.Equal(120, sight.BalanceOf(zheng));
            Assert.Equal(3, sight.StockOf("market-10"));
            var voucher = sight.VoucherFor(bought.Entry.Number);
            Assert.Equal(bought.Voucher! with { State = VoucherState.Cancelled, EndedAt = Noon, EndedBy = Zheng.Id }, voucher);
            Assert.Equal([voucher!], sight.VouchersOf(zheng));
            Assert.Equal([9, 8], sight.Entries(10, 2).Select(entry => entry.Number));
            Assert.Equal([7, 6], sight.EntriesOf(zheng, 8, 2).Select(entry => entry.Number));
            Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9], sight.Between(Noon.AddMinutes(-1), Noon.AddMinutes(1)).Select(entry => entry.Number));
            Assert.Equal(6, sight.Activities(Noon.AddDays(-1), 100).Count);
            Assert.Empty(sight.Activities(Noon, 100));
            Assert.Equal(sight.Rules()[0].Fingerprint(), sight.ByNumber(1)!.Note.For);
            Assert.Equal(Zheng.Name, sight.Member(zheng)!.Name);
            Assert.Null(sight.MemberOf(Li.Id));
            return true;
        }, default);
        Assert.Equal(["demo"], await room.Store.CommunitiesAsync(default));
        Assert.Null((await room.CheckAsync()).Fault);
    }

    [Fact]
    public async Task CheckIns_AreReadBackAsWritten_AndTheirTracesCanBeDeleted()
    {
        var room = await BankRoom.OpenAsync(Open());
        var zheng = await room.JoinAsync(Zheng);
        var li = await room.JoinAsync(Li);
        var activity = await room.OpenCheckInAsync(places: 3);
        await room.CheckInAsync(activity, Zheng, await room.CodeAsync(activity), AtTheGate, "phone 1");
        await room.CheckInAsync(activity, Li, await room.CodeAsync(activity), null, "phone 2");
        await room.CheckIns.SettleAsync(activity, li, wasThere: false, Lin, default);
        await room.CheckIns.AppealAsync(activity, "我在现场", Li, default);
        await room.CheckIns.AnswerAsync(activity, li, isGranted: false, "没有人见到", Zhou, default);

        var (counted, appeal, terms) = await room.Store.LookAsync("demo", sight => (sight.CheckIn(activity, zheng)!, sight.Appeal(activity, li)!, sight.CheckInTerms(activity)!), default);
        Assert.Equal((Gate, 3, Noon.AddMinutes(-5), Noon.AddMinutes(70)), (terms.Spot, terms.Places, terms.OpensAt, terms.ClosesAt));
        Assert.Equal((PlaceAnswer.Inside, true, terms.PhoneMark("phone 1"), 2L), (counted.Place, counted.IsCounted, counted.Phone, counted.Entry));
        Assert.InRange(counted.Metres!.Value, 30, 50);
        Assert.Equal(("我在现场", "没有人见到", false, Zhou.Id, Today.AddDays(7)), (appeal.Words, appeal.Answer, appeal.Granted!.Value, appeal.AnsweredBy!.Value, appeal.DueOn));

        await room.CheckIns.ForgetAsync(Zheng, default);
        room.Time.Advance(TimeSpan.FromDays(1));
        await room.CheckIns.ForgetOldAsync(default);
        var (gone, kept) = await room.Store.LookAsync("demo", sight => (sight.CheckIn(activity, zheng)!, sight.CheckIn(activity, li)!), default);
        Assert.Equal(("", (int?)null, 2L), (gone.Phone, gone.Metres, gone.Entry));
        Assert.NotEqual("", kept.Phone);

        room.Time.Advance(TimeSpan.FromDays(CheckIn.KeptDays));
        await room.CheckIns.ForgetOldAsync(default);
        (kept, appeal) = await room.Store.LookAsync("demo", sight => (sight.CheckIn(activity, li)!, sight.Appeal(activity, li)!), default);
        Assert.Equal(("", "", ""), (kept.Phone, appeal.Words, appeal.Answer));
        Assert.Equal(20, await room.BalanceAsync(zheng));
        Assert.Null((await room.CheckAsync()).Fault);
    }

    [Fact]
    public async Task Redeem_HundredAtOnce_ForTheLastHundredPoints_OneVoucherAndNinetyNineClearRefusals()
    {
        var room = await BankRoom.OpenAsync(Open());
        var zheng = await room.JoinAsync(Zheng);
        await room.EarnAsync(zheng, 100);
        await room.StockAsync(50);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => room.Desk.RedeemAsync("market-10", Zheng with { CommandKey = Guid.NewGuid() }, default))));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(new PointsNotEnough(0, 100), answer.Problem));
        Assert.Equal(0, await room.BalanceAsync(zheng));
        Assert.Equal(49, await room.Store.LookAsync("demo", sight => sight.StockOf("market-10"), default));
        Assert.Null((await room.CheckAsync()).Fault);
    }

    [Fact]
    public async Task Redeem_LastOneOnTheShelf_ByTenPeople_OneGetsIt_OthersKeepTheirPoints()
    {
        var room = await BankRoom.OpenAsync(Open());
        var people = Enumerable.Range(0, 10).Select(number => Zheng with { Id = new($"p{number}") }).ToList();
        foreach (var person in people)
        {
            await room.EarnAsync(await room.JoinAsync(person), 100);
        }

        await room.StockAsync(1);

        var answers = await Task.WhenAll(people.Select(person => Task.Run(() => room.Desk.RedeemAsync("market-10", person, default))));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.IsType<PointsSoldOut>(answer.Problem));
        var balances = await room.Store.LookAsync("demo", sight => sight.Members().Select(member => sight.BalanceOf(member.Account)).Order().ToList(), default);
        Assert.Equal([0, .. Enumerable.Repeat(100L, 9)], balances);
    }

    [Fact]
    public async Task Communities_DoNotMeet()
    {
        var store = Open();
        var room = await BankRoom.OpenAsync(store);
        var zheng = await room.JoinAsync(Zheng);
        await room.EarnAsync(zheng, 20);

        Assert.Equal(0, await store.LookAsync("other", sight => sight.BalanceOf(zheng), default));
        Assert.Null(await store.LookAsync("other", sight => sight.Member(zheng), default));
        Assert.Empty(await store.LookAsync("other", sight => sight.Rules(), default));
    }

    /// <summary>Any operations in any order agree with a model that knows only additions: nothing spent twice, nothing lost, the sum zero, no balance below nothing.</summary>
    [Fact]
    public void AnyOperations_AgreeWithTheNaiveModel() => Prop.ForAll<byte[]>(moves => AgreeAsync(moves).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithEndSize(150));

    private async Task AgreeAsync(byte[] moves)
    {
        var room = await BankRoom.OpenAsync(Open());
        var model = new NaiveBank();
        Zhengs people = new(await room.JoinAsync(Zheng), await room.JoinAsync(Li));
        Guid[] activities = [await room.ActivityAsync("council"), await room.ActivityAsync("council"), await room.ActivityAsync("volunteer", 240), await room.ActivityAsync("volunteer", 200)];
        for (var at = 0; at + 1 < moves.Length; at += 2)
        {
            var (who, pick) = (moves[at] / 8 % 2, moves[at + 1]);
            var (account, actor) = (people.Of(who), who == 0 ? Zheng : Li);
            switch (moves[at] % 8)
            {
                case 0 or 1:
                    var which = pick % activities.Length;
                    var given = await room.ConfirmAsync(activities[which], account);
                    Assert.Equal(model.Award(who, which, which < 2 ? 20 : which == 2 ? 120 : 100, isByHour: which > 1), given.Succeeded);
                    if (given.Succeeded)
                    {
                        model.Awards.Add(new(given.Value.Entry!.Number, who, which, given.Value.Entry.Points));
                    }

                    break;
                case 2:
                    Assert.Equal(model.Stock(pick % 2, pick % 5 - 2), (await room.Desk.StockAsync(Rewards[pick % 2], pick % 5 - 2, "", Xu, default)).Succeeded);
                    break;
                case 3 or 4:
                    // The same key twice is one redemption.
                    var keyed = actor with { CommandKey = Guid.NewGuid() };
                    var bought = await room.Desk.RedeemAsync(Rewards[pick % 2], keyed, default);
                    var again = await room.Desk.RedeemAsync(Rewards[pick % 2], keyed, default);
                    Assert.Equal(model.Redeem(who, pick % 2), bought.Succeeded);
                    Assert.Equal(bought.Succeeded, again.Succeeded);
                    if (bought.Succeeded)
                    {
                        Assert.Equal(bought.Value.Voucher, again.Value.Voucher);
                        model.Vouchers.Add(new(bought.Value.Voucher!.Code, who, pick % 2));
                    }

                    break;
                case 5 when model.Vouchers.Count > 0:
                    var voucher = model.Vouchers[pick % model.Vouchers.Count];
                    Assert.Equal(model.Cancel(voucher), (await room.Desk.CancelAsync(voucher.Code, "退", Xu, default)).Succeeded);
                    break;
                case 6 when model.Vouchers.Count > 0:
                    var shown = model.Vouchers[pick % model.Vouchers.Count];
                    Assert.Equal(NaiveBank.Honour(shown), (await room.Desk.HonourAsync(shown.Code, Xu, default)).Succeeded);
                    break;
                case 7 when model.Awards.Count > 0:
                    var award = model.Awards[pick % model.Awards.Count];
                    Assert.Equal(model.Reverse(award), (await room.Desk.ReverseAsync(award.Entry, "错", Zhou, default)).Succeeded);
                    break;
            }
        }

        Assert.Equal<long>(model.Balance, new[] { await room.BalanceAsync(people.First), await room.BalanceAsync(people.Second) });
        Assert.All(model.Balance, balance => Assert.True(balance >= 0));
        Assert.Equal<int>(model.Shelf, await room.Store.LookAsync("demo", sight => Rewards.Select(sight.StockOf).ToArray(), default));
        Assert.Equal(0, await room.Store.LookAsync("demo", sight => sight.Entries(long.MaxValue, int.MaxValue)
            .SelectMany(entry => new[] { entry.Line.Debit, entry.Line.Credit }).Distinct().Sum(sight.BalanceOf), default));
        Assert.Null((await room.CheckAsync()).Fault);
    }

    private sealed record Zhengs(LedgerKey First, LedgerKey Second)
    {
        public LedgerKey Of(int who) => who == 0 ? First : Second;
    }
}

/// <summary>The bank as somebody would write it who never heard of ledgers: two balances, two shelves, and lists.</summary>
internal sealed class NaiveBank
{
    private static readonly int[] Prices = [100, 200];
    private readonly HashSet<(int Who, int Occasion)> _given = [];
    private readonly HashSet<long> _reversed = [];

    public long[] Balance { get; } = [0, 0];

    public int[] Shelf { get; } = [0, 0];

    public List<ModelAward> Awards { get; } = [];

    public List<ModelVoucher> Vouchers { get; } = [];

    public bool Award(int who, int occasion, int points, bool isByHour)
    {
        // By the hour at most 240 points a day.
        var ofDay = isByHour ? Awards.Where(award => award.Who == who && award.Occasion > 1 && !_reversed.Contains(award.Entry)).Sum(award => award.Points) : 0;
        if (ofDay + points > 240 || !_given.Add((who, occasion)))
        {
            return false;
        }

        Balance[who] += points;
        return true;
    }

    public bool Stock(int reward, int change)
    {
        if (change == 0 || Shelf[reward] + change < 0)
        {
            return false;
        }

        Shelf[reward] += change;
        return true;
    }

    public bool Redeem(int who, int reward)
    {
        if (Balance[who] < Prices[reward] || Shelf[reward] == 0)
        {
            return false;
        }

        Balance[who] -= Prices[reward];
        Shelf[reward]--;
        return true;
    }

    public bool Cancel(ModelVoucher voucher)
    {
        if (voucher.IsEnded)
        {
            return false;
        }

        voucher.IsEnded = true;
        Balance[voucher.Who] += Prices[voucher.Reward];
        Shelf[voucher.Reward]++;
        return true;
    }

    public static bool Honour(ModelVoucher voucher)
    {
        if (voucher.IsEnded)
        {
            return false;
        }

        return voucher.IsEnded = true;
    }

    public bool Reverse(ModelAward award)
    {
        if (Balance[award.Who] < award.Points || !_reversed.Add(award.Entry))
        {
            return false;
        }

        Balance[award.Who] -= award.Points;
        _given.Remove((award.Who, award.Occasion));
        return true;
    }
}

internal sealed record ModelAward(long Entry, int Who, int Occasion, long Points);

internal sealed record ModelVoucher(string Code, int Who, int Reward)
{
    public bool IsEnded { get; set; }
}
