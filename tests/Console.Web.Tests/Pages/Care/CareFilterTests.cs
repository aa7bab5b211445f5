using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Web.Pages.Care;

namespace CommunityConsole.Web.Tests.Pages.Care;

public sealed class CareFilterTests
{
    [Fact]
    public void Address_OfAFilter_CarriesAllOfIt()
    {
        var id = new AlertId(Guid.Parse("11111111-2222-3333-4444-555555555555"));

        var address = new CareFilter(CareStage.ToTake, Severity.Urgent, Mine: true, "7 号楼").Address(id);

        Assert.Equal("/care?alert=11111111-2222-3333-4444-555555555555&stage=ToTake&severity=Urgent&mine=true&q=7%20%E5%8F%B7%E6%A5%BC", address);
    }

    [Theory]
    [InlineData(Severity.Notice, CareStage.Quiet)]
    [InlineData(Severity.Attention, CareStage.ToTake)]
    public void Stage_OfAnOpenAlert_TellsWhatPages(Severity severity, CareStage stage) =>
        Assert.Equal(stage, CareFilter.StageOf(MadeUpAlerts.Of(1, severity)));

    [Fact]
    public void Stage_OfAShelvedAlert_IsTheShelfWhateverItsSeverity() => Assert.Equal(CareStage.Shelved, CareFilter.StageOf(MadeUpAlerts.Shelved(1)));

    [Fact]
    public void Mine_ShowsOnlyWhatIHave()
    {
        var mine = MadeUpAlerts.Of(1).Take(MadeUpAlerts.Worker, MadeUpAlerts.Noon).Value;
        var filter = new CareFilter(null, null, Mine: true, "");

        Assert.True(filter.Shows(mine, MadeUpAlerts.Worker.Id, _ => ""));
        Assert.False(filter.Shows(MadeUpAlerts.Of(2), MadeUpAlerts.Worker.Id, _ => ""));
    }
}
