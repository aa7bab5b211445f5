using CommunityConsole.Core.Tests.TimeBank;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>Random steps on a real node and on the rules in C#: outcome, error with its values, events and in the end all state must be the same.</summary>
internal sealed class ModelRun(LocalChain chain, int seed, int window)
{
    private static readonly AbiSignature MemberOf = new("memberOf(bytes32)");
    private static readonly AbiSignature RecordOf = new("recordOf(bytes32)");
    private static readonly AbiSignature Totals = new("totals()");
    private static readonly AbiSignature OpUsed = new("opUsed(bytes32)");
    private static readonly AbiSignature HasRole = new("hasRole(bytes32,address)");
    private static readonly AbiSignature ServiceOf = new("serviceOf(uint16)");
    private static readonly AbiSignature Paused = new("paused()");
    private static readonly AbiSignature IsRetired = new("retired()");
    private static readonly AbiSignature AnchoredTo = new("anchoredTo()");

    private readonly RandomSteps _steps = new(seed, chain.Signers);
    private Queue<(TimeBankStep Step, SignerId By)>? _opening;
    private readonly Dictionary<string, int> _outcomes = [];
    private TimeBankState _state = TimeBankState.StartedBy(chain.Signers.Admin);

    /// <summary>How many steps of each outcome were compared.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    /// <summary>Gas of steps that succeeded, by kind.</summary>
    public Dictionary<string, List<ulong>> Gas { get; } = [];

    /// <summary>Takes so many steps, in windows that are under way together, and compares each.</summary>
    /// <exception cref="InvalidOperationException">Contract and model differ.</exception>
    public async Task TakeAsync(int count, CancellationToken cancellation = default)
    {
        var opening = _opening ??= new Queue<(TimeBankStep Step, SignerId By)>(_steps.Opening());
        var chance = new Random(seed);
        for (var taken = 0; taken < count;)
        {
            // The next steps are made for the state that those before them will probably leave.
            var expected = _state;
            var sent = new List<Sent>();
            for (; sent.Count < window && taken < count; taken++)
            {
                var (step, by) = opening.TryDequeue(out var first) ? first : _steps.Next(expected);
                sent.Add(new Sent(step, by, await chain.SendAsync(step, by, cancellation)));
                expected = TimeBankRules.Take(expected, step, by, DateTimeOffset.UnixEpoch) is { Succeeded: true } result ? result.Value.State : expected;
            }

            await CompareAsync(sent, cancellation);
            if (chance.Next(6) == 0)
            {
                await chain.Rpc.CallAsync("evm_increaseTime", [86_400 * chance.Next(1, 20)], cancellation);
            }
        }
    }

    /// <summary>Everything the model holds, asked of the contract.</summary>
    public async Task CompareStateAsync(CancellationToken cancellation = default)
    {
        Same(await AskAsync(Totals, "int64,int64,uint64", [], cancellation), $"{_state.MemberTotal} {_state.Pool} {_state.Cap}", "totals");
        Same(await AskAsync(AnchoredTo, "uint64", [], cancellation), $"{_state.AnchoredTo}", "anchoredTo");
        Same(await AskAsync(Paused, "bool", [], cancellation), $"{_state.Paused}", "paused");
        Same(await AskAsync(IsRetired, "bool", [], cancellation), $"{_state.Retired}", "retired");
        foreach (var role in Enum.GetValues<TimeRole>())
        {
            foreach (var who in chain.Keys.Keys.Append(SignerId.None))
            {
                Same(await AskAsync(HasRole, "bool", [TimeBankRoles.Name(role), EvmAddress.Parse(who.Value)], cancellation), $"{_state.Roles.Contains((role, who))}", $"{role} of {who}");
            }
        }

        for (ushort code = 0; code < 8; code++)
        {
            var type = _state.Service(code);
            Same(await AskAsync(ServiceOf, "bool,uint16,uint16,uint16", [code], cancellation), $"{type.Active} {type.Least} {type.Most} {type.Weight}", $"service {code}");
        }

        foreach (var (id, member) in _state.Members)
        {
            Same(await AskAsync(MemberOf, "int64,int64,uint64,uint8", [id.ToBytes()], cancellation), $"{member.Balance} {member.Floor} {member.Provided} {(int)member.Status}", $"member {id}");
        }

        foreach (var (id, record) in _state.Records)
        {
            Same(await AskAsync(RecordOf, "bytes32,bytes32,uint16,uint8,uint40", [id.ToBytes()], cancellation), $"{record.Provider} {record.Receiver} {record.Credited} {(int)record.Status} {record.SettledAt}", $"record {id}");
        }

        foreach (var op in _state.Operations)
        {
            Same(await AskAsync(OpUsed, "bool", [op.ToBytes()], cancellation), "True", $"operation {op}");
        }
    }

