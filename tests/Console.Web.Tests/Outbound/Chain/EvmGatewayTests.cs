using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>The gateway on a real node.</summary>
public sealed class EvmGatewayTests
{
    private static readonly Id32 Anna = Name(1);
    private static readonly Id32 Bert = Name(2);

    private Id32 _last;

    [ChainToolFact("@foundry-rs")]
    public async Task Steps_FromSigningToTheirFacts_AreFoundAgain()
    {
        await using var chain = await LocalChain.StartAsync();
        var gateway = await OpenAsync(chain);

        Assert.Null(await gateway.CheckAsync(default));
        await EstablishAsync(gateway);
        await TakeAsync(gateway, new FileService(Name(10), Anna, Bert, 1, 90, 1767225600, Name(9)), TimeRole.Operator);
        var settled = await TakeAsync(gateway, new ConfirmService(Name(10), ConfirmKind.Present, Name(9)), TimeRole.Coordinator);
        var given = await TakeAsync(gateway, new RedeemTime(Name(11), Anna, 30, Name(9)), TimeRole.Operator);

        Assert.Equal(new ServiceSettled(Name(10), Anna, Bert, 90, ConfirmKind.Present, Name(9), 90, -90), Assert.Single(settled.Facts));
        Assert.Equal(given.Facts, (await gateway.FindActsAsync(Name(11), default)).Select(static f => f.Fact));
        Assert.Equal(
            [new ServiceFiled(Name(10), Anna, Bert, 1, 90, 90, 1767225600, Name(9)), .. settled.Facts],
            (await gateway.FindActsAsync(Name(10), default)).Select(static f => f.Fact));
        Assert.Empty(await gateway.FindActsAsync(Name(12), default));
        Assert.Equal(given.BlockHash, await gateway.BlockHashAsync(given.Block, default));
        Assert.Null(await gateway.BlockHashAsync(given.Block + 1, default));
        Assert.Equal(new BankTotals(-30, 30, 0), await gateway.TotalsAsync(default));
        Assert.Equal(30, await gateway.BalanceAsync(TimeBankLimits.Pool, default));
        Assert.Equal(
            [new MemberSet(Anna, MemberStatus.Active, -600)],
            (await gateway.FindActsAsync(Anna, default)).Select(static f => f.Fact)); // found by the member too
        Assert.Contains(given.Facts[0], (await gateway.FactsAsync(0, await gateway.HeightAsync(default), default)).Select(static f => f.Fact));
    }

    [ChainToolFact("@foundry-rs")]
    public async Task Send_TheSameBytesAgainOrAnotherStepWithTheirNonce_IsToldApart()
    {
        await using var chain = await LocalChain.StartAsync("--no-mining");
        var gateway = await OpenAsync(chain, mine: true);
        var nonce = await gateway.NextNonceAsync(TimeRole.Admin, default);
        var step = await gateway.SignAsync(new SetRole(TimeRole.Pauser, chain.Signers.Pauser, true), TimeRole.Admin, nonce, default);

        Assert.Equal(SendOutcome.Taken, (await gateway.SendAsync(step.Raw, default)).Outcome);
        Assert.Equal(SendOutcome.Taken, (await gateway.SendAsync(step.Raw, default)).Outcome); // while it waits
        Assert.Null(await gateway.FindAsync(step.Hash, default));
        Assert.Equal(nonce, await gateway.NextNonceAsync(TimeRole.Admin, default)); // what waits does not count

        await chain.Rpc.CallAsync("evm_mine", [], default);
        Assert.Equal(SendOutcome.NonceUsed, (await gateway.SendAsync(step.Raw, default)).Outcome);
        Assert.NotNull(await gateway.FindAsync(step.Hash, default));
        var other = await gateway.SignAsync(new SetRole(TimeRole.Anchorer, chain.Signers.Anchorer, true), TimeRole.Admin, nonce, default);
        Assert.Equal(SendOutcome.NonceUsed, (await gateway.SendAsync(other.Raw, default)).Outcome);
        Assert.Null(await gateway.FindAsync(other.Hash, default));
    }

    [ChainToolFact("@foundry-rs")]
    public async Task Find_RefusedByTheContract_CarriesTheProblem()
    {
        await using var chain = await LocalChain.StartAsync();
        var gateway = await OpenAsync(chain);
        await EstablishAsync(gateway);

        var refused = await TakeAsync(gateway, new RedeemTime(Name(11), Anna, 30, Name(9)), TimeRole.Operator);

        Assert.Equal(new BelowFloor(Anna, -30, 0), refused.Problem);
        Assert.Empty(refused.Facts);
    }

