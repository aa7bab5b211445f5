using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using static CommunityConsole.Core.Tests.Council.Delegates.DelegateRoom;

namespace CommunityConsole.Core.Tests.Council.Delegates;

/// <summary>The council beside the estate, and what of it is for everybody.</summary>
public sealed class RepresentationTests
{
    [Fact]
    public async Task Gaps_OfEachTable_AndTheLeastNumberOfChangesForAll()
    {
        await using var room = new DelegateRoom(10, 10, 20);
        await room.AddAsync(Entry("甲", "1", age: AgeBand.From45));
        await room.AddAsync(Entry("乙", "1", age: AgeBand.From45));
        await room.AddAsync(Entry("丙", "2", age: AgeBand.From45));
        await room.AddAsync(Entry("丁", "2", age: AgeBand.From60));
        await room.AddAsync(Entry("卸任", "10", until: -1));
        await room.MakeUp.ReplaceAsync(Ages(50, 0, 50, 100), Chair, default);

        var council = room.Reader.Look(Chair).Value.Representation;

        Assert.Equal(4, council.Seats);
        Assert.Equal([new("1", 10, 1, 2), new("2", 10, 1, 2), new("10", 20, 2, 0)], council.Balances[0].Lines);
        Assert.Equal([-1, 0, 2, -1], council.Balances[1].Lines.Select(line => line.Gap));
        Assert.Equal((2, 2, 0, 2), (council.Balances[0].Misplaced, council.Balances[1].Misplaced, council.Balances[2].Misplaced, council.LeastChanges));
        Assert.Equal(100, council.Balances[0].QuotaHundredths(council.Balances[0].Lines[0]));
        Assert.Equal([("Company", 4)], council.Balances[2].Lines.Select(line => (line.Group, line.Present)));   // nobody has counted occupations
    }

    [Fact]
    public async Task Buildings_AreCountedByHomes_UntilSomebodyBringsThePeople()
    {
        await using var room = new DelegateRoom(10, 10, 20);
        Assert.True(room.Reader.Look(Chair).Value.Representation.Balances[0].Table!.CountsHomes);

        var brought = new MakeUpTable("demo", GroupKind.Building) { Source = "台账", AsOf = Today, Rows = [new("1", 5), new("2", 6), new("10", 7)] };
        await room.MakeUp.ReplaceAsync(brought, Admin, default);

        var table = room.Reader.Look(Chair).Value.Representation.Balances[0].Table!;
        Assert.False(table.CountsHomes);
        Assert.Equal([5, 6, 7], table.Rows.Select(row => row.People));
        Assert.IsType<MakeUpChangedMeanwhile>((await room.MakeUp.ReplaceAsync(brought, Chair, default)).Problem);
    }

    [Fact]
    public async Task Table_ThatCannotBe_IsRefused()
    {
        await using var room = new DelegateRoom();
        foreach (var wrong in new[] { Ages(1, 2, 3, 4) with { Source = " " }, Ages(1, 2, 3, 4) with { AsOf = Today.AddDays(1) }, Ages(1, 2, 3), Ages(0, 0, 0, 0), Ages(1, 2, 3, -4) })
        {
            Assert.IsType<DelegateNotValid>((await room.MakeUp.ReplaceAsync(wrong, Chair, default)).Problem);
        }
    }

    [Fact]
    public async Task Residents_ReadNamesAndSums_NeverTheAgeOrOccupationOfOne()
    {
        await using var room = new DelegateRoom(1, 1, 1);
        await room.AddAsync(Entry("甲", "1", "zheng"));
        await room.AddAsync(Entry("乙", "1"));
        await room.MakeUp.ReplaceAsync(Ages(50, 50, 50, 50), Chair, default);

        var two = room.Reader.Look(Zheng).Value;
        Assert.Equal(["乙", "甲"], two.Lines.Select(line => line.Name));
        Assert.All(two.Lines, line => Assert.Null(line.Whole));
        Assert.Equal([true, false, false], two.Representation.Balances.Select(balance => balance.Lines.Count > 0));   // a sum of two would be nearly a name
        await room.AddAsync(Entry("丙", "2"));

        var three = room.Reader.Look(Zheng).Value;
        Assert.Equal([0, 0, 3, 0], three.Representation.Balances[1].Lines.Select(line => line.Present));
        Assert.Empty(three.Representation.Balances[2].Lines);   // nobody has counted occupations: no small group can be known
        Assert.All(room.Reader.Look(Of("lin", Role.SocialWorker)).Value.Lines, line => Assert.NotNull(line.Whole));
        Assert.All(room.Reader.Look(Of("ma", Role.RepairWorker)).Value.Lines, line => Assert.Null(line.Whole));
    }