    /// <summary>Ends the bank, tries every kind of step on it that comes up, and compares.</summary>
    public async Task RetireAsync(int more, CancellationToken cancellation = default)
    {
        var end = new RetireBank(chain.Signers.Spare, default);
        await CompareAsync([new Sent(end, chain.Signers.Admin, await chain.SendAsync(end, chain.Signers.Admin, cancellation))], cancellation);
        await TakeAsync(more, cancellation);
        if (!_state.Retired)
        {
            throw new InvalidOperationException($"Seed {seed}: the bank did not end.");
        }
    }

    private async Task CompareAsync(List<Sent> sent, CancellationToken cancellation)
    {
        var mined = new List<(Sent Sent, EvmReceipt Receipt, ulong Place)>();
        foreach (var one in sent)
        {
            var receipt = await chain.MinedAsync(one.Hash, cancellation);
            var place = (await chain.Rpc.CallAsync("eth_getTransactionReceipt", [EvmHex.Of(one.Hash)], cancellation))["transactionIndex"].Count();
            mined.Add((one, receipt, place));
        }

        // The chain's order counts, whatever the order of sending was.
        var (block, time) = (ulong.MaxValue, 0L);
        foreach (var (one, receipt, _) in mined.OrderBy(static m => m.Receipt.Block).ThenBy(static m => m.Place))
        {
            if (receipt.Block != block)
            {
                (block, time) = (receipt.Block, await chain.TimeAsync(receipt.Block, cancellation));
            }

            await CompareAsync(one, receipt, time, cancellation);
        }
    }

    private async Task CompareAsync(Sent one, EvmReceipt receipt, long time, CancellationToken cancellation)
    {
        var result = TimeBankRules.Take(_state, one.Step, one.By, DateTimeOffset.FromUnixTimeSeconds(time));
        var model = result.Succeeded ? string.Join('\n', result.Value.Facts) : $"{result.Problem}";
        var contract = receipt.Succeeded
            ? string.Join('\n', receipt.Logs.Select(TimeBankEvents.Read))
            : $"{await chain.ProblemAsync(receipt.Transaction, cancellation)}";
        Same(contract, model, $"{one.Step} of {one.By} at {time}");

        var outcome = result.Succeeded ? "taken" : result.Problem.GetType().Name;
        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        if (result.Succeeded)
        {
            _state = result.Value.State;
            if (!Gas.TryGetValue(one.Step.GetType().Name, out var list))
            {
                Gas[one.Step.GetType().Name] = list = [];
            }

            list.Add(receipt.GasUsed / (one.Step is ConfirmMany many ? (ulong)many.Records.Length : 1));
        }
    }

    private async Task<string> AskAsync(AbiSignature function, string types, object[] values, CancellationToken cancellation)
    {
        var answer = await chain.Node.CallAsync(null, chain.Contract, function.Call(values), null, cancellation);
        return string.Join(' ', AbiDecoder.Decode([.. types.Split(',').Select(AbiType.Parse)], answer).Select(static v => v is byte[] bytes ? Convert.ToHexStringLower(bytes) : $"{v}"));
    }

    private void Same(string contract, string model, string what)
    {
        if (contract != model)
        {
            throw new InvalidOperationException($"Seed {seed}, {what}:\ncontract {contract}\nmodel    {model}");
        }
    }

    private sealed record Sent(TimeBankStep Step, SignerId By, byte[] Hash);
}
