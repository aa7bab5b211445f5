using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;

namespace CommunityConsole.Core.Tests.Council;

public sealed class RollReaderTests
{
    [Fact]
    public void Read_ChineseHeader_AreasAreHundredthsOfSquareMetres()
    {
        var roll = RollReader.Read("姓名,房屋,人数,面积,账号,受托人\n郑秀兰,1 号楼 101,,89.35,zheng,\n\"李,四\",1 号楼 102,0,120,,1\n", name => name == "zheng" ? new StaffId("u1") : null);

        Assert.Equal(new RollRow("郑秀兰", "1 号楼 101", 1, 8_935, new StaffId("u1"), null), roll.Value[0]);
        Assert.Equal(new RollRow("李,四", "1 号楼 102", 0, 12_000, null, 1), roll.Value[1]);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("foo\nx", "line 1")]
    [InlineData("place\n1", "line 1")]
    [InlineData("name,name\na,b", "line 1")]
    [InlineData("name,heads\nA,2", "line 2")]
    [InlineData("name,area\nA,1\nB,89.355", "line 3")]
    [InlineData("name,area\nA,-1", "line 2")]
    [InlineData("name,area\nA,1e3", "line 2")]
    [InlineData("name,account\nA,nobody", "nobody")]
    [InlineData("name,proxy\nA,0", "line 2")]
    [InlineData("name,proxy\nA,x", "line 2")]
    [InlineData("name,heads\n,1", "line 2")]
    public void Read_WhatIsWrong_IsNamedWithItsLine(string text, string named) =>
        Assert.Contains(named, RollReader.Read(text, _ => null).Problem!.Message.En, StringComparison.Ordinal);

    [Theory]
    [InlineData(2, 2)]   // itself
    [InlineData(2, 9)]   // nobody
    [InlineData(2, 3)]   // somebody who gave her own away
    public async Task Prepare_ProxyThatCannotBe_IsRefused(int row, int proxy)
    {
        await using var room = await VoteRoom.StartAsync();
        var rows = VoteRoom.Draft(4).Roll.Select(each => each with { Area = 1 }).ToList();
        rows[row - 1] = rows[row - 1] with { Proxy = proxy };
        rows[2] = rows[2] with { Proxy = 4 };
        Assert.Equal("vote.invalid", (await room.Desk.PrepareAsync(Owners(rows), VoteRoom.Chair, default)).Problem?.Code);
    }

    [Fact]
    public async Task Prepare_FourProxiesForOne_IsRefused_ThreeAreNot()
    {
        await using var room = await VoteRoom.StartAsync();
        List<RollRow> Rows(int given) => [.. VoteRoom.Draft(6).Roll.Select((each, index) => each with { Area = 1, Proxy = index >= 1 && index <= given ? 1 : null })];

        Assert.Equal("vote.invalid", (await room.Desk.PrepareAsync(Owners(Rows(4)), VoteRoom.Chair, default)).Problem?.Code);
        Assert.True((await room.Desk.PrepareAsync(Owners(Rows(3)), VoteRoom.Chair, default)).Succeeded);
    }

    [Fact]
    public async Task Prepare_SecretByArea_OrOneScrutineer_OrTheChairAmongThem_IsRefused()
    {
        await using var room = await VoteRoom.StartAsync();
        var owners = Owners([.. VoteRoom.Draft(3).Roll.Select(row => row with { Area = 1 })]);

        foreach (var draft in new[]
        {
            owners with { Mode = VoteMode.Secret }, owners with { Scrutineers = [VoteRoom.Shen.Id] }, owners with { Scrutineers = [VoteRoom.Shen.Id, VoteRoom.Chair.Id] },
            owners with { Scrutineers = [VoteRoom.Shen.Id, new StaffId("nobody")] }, owners with { Roll = VoteRoom.Draft(3).Roll }, owners with { Roll = [] }, owners with { Question = " " },
            owners with { Profile = "unknown" }, owners with { ClosesAt = owners.OpensAt }, VoteRoom.Draft(3, VoteMode.Secret, mayChange: true),
            owners with { Options = [new VoteOption("a", "甲")] }, owners with { Options = [new VoteOption("a", "甲"), new VoteOption("a", "乙")] },
        })
        {
            Assert.Equal("vote.invalid", (await room.Desk.PrepareAsync(draft, VoteRoom.Chair, default)).Problem?.Code);
        }
    }

    [Fact]
    public async Task Prepare_OnePersonSeveralHeads_OrNone_OrOptionsNobodyCanTellApart_IsRefused()
    {
        await using var room = await VoteRoom.StartAsync();
        var rows = VoteRoom.Draft(3).Roll.ToList();
        VoteDraft With(params RollRow[] roll) => VoteRoom.Draft(1) with { Roll = roll };
        VoteDraft Choosing(params VoteOption[] options) => VoteRoom.Draft(3) with { Options = options };

        foreach (var draft in new[]
        {
            With(rows[0], rows[1] with { Account = rows[0].Account }), With(rows[0], rows[1] with { Heads = 0 }), VoteRoom.Draft(3) with { Topic = -1 },
            Choosing(new("a", "张三"), new("b", " 张三 ")), Choosing(new(VoteOption.For, "反对"), new(VoteOption.Against, "赞成"), new(VoteOption.Abstain, "弃权")),
            Choosing(new("a", "甲"), new(VoteOption.Against, "反对")), Choosing(new("a", "甲"), new(VoteOption.Abstain, "弃权")),
            With(rows[0], rows[1] with { Account = rows[0].Account, Heads = 0 }) with { Mode = VoteMode.Secret },
        })
        {
            Assert.Equal("vote.invalid", (await room.Desk.PrepareAsync(draft, VoteRoom.Chair, default)).Problem?.Code);
        }

        Assert.True((await room.Desk.PrepareAsync(With(rows[0], rows[1] with { Account = rows[0].Account, Heads = 0 }), VoteRoom.Chair, default)).Succeeded);
        Assert.True((await room.Desk.PrepareAsync(Choosing(new("a", "甲"), new("b", "乙"), new(VoteOption.Abstain, "弃权")), VoteRoom.Chair, default)).Succeeded);
    }

    private static VoteDraft Owners(IReadOnlyList<RollRow> rows) =>
        VoteRoom.Draft(1, VoteMode.NamedTurnout, "owners") with { Roll = rows, OpensAt = VoteRoom.Noon.AddDays(17), ClosesAt = VoteRoom.Noon.AddDays(28) };
}
