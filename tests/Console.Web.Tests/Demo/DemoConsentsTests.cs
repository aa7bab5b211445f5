using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Iot.Simulation;
using CommunityConsole.Web.Demo;

namespace CommunityConsole.Web.Tests.Demo;

public sealed class DemoConsentsTests
{
    private static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Estate_OfTheDemo_HasHomesInEveryStateAndAFewNearTheirEnd()
    {
        var estate = new DemoWorld(Ripening.Plan(new DemoRecord(20261122, 300, Now.AddDays(-35), Now), "demo", Calendar), "demo", Calendar).Main;
        var store = new VolatileConsentStore(new VolatileAuditLog());
        Assert.True(await store.AddAsync([.. DemoConsents.Of(estate, new StaffId("lin"), Calendar, Now)], [], CancellationToken.None));
        var book = new ConsentBook(store, Calendar, TimeProvider.System);
        await book.LoadAsync(CancellationToken.None);

        var states = estate.Homes.ToLookup(home => book.Of(home.Id).StateAt(Now));

        Assert.Equal(300, states.Sum(state => state.Count()));
        Assert.Equal((20, 1, 1), (states[ConsentState.NotAsked].Count(), states[ConsentState.Withdrawn].Count(), states[ConsentState.RanOut].Count()));
        Assert.InRange(estate.Homes.Count(home => book.Of(home.Id).EndsSoonAt(Now)), 10, 20);
        Assert.All(estate.Homes, home => Assert.Equal(book.Of(home.Id).EndedAt(Now), DemoConsents.EndedAt(home, Calendar, Now)));
        Assert.All(states[ConsentState.Given], home => Assert.Equal(DateTimeOffset.MinValue, book.Of(home.Id).CoverageAt(Now).From));   // their watches go on with what they learned
    }

    [Fact]
    public void Homes_WithoutConsent_AreNotThoseInWhichThePastEndsWithAnIncident()
    {
        var record = Ripening.Plan(new DemoRecord(20261122, 300, Now.AddDays(-35), Now), "demo", Calendar);

        var estate = new DemoWorld(record, "demo", Calendar).Main;

        Assert.Equal(2, estate.Homes.Count(DemoConsents.HasEnded));
        Assert.All(estate.Homes.Where(DemoConsents.HasEnded), home => Assert.False(record.Happenings.ContainsKey(home.Id.ToString())));
    }
}
