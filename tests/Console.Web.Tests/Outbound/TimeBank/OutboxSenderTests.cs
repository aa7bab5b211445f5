using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Storage.TimeBank;
using static CommunityConsole.Web.Tests.Outbound.TimeBank.OutboxRoom;

namespace CommunityConsole.Web.Tests.Outbound.TimeBank;

/// <summary>Each step reaches the chain once, whatever happens: on a real file, before a chain in memory that can do everything a node does.</summary>
public sealed class OutboxSenderTests
{
    private static readonly Id32 Anna = Name(201);

    [Fact]
    public async Task Rounds_ThingsAsTheyShouldBe_BringEachStepOnce()
    {
        using var room = new OutboxRoom(Random.Shared.Next());
        room.TakeRandom(150);

        await room.SettleAsync();

        room.AssertSame();
        Assert.All(room.Store.All(), static row => Assert.Equal(OutboxState.Confirmed, row.State));
    }

    // The program is killed before and after its calls, one place after the other; the next program goes on from the file. A run takes
    // every fifth place from a random one on: each costs a file. An odd step, since each call has a place before and one after it.
    // CONSOLE_OUTBOX_KILLS=1 takes all.
    [Fact]
    public async Task KilledAtEachPlace_GoesOn_AndNothingIsThereTwice()
    {
        var places = new HashSet<string>();
        var stride = Environment.GetEnvironmentVariable("CONSOLE_OUTBOX_KILLS") is "1" ? 1 : 5;
        for (var place = Random.Shared.Next(stride); ; place += stride)
        {
            using var room = new OutboxRoom(seed: 5);
            room.TakeRandom(12);
            var calls = 0;
            var where = (string?)null;
            room.Chain.Touch = call =>
            {
                if (calls++ == place)
                {
                    throw new KilledException(where = call);
                }
            };
            for (var round = 0; where is null && round < 8; round++)
            {
                await Record.ExceptionAsync(() => room.Sender.RoundAsync(default));
                room.Chain.Mine();
                room.Clock.Advance(TimeSpan.FromSeconds(20));
            }

            if (where is null)
            {
                break;
            }

            places.Add(where);
            room.Restart();
            room.Chain.Mine();
            await room.SettleAsync();
            room.AssertSame($"killed {where}, call {place}");
        }

        Assert.True(places.Count > 6, string.Join(", ", places));
    }

    // Everything at once, by chance: kills, a node that is away, forgets, refuses for now, and chains that turn out shorter.
    [Fact]
    public async Task Rounds_ChanceAgainstThem_ConvergeAndNothingIsThereTwice()
    {
        var seed = Random.Shared.Next();
        var chance = new Random(seed);
        using var room = new OutboxRoom(seed);
        room.Chain.Confirmations = chance.Next(4);
        var trouble = 0;
        room.Chain.Touch = call =>
        {
            switch (chance.Next(120))
            {
                case 0:
                    trouble++;
                    throw new KilledException(call);
                case 1:
                    trouble++;
                    throw new ToyFaultException(call);
                default:
                    break;
            }
        };
        room.Chain.Answer = () => chance.Next(15) == 0 ? new SendAnswer(SendOutcome.Later, "txpool is full") : null;
        for (var round = 0; round < 200; round++)
        {
            room.TakeRandom(round < 150 ? 2 : 0);
            try
            {
                await room.Sender.RoundAsync(default);
            }
            catch (ToyFaultException)
            {
                // tried again
            }
            catch (KilledException)
            {
                room.Restart();
            }

            if (chance.Next(3) > 0)
            {
                room.Chain.Mine();
            }

            if (chance.Next(12) == 0)
            {
                room.Chain.Reorganise(chance.Next(room.Chain.Confirmations + 1)); // as deep as the settings expect
            }

            if (chance.Next(8) == 0)
            {
                room.Chain.Forget();
            }

            room.Clock.Advance(TimeSpan.FromSeconds(chance.Next(1, 40)));
        }

        room.Chain.Touch = static _ => { };
        room.Chain.Answer = static () => null;
        await room.SettleAsync(1000);
        room.AssertSame($"seed {seed}");
        Assert.True(trouble > 10);
    }

