using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;
using CommunityConsole.Web.Outbound.TimeBank;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.TimeBank;
using CommunityConsole.Web.Tests.Outbound.Chain;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static CommunityConsole.Core.Tests.TimeBank.TimeRoom;

namespace CommunityConsole.Web.Tests.Outbound.TimeBank;

/// <summary>From the desk to a real node and back.</summary>
public sealed class ChainWayTests
{
    private const string Said = "13800138000 东村路 12 号 3 楼";

    // Everything the desk can do, with names, telephone numbers, addresses and words in it; then every byte that reached the node.
    [ChainToolFact("@foundry-rs")]
    public async Task WholeLife_OnARealNode_IsWitnessed_AndNothingPersonalLeaves()
    {
        await using var room = await ChainRoom.OpenAsync();
        room.Node.Recording = true;
        var bank = room.Bank;
        var (zheng, li, wang) = (await bank.JoinAsync(Zheng), await bank.JoinAsync(Li), await bank.JoinAsync(Wang));
        var enrolled = (await bank.Desk.EnrolAsync("钱阿婆", "东村路 12 号 301", 1940, Xu, default)).Value.Person!.Account;
        var first = await bank.ServeAsync(zheng, 60);
        await bank.ServeAsync(enrolled, 90);
        Assert.Null((await bank.Desk.DisputeAsync(first, Said, Zheng, default)).Problem);
        Assert.Null((await bank.Desk.RuleAsync(first, true, Said, Zhou, default)).Problem);
        Assert.Null((await bank.Desk.TransferAsync(wang, 30, Said, Li, default)).Problem);
        Assert.Null((await bank.Desk.DonateAsync(5, Said, Li, default)).Problem);
        Assert.Null((await bank.Desk.GrantAsync(zheng, 15, Said, Zhou, default)).Problem);
        Assert.Null((await bank.Desk.RejectForAsync(await bank.FileAsync(zheng), Said, Xu, default)).Problem);
        Assert.Null((await bank.Desk.StopAsync(Said, Zhou, default)).Problem ?? (await bank.Desk.GoOnAsync(Said, Chen, default)).Problem);
        Assert.Null((await bank.Desk.CloseMemberAsync(li, Said, Zhou, default)).Problem);
        await room.Anchors(rows: 5).RunAsync(default);

        await room.SettleAsync();

        Assert.Empty(room.Store.Troubled(5).Select(static row => $"{row.Step}: {row.Reason}"));
        Assert.Null(await room.Compare.RunAsync(default));
        var anchor = Assert.Single((await room.Gateway.FactsAsync(0, await room.Gateway.HeightAsync(default), default)).Select(static f => f.Fact).OfType<Anchored>());
        var entries = await bank.Store.LookAsync(static sight => sight.All().OfType<TimeEntry>().ToList(), default);
        Assert.Equal(new Anchored(entries.Count, 1, new Id32(MerkleTree.Of(entries.Select(static e => e.Hash)).Root), new Id32(entries[^1].Hash)), anchor);
        AssertNothingPersonal(room);
    }

    [ChainToolFact("@foundry-rs")]
    public async Task Compare_StepThatNobodyAskedFor_IsNamed()
    {
        await using var room = await ChainRoom.OpenAsync();
        await room.Bank.ServeAsync(await room.Bank.JoinAsync(Zheng), provider: await JoinedAsync(room));
        await room.SettleAsync();
        Assert.Null(await room.Compare.RunAsync(default));

        var nonce = await room.Gateway.NextNonceAsync(TimeRole.Endorser, default);
        var stray = await room.Gateway.SignAsync(new SetGuarantee(Id(1), 9999, Id(2)), TimeRole.Endorser, nonce, default);
        await room.Gateway.SendAsync(stray.Raw, default);
        await Eventually.HoldsAsync(async () => await room.Gateway.FindAsync(stray.Hash, default) is not null, "it is in a block");

        Assert.Contains("9999", (await room.Compare.RunAsync(default))!.En, StringComparison.Ordinal);
    }

