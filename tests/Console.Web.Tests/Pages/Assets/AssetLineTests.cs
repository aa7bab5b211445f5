using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using CommunityConsole.Web.Pages.Assets;
using CommunityConsole.Web.Tests.Pages.Map;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Web.Tests.Pages.Assets;

public sealed class AssetLineTests
{
    private static readonly Asset Gate = new("demo", "G-001") { Name = "北门", Service = ServiceCodes.Entrance, Place = "北门岗亭" };
    private static readonly Asset Gone = Gate with { Name = "旧门", Retired = true };

    [Fact]
    public async Task Lines_CountWhatIsOpenNow_AndWhatTheYearHad()
    {
        await using var room = Fresh();
        var open = await room.ReportAsync(Leak with { Asset = Lamp.Code });
        var done = await room.InAsync(RepairState.Done) with { Asset = Lamp.Code };

        var lines = AssetLine.Of([Lamp, Gate], [Estates.Building(7, 1)], [open, done], new Dictionary<string, int> { [Lamp.Code] = 9 });

        Assert.Equal([(Lamp.Code, "幸福里 7 号楼 北侧", 1, (int?)9), (Gate.Code, "北门岗亭", 0, 0)], lines.Select(line => (line.Asset.Code, line.Place, line.Open, line.Year)));
        Assert.Null(AssetLine.Of([Lamp], [], [], null)[0].Year);   // not counted yet is not none
    }

    [Theory]
    [InlineData(null, null, "路灯 北门")]
    [InlineData("7 号楼 路灯", null, "路灯")]
    [InlineData("l-012", null, "路灯")]
    [InlineData("照明", null, "路灯")]
    [InlineData("没有", null, "")]
    [InlineData(null, AssetQuery.Broken, "路灯")]
    [InlineData(null, AssetQuery.Retired, "旧门")]
    [InlineData("路灯", AssetQuery.Retired, "")]
    public void Query_FindsByWordsAndState(string? search, string? state, string names)
    {
        AssetLine[] lines = [new(Lamp, "幸福里 7 号楼 北侧", 1, 1), new(Gate, "北门岗亭", 0, 0), new(Gone, "小广场", 1, 1)];

        Assert.Equal(names, string.Join(' ', new AssetQuery(search, state).Apply(lines).Select(line => line.Asset.Name)));
    }
}
