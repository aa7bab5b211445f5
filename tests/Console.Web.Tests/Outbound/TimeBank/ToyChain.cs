using System.Security.Cryptography;
using System.Text;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Tests.Outbound.TimeBank;

/// <summary>A chain in memory with the rules in C# as its contract: blocks by hand, a pool that can lose things, reorganisations, and a hand that stops the caller.</summary>
internal sealed class ToyChain : IChainGateway
{
    public static readonly DateTimeOffset BlockTime = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Random _chance;
    private readonly Dictionary<TimeRole, SignerId> _signers;
    private readonly List<Block> _blocks = [];
    private readonly List<Sent> _pool = [];
    private int _made;

    public ToyChain(int seed, Dictionary<TimeRole, SignerId> signers, TimeBankState beginning)
    {
        _chance = new Random(seed);
        _signers = signers;
        _blocks.Add(new Block(Hash("genesis"), beginning, []));
    }

    /// <summary>Called before and after each call; throws where the program is to be killed or the node gone.</summary>
    public Action<string> Touch { get; set; } = static _ => { };

    /// <summary>What the node says to bytes; null to let it decide.</summary>
    public Func<SendAnswer?> Answer { get; set; } = static () => null;

    public string Name { get; set; } = "toy";

    public ChainMismatch? Mismatch { get; set; }

    public int Confirmations { get; set; }

    public int Sendings { get; private set; }

    public TimeBankState State => _blocks[^1].After;

    public int Waiting => _pool.Count;

    public IEnumerable<TimeBankFact> Facts => _blocks.SelectMany(static block => block.Steps).SelectMany(static mined => mined.Facts);

    public IReadOnlySet<string> Bytes => _seen;

    private readonly HashSet<string> _seen = [];

    /// <summary>A block of what is in the pool, signers in any order.</summary>
    public void Mine()
    {
        var state = State;
        var mined = new List<Mined>();
        while (_pool.Where(sent => sent.Nonce == NonceOf(sent.Signer) + mined.Count(m => m.Sent.Signer == sent.Signer)).ToList() is { Count: > 0 } ready)
        {
            var sent = ready[_chance.Next(ready.Count)];
            _pool.Remove(sent);
            var result = sent.Step is null ? default : TimeBankRules.Take(state, sent.Step, sent.Signer, BlockTime);
            var taken = sent.Step is not null && result.Succeeded;
            state = taken ? result.Value.State : state;
            mined.Add(new Mined(sent, taken ? result.Value.Facts : [], sent.Step is null || taken ? null : (TimeBankProblem)result.Problem!));
        }

        _blocks.Add(new Block(Hash($"block {++_made}"), state, mined));
    }

    /// <summary>The newest blocks go; what was in them is back in the pool, or lost.</summary>
    public void Reorganise(int depth, bool keepAll = false)
    {
        for (; depth > 0 && _blocks.Count > 1; depth--)
        {
            _pool.AddRange(_blocks[^1].Steps.Select(static m => m.Sent).Where(_ => keepAll || _chance.Next(2) == 0));
            _blocks.RemoveAt(_blocks.Count - 1);
        }

        _blocks.Add(new Block(Hash($"block {++_made}"), State, []));
    }

    /// <summary>The node forgets what waits.</summary>
    public void Forget() => _pool.RemoveAll(_ => _chance.Next(2) == 0);

    /// <summary>Somebody else's step, with a key of ours or another.</summary>
    public void Slip(TimeBankStep? step, SignerId signer) => _pool.Add(new Sent(signer, NonceOf(signer) + _pool.Count(s => s.Signer == signer), step, new Id32(RandomNumberGenerator.GetBytes(32))));

    public long NonceOf(SignerId signer) => _blocks.Sum(block => block.Steps.Count(m => m.Sent.Signer == signer));

    public Task<ChainMismatch?> CheckAsync(CancellationToken cancellation) => DoAsync("check", () => Mismatch);

    public SignerId SignerOf(TimeRole role) => _signers.TryGetValue(role, out var signer) ? signer : throw new ToyFaultException("nobody signs");

    public Task<long> NextNonceAsync(TimeRole role, CancellationToken cancellation) => DoAsync("nonce", () => NonceOf(_signers[role]));

    public Task<SignedStep> SignAsync(TimeBankStep asked, TimeRole role, long nonce, CancellationToken cancellation) =>
        DoAsync("sign", () => Bytesof($"{_signers[role].Value}|{nonce}|{StepText.Write(asked)}"));

    public Task<SignedStep> SignNothingAsync(TimeRole role, long nonce, CancellationToken cancellation) => DoAsync("sign", () => Bytesof($"{_signers[role].Value}|{nonce}|"));