    // The node threw out everything that waited; later a block with our steps goes too.
    [ChainToolFact("@foundry-rs")]
    public async Task StuckAndReorganised_OnARealNode_Converges()
    {
        await using var room = await ChainRoom.OpenAsync();
        await room.SettleAsync();
        await room.Node.Rpc.CallAsync("evm_setAutomine", [false], default);
        await room.Bank.JoinAsync(Zheng);
        await room.Bank.JoinAsync(Li);
        await room.Sender.RoundAsync(default);
        await room.Node.Rpc.CallAsync("anvil_dropAllTransactions", [], default);
        await room.Node.Rpc.CallAsync("evm_mine", [], default);
        await room.Sender.RoundAsync(default);
        Assert.Equal(2, room.Store.Counts().Waiting);

        await room.Node.Rpc.CallAsync("evm_setAutomine", [true], default);
        await room.SettleAsync();
        await room.Node.Rpc.CallAsync("anvil_reorg", [1, Array.Empty<object>()], default);
        await room.SettleAsync();

        Assert.Null(await room.Compare.RunAsync(default));
        Assert.All(room.Store.All(), static row => Assert.Equal(OutboxState.Confirmed, row.State));
    }

    [ChainToolFact("@foundry-rs")]
    public async Task WrongChainId_OnARealNode_NothingIsSent()
    {
        await using var room = await ChainRoom.OpenAsync();
        room.Node.Recording = true;
        var sender = new OutboxSender(room.Open(room.Chain with { ChainId = 1 }), room.Store, room.Bank.Time, NullLogger<OutboxSender>.Instance);

        Assert.False(await sender.RoundAsync(default));

        Assert.Equal("chain id", Assert.IsType<ChainMismatch>(sender.Mismatch).What);
        Assert.DoesNotContain(room.Node.Bodies, static body => body.Contains("sendRaw", StringComparison.Ordinal));
    }

    // serve --chain dev: contract and roles are there, and after a restart it is the same chain.
    [ChainToolFact("@foundry-rs")]
    public async Task DevChain_StartedTwice_IsTheSameChain()
    {
        var folder = Directory.CreateTempSubdirectory("dev-").FullName;
        try
        {
            await using var dev = new DevChain(
                Options.Create(new ChainOptions { Mode = ChainMode.Dev, Anvil = LocalChain.Program! }), Options.Create(new DataOptions { Directory = folder }), TimeProvider.System, NullLogger<DevChain>.Instance);
            var first = await dev.OpenAsync(default);
            Assert.Null(await first.CheckAsync(default));
            var step = await first.SignAsync(new SetGuarantee(Id(1), 77, Id(2)), TimeRole.Endorser, 0, default);
            Assert.Equal(SendOutcome.Taken, (await first.SendAsync(step.Raw, default)).Outcome);
            await Eventually.HoldsAsync(async () => await first.FindAsync(step.Hash, default) is not null, "it is in a block");

            var second = await dev.OpenAsync(default);

            Assert.Equal(first.Name, second.Name);
            Assert.Null(await second.CheckAsync(default));
            Assert.Equal(77, (await second.TotalsAsync(default)).Cap);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertNothingPersonal(ChainRoom room)
    {
        var all = string.Join('\n', room.Node.Bodies);
        Assert.Contains("eth_sendRawTransaction", all, StringComparison.Ordinal);
        string[] words =
        [
            Said, "13800138000", "东村路", "钱阿婆", "街道背书", "陪聊天", "陪伴", "准时到", "Company", "On time",
            .. new[] { Zheng, Li, Wang, Xu, Zhou, Chen, Lin }.Select(static actor => actor.Name),
        ];
        foreach (var word in words)
        {
            var bytes = Encoding.UTF8.GetBytes(word);
            Assert.DoesNotContain(word, all, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexString(bytes), all, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(bytes)[..^4], bytes.Length < 9 ? "" : all, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(word)), all, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(string.Concat(word.Select(static c => $"\\u{(int)c:x4}")), all, StringComparison.OrdinalIgnoreCase);

            // Not even a bare hash of it, that anybody could guess at.
            Assert.DoesNotContain(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)), all, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexString(Keccak256.Hash(bytes)), all, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<Actor> JoinedAsync(ChainRoom room)
    {
        await room.Bank.JoinAsync(Li);
        return Li;
    }

    private static Id32 Id(byte number) => new([.. Enumerable.Repeat((byte)3, 31), number]);
}
