using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Consents;

/// <summary>How a home stands after what was said, and which of its readings may be used: the states and every way between them.</summary>
public sealed class HomeConsentTests
{
    private static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private static readonly DateOnly Today = Calendar.Day(Noon);

    [Fact]
    public void Home_NobodyAsked_IsWatchedForEverythingAndToBeAsked()
    {
        var home = HomeConsent.NotAsked(Place);

        Assert.Equal(ConsentState.NotAsked, home.StateAt(Noon));
        Assert.Equal(Coverage.NotAsked, home.CoverageAt(Noon));
        Assert.False(home.EndsSoonAt(Noon));
    }

    [Fact]
    public void Given_OnItsLastDay_HoldsUntilThatDayEndsInTheEstate()
    {
        var home = Said(Given(0, lastDay: Today));
        var midnight = Calendar.Instant(Today.AddDays(1).ToDateTime(default));

        Assert.Equal(ConsentState.Given, home.StateAt(midnight.AddTicks(-1)));
        Assert.True(home.CoverageAt(midnight.AddTicks(-1)).Watches);
        Assert.Equal(ConsentState.RanOut, home.StateAt(midnight));
        Assert.Equal(Coverage.None, home.CoverageAt(midnight));
        Assert.Equal(midnight, home.EndedAt(midnight));
    }

    [Theory]
    [InlineData("", ConsentState.NotAsked)]
    [InlineData("G", ConsentState.Given)]
    [InlineData("W", ConsentState.Declined)]
    [InlineData("GW", ConsentState.Withdrawn)]
    [InlineData("GWG", ConsentState.Given)]
    [InlineData("WG", ConsentState.Given)]
    [InlineData("GG", ConsentState.Given)]
    [InlineData("GWGW", ConsentState.Withdrawn)]
    public void Statements_InThisOrder_LeadToTheState(string said, ConsentState state)
    {
        var home = Said([.. said.Select((answer, hour) => answer == 'G' ? Given(hour) : Withdrawn(hour))]);

        Assert.Equal(state, home.StateAt(Noon.AddDays(1)));
        Assert.Equal(state is ConsentState.NotAsked or ConsentState.Given, home.CoverageAt(Noon.AddDays(1)).Watches);
    }

    [Fact]
    public void Given_AgainWhileItHolds_KeepsWhatWasLearned() =>
        Assert.Equal(DateTimeOffset.MinValue, Said(Given(0), Given(1)).CoverageAt(Noon.AddHours(2)).From);

    [Fact]
    public void Given_AfterAWithdrawal_UsesNothingFromBefore() =>
        Assert.Equal(Noon.AddHours(2), Said(Given(0), Withdrawn(1), Given(2)).CoverageAt(Noon.AddHours(3)).From);

    [Fact]
    public void Given_AfterItRanOut_UsesNothingFromBefore()
    {
        var home = Said(Given(0, lastDay: Today), Given(48));

        Assert.Equal(Noon.AddHours(48), home.CoverageAt(Noon.AddHours(49)).From);
    }

    [Fact]
    public void Given_ForLess_UsesNothingFromBeforeAndForMoreKeepsIt()
    {
        var narrower = Said(Given(0), Given(1, ConsentPurposes.Water)).CoverageAt(Noon.AddHours(2));
        var wider = Said(Given(0, ConsentPurposes.Water), Given(1)).CoverageAt(Noon.AddHours(2));

        Assert.Equal(new Coverage(ConsentPurposes.Water, Noon.AddHours(1)), narrower);
        Assert.Equal(new Coverage(ConsentPurposes.All, Noon), wider);   // the first was narrower than what a home nobody asked is watched by
    }

    [Theory]
    [InlineData(31, false)]
    [InlineData(28, true)]
    [InlineData(0, true)]
    public void Given_SoManyDaysLeft_IsToBeRenewed(int days, bool soon) =>
        Assert.Equal(soon, Said(Given(0, lastDay: Today.AddDays(days))).EndsSoonAt(Noon));

    private static HomeConsent Said(params ConsentStatement[] statements) =>
        HomeConsent.Of(Place, statements.Select((said, index) => said with { Number = index + 1 }).Reverse(), Calendar);   // stores keep no order

    private static ConsentStatement Given(int hour, ConsentPurposes purposes = ConsentPurposes.All, DateOnly? lastDay = null) =>
        new(Place, 0, ConsentAnswer.Given, Word, Lin.Id, Noon.AddHours(hour)) { Purposes = purposes, LastDay = lastDay ?? Today.AddYears(1) };

    private static ConsentStatement Withdrawn(int hour) => new(Place, 0, ConsentAnswer.Withdrawn, Word, Lin.Id, Noon.AddHours(hour));
}