    // Chains older than base fees, and blocks that count only when others lie on top.
    [ChainToolFact("@foundry-rs")]
    public async Task Find_LegacyTransactionWithConfirmations_IsDeepAfterThem()
    {
        await using var chain = await LocalChain.StartAsync("--hardfork", "berlin");
        var gateway = await OpenAsync(chain, fees: new EvmFees(true, 0, 0), confirmations: 2);

        var shallow = await TakeAsync(gateway, new SetRole(TimeRole.Pauser, chain.Signers.Pauser, true), TimeRole.Admin);
        Assert.False(shallow.Deep);
        await chain.Rpc.CallAsync("anvil_mine", ["0x2"], default);

        var nonce = await gateway.NextNonceAsync(TimeRole.Admin, default);
        Assert.True(nonce > 0);
        Assert.Equal(shallow.Block + 2, await gateway.HeightAsync(default));
        Assert.True((await gateway.FindAsync(_last, default))!.Deep);
    }

    // What is refused because of another step in the same block: the state before the block would not say why.
    [ChainToolFact("@foundry-rs")]
    public async Task Find_RefusedBecauseOfTheSameBlock_CarriesTheProblem()
    {
        await using var chain = await LocalChain.StartAsync();
        var gateway = await OpenAsync(chain);
        await EstablishAsync(gateway);
        await chain.Rpc.CallAsync("evm_setAutomine", [false], default);
        var nonce = await gateway.NextNonceAsync(TimeRole.Operator, default);
        var step = new FileService(Name(10), Anna, Bert, 1, 90, 1767225600, Name(9));
        var first = await gateway.SignAsync(step, TimeRole.Operator, nonce, default);
        var second = await gateway.SignAsync(step, TimeRole.Operator, nonce + 1, default);

        await gateway.SendAsync(first.Raw, default);
        await gateway.SendAsync(second.Raw, default);
        await chain.Rpc.CallAsync("evm_mine", [], default);

        Assert.Null((await gateway.FindAsync(first.Hash, default))!.Problem);
        Assert.Equal(new AlreadyProcessed(Name(10)), (await gateway.FindAsync(second.Hash, default))!.Problem);
    }

