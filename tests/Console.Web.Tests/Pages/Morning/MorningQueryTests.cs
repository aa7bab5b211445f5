using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Pages.Morning;

namespace CommunityConsole.Web.Tests.Pages.Morning;

/// <summary>What the search and the cell leave of the list.</summary>
public sealed class MorningQueryTests
{
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

    private static MorningLine Line(string id) => new(
        new Home(
            new HomeId("demo", id), new Address("1", "幸福里 1 号楼", "", id), new GridCellId("demo", "west"), new Resident("张桂芳", "", 1941, LivesAlone: true)),
        MorningGroup.ToCall);
}
