using Bunit;
using Bunit.TestDoubles;
using CommunityConsole.Web.Pages.Wall;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Web.Tests.Pages.Wall;

public sealed class WallFaultTests : BunitContext
{
    private readonly FakeTimeProvider _time = new();

    public WallFaultTests()
    {
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(_time);
    }

    [Fact]
    public void Fault_AfterTenSeconds_LoadsThePageAgainWithoutAHand()
    {
        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        var fault = Render<WallFault>();
        Assert.Contains("role=\"alert\"", fault.Markup, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(navigation.History);
        _time.Advance(TimeSpan.FromSeconds(1));

        fault.WaitForAssertion(() => Assert.True(Assert.Single(navigation.History).Options.ForceLoad));
    }
}
