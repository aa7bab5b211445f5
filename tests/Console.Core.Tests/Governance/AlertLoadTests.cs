using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Governance;

public sealed class AlertLoadTests
{
    private static readonly FigureSpan Day = new(Noon, Noon.AddDays(1));

    [Fact]
    public void Of_ElevenInTenMinutesThenFive_IsOneFloodOfTwoSlots()
    {
        var load = Load([.. Many(11, from: 0, apart: 0.5), .. Many(5, from: 10, apart: 1), .. Many(4, from: 20, apart: 1)]);

        Assert.Equal((20, 11), (load.Shown, load.Peak));
        Assert.Equal(2 / 144.0, load.FloodShare, 12);
    }

    [Fact]
    public void Of_TenInTenMinutes_IsNoFlood() => Assert.Equal(0, Load([.. Many(10, from: 0, apart: 0.5), .. Many(9, from: 10, apart: 1)]).FloodShare);

    [Fact]
    public void Of_Remarks_AreNoLoad()
    {
        var load = Load([Opened(0, Severity.Notice), Opened(1, Severity.Attention)]);

        Assert.Equal((1, 1, 0, 0), (load.Shown, load.Attention, load.Urgent, load.Critical));
    }

    [Fact]
    public void Of_RaisedFromRemark_CountsFromThenAndByItsGravest()
    {
        var alert = Opened(0, Severity.Notice).Raise(Decision(DecisionChange.Raised, Severity.Urgent), Noon.AddMinutes(30));

        var load = Load([alert]);

        Assert.Equal((1, 1), (load.Shown, load.Urgent));
        Assert.Equal(Noon.AddMinutes(30), AlertCourse.Of(alert).ShownAt);
    }

    [Theory]
    [InlineData(29, 1)]
    [InlineData(31, 0)]
    public void Of_ThreeComingsOfOneSource_ChatterWithinTheHour(int apart, int chattering)
    {
        var alert = Opened(0);
        alert = alert.Join(Decision(opened: apart, minutes: apart), Noon.AddMinutes(apart));
        alert = alert.Join(Decision(opened: 2 * apart, minutes: 2 * apart), Noon.AddMinutes(2 * apart));

        var load = Load([alert]);

        Assert.Equal((3, chattering), (load.Shown, load.Chattering));
        Assert.Equal(new AlertSource(Place, null, AnomalyKind.Inactivity, 3), Assert.Single(load.Top));
        Assert.Equal(1, load.TopShare);
    }

    [Fact]
    public void Of_OpenForMoreThanADay_Stands()
    {
        var old = Opened(-1);
        var closed = Opened(-2).Dismiss(Lin, FalseReason.Asleep, "", Noon).Value;

        Assert.Equal(1, Load([old, closed, Opened(1)]).Standing);
    }

    [Fact]
    public void Of_OnTheShelf_StandsNotButIsCountedBesideWithAllItsTimesThere()
    {
        var old = Opened(-60).Shelve(Lin, Noon.AddHours(1), "表在修", Noon).Value.Unshelve(Lin, Noon.AddHours(1)).Value;
        var there = old.Shelve(Zhou, Noon.AddHours(26), "配件没到", Noon.AddHours(20)).Value;

        Assert.Equal((1, 0, null, 1), (Load([old]).Standing, Load([old]).Shelf.Now, Load([old]).Shelf.Longest, Load([old]).Shelf.Times));
        Assert.Equal((0, 1, TimeSpan.FromHours(5), 2), (Load([there]).Standing, Load([there]).Shelf.Now, Load([there]).Shelf.Longest, Load([there]).Shelf.Times));
    }

    [Fact]
    public void Of_ComingsOnTheShelf_AreNoLoad_AndItsReturnIsOne()
    {
        var shelved = Opened(0, Severity.Attention).Shelve(Lin, Noon.AddHours(1), "表在修", Noon.AddMinutes(1)).Value;
        var chatter = Enumerable.Range(2, 9).Aggregate(shelved, (alert, minute) => alert.Join(Decision(severity: Severity.Attention, opened: minute, minutes: minute), Noon.AddMinutes(minute)));

        Assert.Equal((1, 0), (Load([chatter]).Shown, Load([chatter]).Chattering));
        Assert.Equal(2, Load([chatter.EndShelf(Actor.Program("demo"), Noon.AddHours(1))]).Shown);
        Assert.Equal(1, Load([chatter.Unshelve(Lin, Noon.AddHours(1)).Value]).Shown);
        Assert.Equal(2, Load([chatter.Join(Decision(severity: Severity.Urgent, opened: 30, minutes: 30), Noon.AddMinutes(30))]).Shown);
    }

    [Fact]
    public void Course_ShelvedOnceItCalled_IsAnsweredThen()
    {
        var shelved = Opened(0).Shelve(Lin, Noon.AddHours(1), "女儿马上到", Noon.AddMinutes(2)).Value.EndShelf(Actor.Program("demo"), Noon.AddHours(1)).Take(Zhou, Noon.AddHours(2)).Value;
        var remark = Opened(0, Severity.Notice).Shelve(Lin, Noon.AddHours(1), "先放着", Noon.AddMinutes(2)).Value.Raise(Decision(DecisionChange.Raised), Noon.AddMinutes(9));

        Assert.Equal(TimeSpan.FromMinutes(2), AlertCourse.Of(shelved).TimeToTake);
        Assert.Equal((Noon.AddMinutes(9), null), (AlertCourse.Of(remark).PagedAt, AlertCourse.Of(remark).TakenAt));
    }

    [Fact]
    public void PerOperatorHour_TwoPeopleInOneHour_CountTwice()
    {
        AlertCourse[] courses =
        [
            AlertCourse.Of(Opened(5).Take(Lin, Noon.AddMinutes(6)).Value),
            AlertCourse.Of(Opened(7).Take(Zhou, Noon.AddMinutes(8)).Value),
            AlertCourse.Of(Opened(9).Take(Zhou, Noon.AddMinutes(70)).Value),
        ];

        var hours = NumbersDesk.OperatorHours(courses, Day);

        Assert.Equal(25, hours);
        Assert.Equal(3 / 25.0, AlertLoad.Of(courses, Day, hours).PerOperatorHour!.Value, 12);
    }

    private static AlertLoad Load(IReadOnlyList<Alert> alerts) => AlertLoad.Of([.. alerts.Select(AlertCourse.Of)], Day, 24);

    private static IEnumerable<Alert> Many(int count, double from, double apart) =>
        Enumerable.Range(0, count).Select(i => Opened(from + i * apart, home: new HomeId("demo", $"h{from}-{i}")));

    private static Alert Opened(double minutes, Severity severity = Severity.Urgent, HomeId? home = null)
    {
        var decision = Decision(severity: severity, opened: minutes, minutes: minutes, home: home);
        return Alert.Open(AlertPolicy.ConditionOf(decision), decision, Cell, decision.Time);
    }
}