    [Fact]
    public async Task Send_NotTaken_GoesAgainAfter5And15And45Seconds_TheSameBytes()
    {
        using var room = new OutboxRoom(1);
        await room.SettleAsync();
        Assert.True(room.Take(new SetMember(Anna, MemberStatus.Active, 0), Signers.Endorser));
        var before = room.Chain.Sendings;
        room.Chain.Answer = static () => new SendAnswer(SendOutcome.Later, "txpool is full");
        var sendings = new List<int>();

        foreach (var seconds in new[] { 0, 4, 1, 14, 1, 44, 1, 44, 1 })
        {
            room.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await room.Sender.RoundAsync(default);
            sendings.Add(room.Chain.Sendings - before);
        }

        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5], sendings);
        var row = Assert.Single(room.Store.Open(9));
        Assert.Equal((OutboxState.Signed, "txpool is full"), (row.State, row.Reason));
        room.Chain.Answer = static () => null;
        await room.SettleAsync();
        room.AssertSame();
    }

    // What is under way keeps its number; no step of that signer takes another before it is decided, and never more than 64 wait.
    [Fact]
    public async Task Sign_MoreThanMayBeUnderWay_Waits()
    {
        using var room = new OutboxRoom(1);
        await room.SettleAsync();
        for (byte number = 0; number < 100; number++)
        {
            Assert.True(room.Take(new SetMember(Name(number), MemberStatus.Active, 0), Signers.Endorser));
        }

        await room.Sender.RoundAsync(default);
        await room.Sender.RoundAsync(default);
        Assert.Equal(64, room.Chain.Waiting);

        await room.SettleAsync();
        room.AssertSame();
    }

    // Filed by one signer, confirmed by another: in one block the order would be chance.
    [Fact]
    public async Task Sign_StepOfAnotherSignerItDependsOn_WaitsForItsBlock()
    {
        using var room = new OutboxRoom(1);
        await room.SettleAsync();
        var (one, two) = (room.Ledger.Members.Keys.First(), room.Ledger.Members.Keys.Last());
        Assert.True(room.Take(new FileService(Name(1), one, two, 3, 60, 0, Name(9)), Signers.Operator));
        Assert.True(room.Take(new ConfirmService(Name(1), ConfirmKind.Present, Name(9)), Signers.Coordinator));
        Assert.True(room.Take(new SetMember(Anna, MemberStatus.Active, 0), Signers.Endorser));

        await room.Sender.RoundAsync(default);

        Assert.Equal([OutboxState.Sent, OutboxState.New, OutboxState.Sent], room.Store.Open(9).Select(static row => row.State));
        await room.SettleAsync();
        room.AssertSame();
    }

    [Fact]
    public async Task NodeAwayForAnHour_IsWaitedFor()
    {
        using var room = new OutboxRoom(2);
        room.TakeRandom(30);
        await room.Sender.RoundAsync(default);
        room.Chain.Touch = static call => throw new ToyFaultException(call);
        for (var minute = 0; minute < 60; minute++)
        {
            await Assert.ThrowsAsync<ToyFaultException>(() => room.Sender.RoundAsync(default));
            room.TakeRandom(1);
            room.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        room.Chain.Touch = static _ => { };
        room.Chain.Forget(); // its pool did not outlive it

        await room.SettleAsync();
        room.AssertSame();
    }

    [Fact]
    public async Task Reorganised_BlocksOfConfirmedSteps_AreSentAgain()
    {
        using var room = new OutboxRoom(3);
        for (byte number = 0; number < 40; number++)
        {
            Assert.True(room.Take(new SetMember(Name(number), MemberStatus.Active, 0), Signers.Endorser));
            await room.Sender.RoundAsync(default);
            room.Chain.Mine();
        }

        await room.SettleAsync();
        var bytes = room.Chain.Bytes.ToHashSet();

        room.Chain.Reorganise(14);
        await room.Sender.RoundAsync(default);
        Assert.NotEqual(0, room.Store.Counts().Waiting);

        await room.SettleAsync();
        room.AssertSame();
        Assert.Equal(bytes, room.Chain.Bytes.ToHashSet()); // the same bytes, and no others
    }

    [Fact]
    public async Task WrongChain_StandsStill_UntilItIsTheRightOne()
    {
        using var room = new OutboxRoom(4);
        room.Chain.Mismatch = new ChainMismatch("chain id", "20260", "1");

        Assert.False(await room.Sender.RoundAsync(default));
        Assert.Equal(room.Chain.Mismatch, room.Sender.Mismatch);
        Assert.Equal(0, room.Chain.Sendings);

        room.Chain.Mismatch = null;
        room.Clock.Advance(TimeSpan.FromMinutes(2));
        await room.SettleAsync();
        Assert.Null(room.Sender.Mismatch);
        room.AssertSame();
    }

    // The settings were pointed at another chain on purpose or by mistake: half of a ledger there would be worse than none.
    [Fact]
    public async Task OtherChainThanTheRowsWereBegunFor_StandsStill()
    {
        using var room = new OutboxRoom(4);
        await room.SettleAsync();
        room.Restart();
        room.Chain.Name = "another";
        room.TakeRandom(3);
        var before = room.Chain.Sendings;

        await room.Sender.RoundAsync(default);

        Assert.Equal(("timebank.wrong-chain", before), (room.Sender.Mismatch?.Code, room.Chain.Sendings));
    }

    // A number that no row has, below those that wait: another program used it, and its block went.
    [Fact]
    public async Task StuckNonce_NumberMissingBelow_IsFilled()
    {
        using var room = new OutboxRoom(6);
        await room.SettleAsync();
        room.Chain.Slip(null, Signers.Endorser);
        room.Chain.Mine();
        room.Take(new SetMember(Anna, MemberStatus.Active, 0), Signers.Endorser);
        await room.Sender.RoundAsync(default);
        room.Chain.Reorganise(1);
        while (room.Chain.Waiting > 1)
        {
            room.Chain.Forget();
        }

        await room.SettleAsync();

        room.AssertSame();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OtherTransactionWithOurId_SameContent_IsTakenForOurs(bool underWay)
    {
        using var room = new OutboxRoom(7);
        await room.SettleAsync();
        var step = new SetGuarantee(Name(77), 4000, Name(9));
        room.Take(step, Signers.Endorser);
        if (underWay)
        {
            await room.Sender.RoundAsync(default); // ours waits with the next number
            room.Chain.Forget();
            while (room.Chain.Waiting > 0)
            {
                room.Chain.Forget();
            }
        }

        room.Chain.Slip(step, Signers.Endorser);
        room.Chain.Mine();

        await room.SettleAsync();
        room.AssertSame();
        Assert.Contains("By another transaction", room.Store.All()[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherTransactionWithOurId_OtherContent_IsAConflict()
    {
        using var room = new OutboxRoom(8);
        await room.SettleAsync();
        room.Take(new SetGuarantee(Name(77), 4000, Name(9)), Signers.Endorser);
        room.Chain.Slip(new SetGuarantee(Name(77), 5000, Name(9)), Signers.Endorser);
        room.Chain.Mine();

        await room.SettleAsync();

        var row = Assert.Single(room.Store.Troubled(9));
        Assert.Equal(OutboxState.Conflict, row.State);
        Assert.Contains("5000", row.Reason, StringComparison.Ordinal);
        room.TakeRandom(5); // the others go on
        await room.SettleAsync();
    }

    [Fact]
    public async Task RefusedByTheContract_IsDeadWithItsReason_AndTheOthersGoOn()
    {
        using var room = new OutboxRoom(9);
        await room.SettleAsync();
        room.Chain.Slip(new SetMember(room.Ledger.Members.Keys.First(), MemberStatus.Suspended, -600), Signers.Endorser);
        room.Chain.Mine();
        var (one, two) = (room.Ledger.Members.Keys.First(), room.Ledger.Members.Keys.Last());
        Assert.True(room.Take(new FileService(Name(1), one, two, 3, 60, 0, Name(9)), Signers.Operator));
        Assert.True(room.Take(new SetMember(Anna, MemberStatus.Active, 0), Signers.Endorser));

        await room.SettleAsync();

        var row = Assert.Single(room.Store.Troubled(9));
        Assert.Equal(OutboxState.Dead, row.State);
        Assert.StartsWith("timebank.bad-member", row.Reason, StringComparison.Ordinal);
        Assert.Equal(MemberStatus.Active, room.Chain.State.Member(Anna).Status);
    }

    private static Id32 Name(byte number) => new([.. Enumerable.Repeat((byte)7, 31), number]);
}