    public Task<SendAnswer> SendAsync(ReadOnlyMemory<byte> raw, CancellationToken cancellation) => DoAsync("send", () =>
    {
        Sendings++;
        if (Answer() is { } answer)
        {
            return answer;
        }

        var text = Encoding.UTF8.GetString(raw.Span);
        _seen.Add(text);
        var parts = text.Split('|');
        var sent = new Sent(new SignerId(parts[0]), long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), parts[2].Length == 0 ? null : StepText.Read(parts[2]), HashOf(text));
        if (sent.Nonce < NonceOf(sent.Signer))
        {
            return new SendAnswer(SendOutcome.NonceUsed, "nonce too low");
        }

        if (_pool.Any(s => s.Signer == sent.Signer && s.Nonce == sent.Nonce && s.Hash != sent.Hash))
        {
            return new SendAnswer(SendOutcome.Later, "replacement transaction underpriced");
        }

        if (_pool.All(s => s.Hash != sent.Hash))
        {
            _pool.Add(sent);
        }

        return new SendAnswer(SendOutcome.Taken, "");
    });

    public Task<StepOnChain?> FindAsync(Id32 hash, CancellationToken cancellation) => DoAsync("find", () =>
    {
        var height = _blocks.FindIndex(block => block.Steps.Any(m => m.Sent.Hash == hash));
        if (height < 0)
        {
            return null;
        }

        var mined = _blocks[height].Steps.First(m => m.Sent.Hash == hash);
        return new StepOnChain(height, _blocks[height].Hash, _blocks.Count - 1 >= height + Confirmations, 1, mined.Facts, mined.Problem);
    });

    public Task<IReadOnlyList<FactOnChain>> FindActsAsync(Id32 id, CancellationToken cancellation) => DoAsync("acts", () => Where(fact => fact switch
    {
        ServiceFiled f => f.Record == id,
        ServiceSettled f => f.Record == id,
        ServiceClosed f => f.Record == id,
        ServiceDisputed f => f.Record == id,
        TimeMoved f => f.Op == id,
        GuaranteeSet f => f.Op == id,
        MemberSet f => f.Member == id,
        _ => false,
    }));

    public Task<IReadOnlyList<FactOnChain>> FindAnchorsAsync(long last, CancellationToken cancellation) => DoAsync("anchors", () => Where(fact => fact is Anchored anchored && anchored.To == last));

    public Task<IReadOnlyList<FactOnChain>> FactsAsync(long first, long last, CancellationToken cancellation) => DoAsync("facts", () =>
        (IReadOnlyList<FactOnChain>)[.. Where(static _ => true).Where(f => f.Block >= first && f.Block <= last)]);

    public Task<long> HeightAsync(CancellationToken cancellation) => DoAsync("height", () => (long)_blocks.Count - 1);

    public Task<Id32?> BlockHashAsync(long height, CancellationToken cancellation) => DoAsync("block", () => height < _blocks.Count ? _blocks[(int)height].Hash : (Id32?)null);

    public Task<BankTotals> TotalsAsync(CancellationToken cancellation) => DoAsync("totals", () => new BankTotals(State.MemberTotal, State.Pool, State.Cap));

    public Task<long> BalanceAsync(Id32 account, CancellationToken cancellation) => DoAsync("balance", () => account == TimeBankLimits.Pool ? State.Pool : State.Member(account).Balance);

    private IReadOnlyList<FactOnChain> Where(Func<TimeBankFact, bool> wanted) =>
    [
        .. from at in Enumerable.Range(0, _blocks.Count)
           from mined in _blocks[at].Steps
           from fact in mined.Facts
           where wanted(fact)
           select new FactOnChain(fact, at, _blocks[at].Hash, mined.Sent.Hash),
    ];

    private async Task<T> DoAsync<T>(string call, Func<T> act)
    {
        await Task.Yield();
        Touch("before " + call);
        var result = act();
        Touch("after " + call);
        return result;
    }

    private static SignedStep Bytesof(string text) => new(Encoding.UTF8.GetBytes(text), HashOf(text));

    private static Id32 HashOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Id32 Hash(string text) => HashOf(text);

    private sealed record Sent(SignerId Signer, long Nonce, TimeBankStep? Step, Id32 Hash);

    private sealed record Mined(Sent Sent, IReadOnlyList<TimeBankFact> Facts, TimeBankProblem? Problem);

    private sealed record Block(Id32 Hash, TimeBankState After, IReadOnlyList<Mined> Steps);
}

/// <summary>The toy's node is away.</summary>
internal sealed class ToyFaultException(string message) : ChainFaultException(message);

/// <summary>The program is killed at this place.</summary>
internal sealed class KilledException(string where) : Exception(where);