    [Fact]
    public async Task Residents_GroupsUnderThreePeople_AreOneLineWithEnoughPeople()
    {
        await using var room = new DelegateRoom(1, 1, 1);
        await room.AddAsync(Entry("甲", "1", age: AgeBand.From18));
        await room.AddAsync(Entry("乙", "1", age: AgeBand.From60));
        await room.AddAsync(Entry("丙", "2", age: AgeBand.From60));
        await room.MakeUp.ReplaceAsync(Ages(2, 40, 30, 50), Chair, default);

        var balance = room.Reader.Look(Zheng).Value.Representation.Balances[1];

        // Two people alone would still be two, and one delegate would be somebody by name: the group with the others stands with them.
        Assert.Equal([(nameof(AgeBand.From35), 40, 0), (nameof(AgeBand.From45), 30, 0), (GroupLine.Joined, 52, 3)], balance.Lines.Select(line => (line.Group, line.People, line.Present)));
        Assert.Equal(3, balance.Seats);
        Assert.Empty(balance.Table!.Rows);
        var whole = room.Reader.Look(Chair).Value.Representation.Balances[1];
        Assert.Equal((4, whole.People, whole.Lines.Sum(line => line.Fair)), (whole.Lines.Count, balance.People, balance.Lines.Sum(line => line.Fair)));
    }

    [Fact]
    public async Task Residents_GroupsWithOneOrTwoDelegates_AreOneLineWithEnoughOfThem()
    {
        await using var room = new DelegateRoom(1, 1, 1);
        await room.AddAsync(Entry("甲", "1", age: AgeBand.From18));
        foreach (var name in new[] { "乙", "丙", "丁" })
        {
            await room.AddAsync(Entry(name, "1", age: AgeBand.From45));
        }

        await room.MakeUp.ReplaceAsync(Ages(50, 60, 70, 80), Chair, default);
        var balance = room.Reader.Look(Zheng).Value.Representation.Balances[1];

        Assert.Equal([(nameof(AgeBand.From35), 0), (nameof(AgeBand.From60), 0), (GroupLine.Joined, 4)], balance.Lines.Select(line => (line.Group, line.Present)));
        Assert.Equal([1, 0, 3, 0], room.Reader.Look(Chair).Value.Representation.Balances[1].Lines.Select(line => line.Present));
    }

    [Fact]
    public void RandomEstates_ForEverybody_NoLineHasOneOrTwoPeopleOrDelegates_AndNoSumChanges()
    {
        var random = new Random(3);
        for (var run = 0; run < 2_000; run++)
        {
            var rows = Enum.GetNames<Occupation>().Select(name => new GroupCount(name, random.Next(random.Next(1, 9)))).ToList();
            rows[^1] = rows[^1] with { People = rows[^1].People + 3 };
            var table = new MakeUpTable("demo", GroupKind.Occupation) { Rows = rows };
            var groups = Enumerable.Range(0, random.Next(3, 20)).Select(_ => rows[random.Next(rows.Count)].Group).ToList();
            var closely = GroupBalance.Of(GroupKind.Occupation, table, groups);

            var open = closely.ForEverybody();

            Assert.DoesNotContain(open.Lines, line => line.People is 1 or 2 || line.Present is 1 or 2 || (line.People == 0 && line.Present > 0));
            Assert.Equal((closely.People, closely.Seats, closely.Lines.Sum(line => line.Fair)), (open.People, open.Seats, open.Lines.Sum(line => line.Fair)));
        }
    }
}