    // A replay that goes through says nothing about the past: it must not be taken for success, nor for another reason.
    [Fact]
    public async Task Find_ReplayGoesThrough_IsFailedWithoutAReason()
    {
        await using var fake = await FakeNode.StartAsync();
        fake.Answer = static (method, id) => FakeNode.Result(id, method switch
        {
            "eth_getTransactionReceipt" => Receipt("0x0", "[]"),
            "eth_getTransactionByHash" => $$"""{"from":"{{ChainVectors.Dev}}","input":"0x00"}""",
            "eth_call" => "\"0x\"",
            _ => "\"0x10\"",
        });
        var gateway = Faked(fake);

        Assert.IsType<StepFailed>((await gateway.FindAsync(Name(1), default))!.Problem);
        Assert.DoesNotContain(fake.Asked, static call => call.Contains("eth_call", StringComparison.Ordinal) && call.Contains("latest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Find_NodeForgotTheStates_AsksTheNewest()
    {
        await using var fake = await FakeNode.StartAsync();
        fake.Answer = (method, id) => method == "eth_call"
            ? fake.Asked[^1].Contains("latest", StringComparison.Ordinal)
                ? (200, Text($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":3,"message":"execution reverted","data":"0x74ca9bd8"}}"""))
                : (200, Text($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32000,"message":"missing trie node"}}"""))
            : FakeNode.Result(id, method switch
            {
                "eth_getTransactionReceipt" => Receipt("0x0", "[]"),
                "eth_getTransactionByHash" => $$"""{"from":"{{ChainVectors.Dev}}","input":"0x00"}""",
                _ => "\"0x10\"",
            });

        Assert.Equal(new SelfDealing(), (await Faked(fake).FindAsync(Name(1), default))!.Problem);
    }

    // Years of a chain in stretches that a node allows, each block once.
    [Fact]
    public async Task FindActs_LongChain_IsAskedInPages()
    {
        await using var fake = await FakeNode.StartAsync();
        fake.Answer = static (method, id) => FakeNode.Result(id, method == "eth_getLogs" ? "[]" : "\"0x1387\""); // 4999

        Assert.Empty(await Faked(fake, firstBlock: 10).FindActsAsync(Name(1), default));

        var asked = fake.Asked.Where(static call => call.Contains("eth_getLogs", StringComparison.Ordinal)).Select(static call => System.Text.Json.JsonDocument.Parse(call).RootElement.GetProperty("params")[0]).ToList();
        Assert.Equal([("0xa", "0x7d9"), ("0x7da", "0xfa9"), ("0xfaa", "0x1387")], asked.Select(static filter => (filter.GetProperty("fromBlock").GetString()!, filter.GetProperty("toBlock").GetString()!)));
        Assert.All(asked, static filter => Assert.Equal((7, EvmHex.Of(Name(1).ToBytes())), (filter.GetProperty("topics")[0].GetArrayLength(), filter.GetProperty("topics")[1][0].GetString())));
    }

    [Fact]
    public async Task Sign_RoleWithoutAKey_IsANamedFault()
    {
        await using var fake = await FakeNode.StartAsync();

        var fault = await Assert.ThrowsAsync<SignerException>(() => Faked(fake).SignAsync(new PauseBank(), TimeRole.Pauser, 0, default));

        Assert.Contains("Pauser", fault.Message, StringComparison.Ordinal);
        Assert.Throws<SignerException>(() => Faked(fake).SignerOf(TimeRole.Pauser));
    }

    [ChainToolFact("@foundry-rs")]
    public async Task Check_OtherChainOrOtherCode_IsNamed()
    {
        await using var chain = await LocalChain.StartAsync();
        await chain.DeployAsync();
        var right = await DescribeAsync(chain, EvmFees.Free, 0);
        (EvmChain Wrong, string What)[] wrong =
        [
            (right with { ChainId = 1 }, "chain id"), (right with { Genesis = Name(1) }, "genesis"),
            (right with { CodeHash = Name(1) }, "code"), (right with { Contract = ChainVectors.Dev }, "code"),
        ];

        foreach (var (other, what) in wrong)
        {
            var mismatch = await new EvmGateway(chain.Node, other, Roles(chain)).CheckAsync(default);

            Assert.NotNull(mismatch);
            Assert.StartsWith(what, mismatch.What, StringComparison.Ordinal);
        }
    }

    // The block with the step goes, and another takes its place.
    [ChainToolFact("@foundry-rs")]
    public async Task BlockHash_AfterAReorganisation_IsAnother()
    {
        await using var chain = await LocalChain.StartAsync();
        var gateway = await OpenAsync(chain);
        var step = await TakeAsync(gateway, new SetRole(TimeRole.Pauser, chain.Signers.Pauser, true), TimeRole.Admin);

        await chain.Rpc.CallAsync("anvil_reorg", [1, Array.Empty<object>()], default);

        Assert.NotEqual(step.BlockHash, await gateway.BlockHashAsync(step.Block, default));
    }

    private static async Task<EvmGateway> OpenAsync(LocalChain chain, EvmFees? fees = null, int confirmations = 0, bool mine = false)
    {
        var deploying = chain.DeployAsync();
        while (mine && !deploying.IsCompleted)
        {
            await chain.Rpc.CallAsync("evm_mine", [], default);
        }

        await deploying;
        return new EvmGateway(chain.Node, await DescribeAsync(chain, fees ?? EvmFees.Free, confirmations), Roles(chain));
    }

    private static async Task<EvmChain> DescribeAsync(LocalChain chain, EvmFees fees, int confirmations) => new(
        LocalChain.ChainId,
        new Id32((await chain.Node.BlockHashAsync(0, default))!),
        chain.Contract,
        new Id32(Keccak256.Hash(await chain.Node.CodeAsync(chain.Contract, default))),
        0,
        fees,
        confirmations);

    private static Dictionary<TimeRole, ISigner> Roles(LocalChain chain) => new()
    {
        [TimeRole.Admin] = chain.Keys[chain.Signers.Admin],
        [TimeRole.Operator] = chain.Keys[chain.Signers.Operator],
        [TimeRole.Coordinator] = chain.Keys[chain.Signers.Coordinator],
        [TimeRole.Endorser] = chain.Keys[chain.Signers.Endorser],
    };

    private async Task EstablishAsync(EvmGateway gateway)
    {
        foreach (var role in new[] { TimeRole.Operator, TimeRole.Coordinator, TimeRole.Endorser })
        {
            await TakeAsync(gateway, new SetRole(role, gateway.SignerOf(role), true), TimeRole.Admin);
        }

        await TakeAsync(gateway, new SetService(1, true, 1, 240, 10000, Name(9)), TimeRole.Admin);
        await TakeAsync(gateway, new SetMember(Anna, MemberStatus.Active, -600), TimeRole.Endorser);
        await TakeAsync(gateway, new SetMember(Bert, MemberStatus.Active, -600), TimeRole.Endorser);
    }

    private async Task<StepOnChain> TakeAsync(EvmGateway gateway, TimeBankStep step, TimeRole role)
    {
        var signed = await gateway.SignAsync(step, role, await gateway.NextNonceAsync(role, default), default);
        _last = signed.Hash;
        Assert.Equal(new SendAnswer(SendOutcome.Taken, ""), await gateway.SendAsync(signed.Raw, default));
        StepOnChain? found = null;
        await Eventually.HoldsAsync(async () => (found = await gateway.FindAsync(signed.Hash, default)) is not null, "the step is in a block");
        return found!;
    }

    private static EvmGateway Faked(FakeNode fake, ulong firstBlock = 0) => new(
        new EvmNode(new JsonRpc(new HttpClient { BaseAddress = fake.Url })),
        new EvmChain(1, default, ChainVectors.FirstContract, default, firstBlock, EvmFees.Free, 0),
        new Dictionary<TimeRole, ISigner>());

    private static string Receipt(string status, string logs) => $$"""
        {"transactionHash":"0x{{Name(1)}}","status":"{{status}}","blockNumber":"0x10","blockHash":"0x{{Name(2)}}","gasUsed":"0x5208","contractAddress":null,"logs":{{logs}}}
        """;

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static Id32 Name(byte number) => new([.. new byte[31], number]);
}
