using System.Globalization;
using System.Security.Claims;
using Bunit;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Wall;
using CommunityConsole.Web.Tests.Pages.Care;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Web.Tests.Pages.Wall;

public sealed class WallCountsTests : BunitContext
{
    private readonly FakeTimeProvider _time = new(MadeUpAlerts.Noon);
    private readonly AlertBoard _board;

    public WallCountsTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        _board = new AlertBoard(_time);
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(_time).AddSingleton(_board);
    }

    [Fact]
    public void FalseAlarm_ProposedAndWaitingForASecondPerson_IsCountedOnTheWallUntilItIsAnswered()
    {
        var proposed = MadeUpAlerts.Of(1, Severity.Critical).ProposeFalse(MadeUpAlerts.Worker, FalseReason.Asleep, "", MadeUpAlerts.Noon).Value;
        _board.Show([proposed, MadeUpAlerts.Of(2, Severity.Critical)]);
        var me = new CurrentWorker(new ClaimsPrincipal(new ClaimsIdentity([new Claim(AccountClaims.Community, "demo")])), new VolatileStaffStore([]));

        IRenderedComponent<WallCounts> Hang() => Render<WallCounts>(parameters => parameters.AddCascadingValue(me));
        var counts = Hang();

        Assert.Equal("2", counts.Find("[data-severity=Critical] b").TextContent);
        Assert.Contains("待第二人确认", counts.Find("[data-part=confirm]").TextContent, StringComparison.Ordinal);
        Assert.Equal("1", counts.Find("[data-part=confirm] b").TextContent);

        var second = MadeUpAlerts.Worker with { Id = new StaffId("second") };
        _board.Show([proposed.DeclineFalse(second, "再打一次电话", MadeUpAlerts.Noon).Value]);

        Assert.Empty(Hang().FindAll("[data-part=confirm]"));
    }
}
