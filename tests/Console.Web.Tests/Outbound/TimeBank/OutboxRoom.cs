using CommunityConsole.Core.Tests.TimeBank;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.TimeBank;
using CommunityConsole.Web.Storage.Metering;
using CommunityConsole.Web.Storage.TimeBank;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Web.Tests.Outbound.TimeBank;

/// <summary>An outbox on a real file before a toy chain, with a clock moved by hand. The ledger's side takes steps by the rules and commits them to the outbox.</summary>
internal sealed class OutboxRoom : IDisposable
{
    public static readonly RandomSigners Signers = new(Signer(1), Signer(2), Signer(3), Signer(4), Signer(5), Signer(6), Signer(7));

    private readonly string _folder = Directory.CreateTempSubdirectory("outbox-").FullName;
    private readonly SqliteConnection _ledger;
    private OutboxStore? _store;
    private OutboxSender? _sender;

    public OutboxRoom(int seed, Func<IChainGateway, IChainGateway>? wrap = null)
    {
        Steps = new RandomSteps(seed, Signers);
        var state = TimeBankState.StartedBy(Signers.Admin);
        foreach (var (step, by) in Steps.Opening())
        {
            state = TimeBankRules.Take(state, step, by, ToyChain.BlockTime).Value.State;
        }

        Chain = new ToyChain(seed, Roles, state);
        Gateway = wrap?.Invoke(Chain) ?? Chain;
        Ledger = state;
        _ledger = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        _ledger.Open();
        ReadingsDatabase.Run(_ledger, "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA busy_timeout=5000");
        OutboxSchema.Create(_ledger);
    }

    public static Dictionary<TimeRole, SignerId> Roles { get; } = new()
    {
        [TimeRole.Admin] = Signers.Admin,
        [TimeRole.Operator] = Signers.Operator,
        [TimeRole.Coordinator] = Signers.Coordinator,
        [TimeRole.Endorser] = Signers.Endorser,
        [TimeRole.Pauser] = Signers.Pauser,
        [TimeRole.Anchorer] = Signers.Anchorer,
    };

    public string File => Path.Combine(_folder, "timebank.db");

    public FakeTimeProvider Clock { get; } = new(ToyChain.BlockTime);

    public ToyChain Chain { get; }

    public IChainGateway Gateway { get; }

    public RandomSteps Steps { get; }

    public TimeBankState Ledger { get; private set; }

    public List<TimeBankFact> Told { get; } = [];

    public OutboxStore Store => _store ??= new OutboxStore(File);

    public OutboxSender Sender => _sender ??= new OutboxSender(Gateway, Store, Clock, NullLogger<OutboxSender>.Instance);

    /// <summary>The ledger takes a step, if the rules let it: entry and row together.</summary>
    public bool Take(TimeBankStep step, SignerId by)
    {
        var result = TimeBankRules.Take(Ledger, step, by, ToyChain.BlockTime);
        if (!result.Succeeded)
        {
            return false;
        }

        using var transaction = _ledger.BeginTransaction(deferred: false);
        OutboxRows.Add(_ledger, transaction, Clock.GetUtcNow(), Roles.First(pair => pair.Value == by).Key, step);
        transaction.Commit();
        Ledger = result.Value.State;
        Told.AddRange(result.Value.Facts);
        return true;
    }

    /// <summary>Random steps that the ledger takes.</summary>
    public void TakeRandom(int count)
    {
        while (count > 0)
        {
            var (step, by) = Steps.Next(Ledger);
            if (by != Signers.Spare && step is not (SetRole or RetireBank) && Take(step, by))
            {
                count--;
            }
        }
    }

    /// <summary>The program ends here, however it stood; the next use is a new one on the same file.</summary>
    public void Restart()
    {
        _store?.Dispose();
        (_store, _sender) = (null, null);
    }

    /// <summary>Rounds and blocks until nothing waits.</summary>
    public async Task SettleAsync(int most = 400)
    {
        for (var round = 0; round < most; round++)
        {
            await Sender.RoundAsync(default);
            if (Store.Counts().Waiting == 0)
            {
                return;
            }

            Chain.Mine();
            Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Fail($"Not settled: {string.Join("; ", Store.Open(10).Select(static row => $"{row.Id} {row.State} nonce {row.Signed?.Nonce} {row.Reason} {row.Step}"))}");
    }

    /// <summary>The chain holds what the ledger took, each step once, and nothing else.</summary>
    public void AssertSame(string when = "")
    {
        Assert.True(Store.Counts().Troubled == 0, $"{when}: {string.Join("; ", Store.Troubled(5).Select(static row => $"{row.Id} {row.State} {row.Reason}"))}");
        Assert.Equal(Sorted(Told), Sorted(Chain.Facts));
        Assert.All(Chain.Bytes.GroupBy(static text => string.Join('|', text.Split('|')[..2])), static same => Assert.Single(same)); // one number, one set of bytes
        Assert.Equal((Ledger.MemberTotal, Ledger.Pool, Ledger.Cap), (Chain.State.MemberTotal, Chain.State.Pool, Chain.State.Cap));
        Assert.All(Ledger.Members, member => Assert.Equal(member.Value, Chain.State.Member(member.Key)));
        Assert.All(Ledger.Records, record => Assert.Equal(record.Value, Chain.State.Record(record.Key)));
    }

    public void Dispose()
    {
        Restart();
        _ledger.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static List<string> Sorted(IEnumerable<TimeBankFact> facts) => [.. facts.Select(static fact => fact.ToString()).Order(StringComparer.Ordinal)];

    private static SignerId Signer(int number) => new($"0x{number:x40}");
}
