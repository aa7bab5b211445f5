using CommunityConsole.Core.Tests.TimeBank;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;
using CommunityConsole.Web.Outbound.TimeBank;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.TimeBank;
using CommunityConsole.Web.Tests.Outbound.Chain;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Tests.Outbound.TimeBank;

/// <summary>The real ledger and its desk on a file, the outbox in it, and a real node with the contract: all but the program around them.</summary>
internal sealed class ChainRoom : IAsyncDisposable
{
    private readonly string _folder;
    private readonly SqliteTimeBankStore _ledger;

    private ChainRoom(string folder, SqliteTimeBankStore ledger, TimeRoom bank, LocalChain node, EvmChain chain)
    {
        (_folder, _ledger, Bank, Node, Chain) = (folder, ledger, bank, node, chain);
        Store = new OutboxStore(Path.Combine(folder, SqliteTimeBankStore.FileName));
        Gateway = Open(chain);
        Sender = new OutboxSender(Gateway, Store, bank.Time, NullLogger<OutboxSender>.Instance);
    }

    public TimeRoom Bank { get; }

    public LocalChain Node { get; }

    public EvmChain Chain { get; }

    public OutboxStore Store { get; }

    public EvmGateway Gateway { get; }

    public OutboxSender Sender { get; }

    public ChainCompare Compare => new(Gateway, Store, _ledger);

    public LedgerAnchors Anchors(int rows) => new(Store, _ledger, new ChainOptions { AnchorRows = rows }, Bank.Time);

    public static async Task<ChainRoom> OpenAsync(params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("chain-").FullName;
        var ledger = new SqliteTimeBankStore(Options.Create(new DataOptions { Directory = folder }), Options.Create(new CommunityOptions { Id = "demo" }));
        var node = await LocalChain.StartAsync(options);
        await node.DeployAsync();
        var s = node.Signers;
        foreach (var (role, who) in new[] { (TimeRole.Operator, s.Operator), (TimeRole.Coordinator, s.Coordinator), (TimeRole.Endorser, s.Endorser), (TimeRole.Pauser, s.Pauser), (TimeRole.Anchorer, s.Anchorer) })
        {
            await node.MinedAsync(await node.SendAsync(new SetRole(role, who, true), s.Admin));
        }

        var chain = new EvmChain(
            LocalChain.ChainId, new Id32((await node.Node.BlockHashAsync(0, default))!), node.Contract, new Id32(Keccak256.Hash(await node.Node.CodeAsync(node.Contract, default))), 0, EvmFees.Free, 0);
        return new ChainRoom(folder, ledger, await TimeRoom.OpenAsync(ledger), node, chain);
    }

    public EvmGateway Open(EvmChain chain) => new(Node.Node, chain, Enum.GetValues<TimeRole>().ToDictionary(static role => role, ISigner (role) => Node.Keys[SignerOf(role)]));

    public SignerId SignerOf(TimeRole role) => role switch
    {
        TimeRole.Admin => Node.Signers.Admin,
        TimeRole.Operator => Node.Signers.Operator,
        TimeRole.Coordinator => Node.Signers.Coordinator,
        TimeRole.Endorser => Node.Signers.Endorser,
        TimeRole.Pauser => Node.Signers.Pauser,
        _ => Node.Signers.Anchorer,
    };

    /// <summary>Rounds until nothing waits; blocks come by themselves.</summary>
    public Task SettleAsync(OutboxSender? sender = null) => Eventually.HoldsAsync(
        async () =>
        {
            await (sender ?? Sender).RoundAsync(default);
            Bank.Time.Advance(TimeSpan.FromSeconds(20));
            return Store.Counts().Waiting == 0;
        },
        "everything is confirmed");

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        _ledger.Dispose();
        await Node.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
