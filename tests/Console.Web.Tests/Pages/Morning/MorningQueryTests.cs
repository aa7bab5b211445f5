using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Pages.Morning;

namespace CommunityConsole.Web.Tests.Pages.Morning;

/// <summary>Under a hand that is about to press, no row of the list to call moves.</summary>
public sealed class MorningRowsTests
{
    private readonly MorningRows _rows = new();

    [Fact]
    public void Update_WhileHeld_KeepsEveryRowInItsPlaceAndLetsNobodyIn()
    {
        var (a, b, c) = (Line("a"), Line("b"), Line("c"));
        _rows.Update([a, b]);
        _rows.Hold();

        _rows.Update([c, b with { Unanswered = 1 }]);

        Assert.Equal([("a", true, 0), ("b", false, 1)], Drawn());
        Assert.Equal(1, _rows.Waiting);
        _rows.Release();
        Assert.Equal([("c", false, 0), ("b", false, 1)], Drawn());
        Assert.Equal(0, _rows.Waiting);
    }

    [Fact]
    public void Update_NothingNew_LeavesTheRowsTheSameObjects()
    {
        _rows.Update([Line("a"), Line("b")]);
        var before = _rows.Rows.ToList();

        _rows.Update([Line("a"), Line("b") with { Unanswered = 1 }]);

        Assert.Same(before[0], _rows.Rows[0]);
        Assert.NotSame(before[1], _rows.Rows[1]);
    }

    [Theory]
    [InlineData(null, null, 2)]
    [InlineData("east", null, 1)]
    [InlineData(null, "2 号楼", 1)]
    [InlineData(null, "张**", 2)]
    [InlineData(null, "张桂芳", 0)]   // a full name must not find out who lives where
    public void Query_FindsWhatTheReaderSees(string? cell, string? words, int found)
    {
        MorningLine[] lines = [Line("a"), Line("b") with { Home = Line("b").Home with { Cell = new GridCellId("demo", "east"), Address = new Address("2", "幸福里 2 号楼", "", "1") } }];

        Assert.Equal(found, new MorningQuery(cell, words).Apply(lines, Role.SocialWorker).Count);
    }

    private List<(string Home, bool Gone, int Unanswered)> Drawn() => [.. _rows.Rows.Select(row => (row.Line.Home.Id.Home, row.Gone, row.Line.Unanswered))];

    // Made once each: a home that did not change is the same object.
    private static readonly Dictionary<string, Home> Known = [];

    private static MorningLine Line(string id) => new(
        Known.TryGetValue(id, out var home) ? home : Known[id] = new Home(
            new HomeId("demo", id), new Address("1", "幸福里 1 号楼", "", id), new GridCellId("demo", "west"), new Resident("张桂芳", "", 1941, LivesAlone: true)),
        MorningGroup.ToCall);
}
