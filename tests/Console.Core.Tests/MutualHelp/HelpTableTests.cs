using CommunityConsole.Core.Community;
using CommunityConsole.Core.MutualHelp;

namespace CommunityConsole.Core.Tests.MutualHelp;

/// <summary>Every move from every state by every side, against a second table written down by hand; and the capacity in which each role acts.</summary>
public sealed class HelpTableTests
{
    // A letter for each side that may: R receiver, H helper, N neighbour, S station, P program.
    private static readonly Dictionary<(HelpState, HelpMove), (string Sides, HelpState To)> Expected = new()
    {
        [(HelpState.Asked, HelpMove.Propose)] = ("RNS", HelpState.Proposed),
        [(HelpState.Asked, HelpMove.Cancel)] = ("RS", HelpState.Cancelled),
        [(HelpState.Asked, HelpMove.Expire)] = ("P", HelpState.Expired),
        [(HelpState.Proposed, HelpMove.Agree)] = ("RHS", HelpState.Agreed),
        [(HelpState.Proposed, HelpMove.Decline)] = ("RHS", HelpState.Asked),
        [(HelpState.Proposed, HelpMove.Cancel)] = ("RS", HelpState.Cancelled),
        [(HelpState.Proposed, HelpMove.Expire)] = ("P", HelpState.Expired),
        [(HelpState.Agreed, HelpMove.Decline)] = ("HS", HelpState.Asked),
        [(HelpState.Agreed, HelpMove.Cancel)] = ("RS", HelpState.Cancelled),
        [(HelpState.Agreed, HelpMove.Serve)] = ("H", HelpState.Served),
        [(HelpState.Agreed, HelpMove.Expire)] = ("P", HelpState.Expired),
        [(HelpState.Served, HelpMove.Serve)] = ("H", HelpState.Served),
        [(HelpState.Served, HelpMove.File)] = ("HP", HelpState.Filed),
        [(HelpState.Served, HelpMove.Cancel)] = ("HS", HelpState.Cancelled),
        [(HelpState.Served, HelpMove.Expire)] = ("P", HelpState.Expired),
        [(HelpState.Filed, HelpMove.Confirm)] = ("HSP", HelpState.Settled),
        [(HelpState.Filed, HelpMove.Reject)] = ("RSP", HelpState.Rejected),
        [(HelpState.Filed, HelpMove.Cancel)] = ("P", HelpState.Cancelled),
        [(HelpState.Settled, HelpMove.Dispute)] = ("RHSP", HelpState.Disputed),
        [(HelpState.Disputed, HelpMove.Uphold)] = ("P", HelpState.Upheld),
        [(HelpState.Disputed, HelpMove.Reverse)] = ("P", HelpState.Reversed),
    };

    [Fact]
    public void EveryMove_FromEveryState_ByEverySide_LeadsWhereItShould()
    {
        foreach (var (state, move, side) in from state in Enum.GetValues<HelpState>() from move in Enum.GetValues<HelpMove>() from side in Enum.GetValues<HelpSide>() select (state, move, side))
        {
            HelpState? expected = Expected.TryGetValue((state, move), out var row) && row.Sides.Contains(side.ToString()[0]) && side != HelpSide.None ? row.To : null;
            Assert.True(expected == HelpTable.Next(state, move, side), $"{state} {move} {side}");
        }
    }

    [Fact]
    public void WhatHasEnded_CanOnlyBeDisputed()
    {
        var open = Enum.GetValues<HelpState>().Where(HelpTable.HasEnded)
            .SelectMany(state => Enum.GetValues<HelpMove>().Where(move => Enum.GetValues<HelpSide>().Any(side => HelpTable.Next(state, move, side) is not null)), (state, move) => (state, move));

        Assert.Equal([(HelpState.Settled, HelpMove.Dispute)], open);
    }

    [Theory]
    [InlineData(Role.Resident, HelpSide.Neighbour)]
    [InlineData(Role.SocialWorker, HelpSide.Station)]
    [InlineData(Role.GridManager, HelpSide.Station)]
    [InlineData(Role.StationClerk, HelpSide.Station)]
    [InlineData(Role.CouncilChair, HelpSide.None)]
    [InlineData(Role.Scrutineer, HelpSide.None)]
    [InlineData(Role.RepairWorker, HelpSide.None)]
    [InlineData(Role.Administrator, HelpSide.None)]
    public void EveryRole_ActsInItsCapacity_ButWhoIsOneOfTheTwoActsAsThat(Role role, HelpSide side)
    {
        var somebody = HelpRoom.Li with { Id = new StaffId("somebody"), Role = role };
        var help = HelpRequest.Ask(HelpId.New(), new HelpPerson(HelpRoom.Zheng.Id, "郑秀兰"), HelpRoom.Walk, HelpRoom.Zheng, HelpRoom.Noon);

        Assert.Equal(side, help.SideOf(somebody));
        Assert.Equal(HelpSide.Helper, (help with { Helper = new HelpPerson(somebody.Id, "某") }).SideOf(somebody));
        Assert.Equal(HelpSide.Receiver, (help with { Receiver = new HelpPerson(somebody.Id, "某") }).SideOf(somebody));
        Assert.Equal(HelpSide.Program, help.SideOf(Actor.Program("demo")));
    }
}
