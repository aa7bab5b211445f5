using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using static CommunityConsole.Core.Tests.TimeBank.TimeRoom;

namespace CommunityConsole.Core.Tests.TimeBank;

public sealed class TimeBankOfficeTests
{
    [Fact]
    public async Task Health_SumsWhatIsOwedByAge_ThePoolAndTheWeek()
    {
        var room = await OpenAsync();
        var li = await room.JoinAsync(Li, 1990);
        var zheng = await room.JoinAsync(Zheng, 1944);
        await room.ServeAsync(zheng, 120);
        await room.FileAsync(zheng, 30);
        await room.Desk.GrantAsync(zheng, 100, "独居", Zhou, default);
        await room.Desk.DonateAsync(40, "", Li, default);

        var health = (await room.Office.HealthAsync(Wang, default)).Value;

        Assert.Equal((2, -60, 3000, 60, 1), (health.Members, health.Pool, health.Cap, health.Used, health.Waiting));
        Assert.Equal([(0, 1, 80, 0), (60, 0, 0, 0), (70, 0, 0, 0), (80, 1, 0, 20)], health.Bands.Select(band => (band.From, band.Members, band.Owed, band.Owing)));
        Assert.Equal(120, health.Weeks[^1].Minutes);
        Assert.Equal(new DateOnly(2026, 11, 16), health.Weeks[^1].Monday);
        Assert.NotEqual(li, zheng);
    }

    [Fact]
    public async Task DeskAndDisputes_AreForTheStation()
    {
        var room = await OpenAsync();
        await room.JoinAsync(Li);
        var record = await room.ServeAsync(await room.JoinAsync(Zheng));
        await room.Desk.DisputeAsync(record, "没来", Zheng, default);

        Assert.IsType<NotAllowed>((await room.Office.DeskAsync(Zheng, default)).Problem);
        Assert.IsType<NotAllowed>((await room.Office.DisputesAsync(Zheng, default)).Problem);
        Assert.IsType<OtherCommunity>((await room.Office.HealthAsync(Zheng with { Community = "neighbour" }, default)).Problem);
        Assert.Equal("没来", Assert.Single((await room.Office.DisputesAsync(Xu, default)).Value.Open).Reason);
    }

    [Fact]
    public async Task Proof_OfACodeOnTheStatement_Holds_AndGrowsWithTheLedger()
    {
        var room = await OpenAsync();
        using var proofs = new TimeProofs(room.Store);
        await room.JoinAsync(Li);
        await room.ServeAsync(await room.JoinAsync(Zheng));
        var code = (await room.Reader.StatementAsync(Zheng, default)).Value.Lines[0].Code;

        var first = (await proofs.FindAsync(code, default))!;
        await room.ServeAsync((await room.Store.LookAsync(sight => sight.PersonOf(Zheng.Id), default))!.Account);
        var second = (await proofs.FindAsync(code.ToUpperInvariant(), default))!;

        Assert.True(first.Holds && second.Holds);
        Assert.Equal((6, 8), (first.Entries, second.Entries));
        Assert.Equal(first.Hash, second.Hash);
        Assert.False((second with { Hash = second.Root }).Holds);
        Assert.Null(await proofs.FindAsync(code[..^1] + (code[^1] == '0' ? '1' : '0'), default));
        Assert.Equal(second.Root, (await proofs.RootAsync(default)).Root);
    }
}
