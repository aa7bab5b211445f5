using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Governance;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Governance;

public sealed class ResponseFiguresTests
{
    private static readonly FigureSpan Hour = new(Noon, Noon.AddHours(1));

    [Fact]
    public void Of_TakenAtTheLimit_IsWithin_AndLaterIsNot()
    {
        var figures = Of(Opened().Take(Lin, Noon.AddSeconds(60)).Value, Opened().Take(Lin, Noon.AddSeconds(61)).Value);

        Assert.Equal((2, 1, 2), (figures.Paged, figures.Taken[0].Within, figures.Taken[0].Of));
        Assert.Equal((2, 2), (figures.Taken[1].Within, figures.Taken[1].Of));
        Assert.Equal((60, 61), (figures.TakenMedian!.Value.TotalSeconds, figures.TakenWorst!.Value.TotalSeconds));
    }

    [Fact]
    public void Of_NobodyTookIt_CountsOnceTheLimitHasPassed()
    {
        var young = Opened();

        var before = ResponseFigures.Of([AlertCourse.Of(young)], [], new FigureSpan(Noon, Noon.AddSeconds(60)));
        var after = ResponseFigures.Of([AlertCourse.Of(young)], [], new FigureSpan(Noon, Noon.AddSeconds(61)));

        Assert.Equal((0, 0), (before.Taken[0].Of, before.Taken[0].Within));
        Assert.Equal((1, 0), (after.Taken[0].Of, after.Taken[0].Within));
        Assert.Equal(0, after.Taken[1].Of);
    }

    [Fact]
    public void Of_Remark_PagesNobody_UntilItIsRaised()
    {
        var raised = Opened(Severity.Notice).Raise(Decision(DecisionChange.Raised, Severity.Attention), Noon.AddMinutes(20));

        Assert.Null(AlertCourse.Of(Opened(Severity.Notice)).PagedAt);
        Assert.Equal(Noon.AddMinutes(20), AlertCourse.Of(raised).PagedAt);
        Assert.Equal(TimeSpan.FromSeconds(30), AlertCourse.Of(raised.Take(Lin, Noon.AddMinutes(20.5)).Value).TimeToTake);
    }

    [Fact]
    public void Of_TakenBeforeItWasRaised_WasThereAtOnce()
    {
        var raised = Opened(Severity.Notice).Take(Lin, Noon.AddMinutes(1)).Value.Raise(Decision(DecisionChange.Raised, Severity.Critical), Noon.AddMinutes(20));

        Assert.Equal(TimeSpan.Zero, AlertCourse.Of(raised).TimeToTake);
    }

    [Fact]
    public void Of_DeviceTrouble_IsShownAndPagesNobody()
    {
        var decision = Decision(severity: Severity.Attention, kind: AnomalyKind.DeviceFault);

        var course = AlertCourse.Of(Alert.Open(AlertPolicy.ConditionOf(decision), decision, Cell, Noon));

        Assert.Equal((Noon, null), (course.ShownAt, course.PagedAt));
    }

    [Fact]
    public void Of_HeldWhileAway_PagesWhenItIsArmed()
    {
        var held = Opened().Hold(Noon.AddDays(1), Lin, Noon);

        Assert.Null(AlertCourse.Of(held).PagedAt);
        Assert.Equal(Noon.AddMinutes(40), AlertCourse.Of(held.Arm(Lin, Noon.AddMinutes(40))).PagedAt);
    }

    [Fact]
    public void Of_OverBeforeTheDeskHeardOfIt_IsNobodysWork()
    {
        var decision = Decision();
        var late = Alert.Open(AlertPolicy.ConditionOf(decision), decision, Cell, Noon.AddHours(5)).Clear(Decision(DecisionChange.Cleared, minutes: 90), Noon.AddHours(5));

        var course = AlertCourse.Of(late);

        Assert.Equal((null, null, AlertUse.Withdrawn), (course.ShownAt, course.PagedAt, course.Use));
    }

    [Fact]
    public void AtDoor_RefusedVisit_IsNotHeldToThePromise()
    {
        var refused = Asked().Refuse(Ma, "已联系上", Noon.AddMinutes(2)).Value;
        var made = Asked().Approve(Ma, null, Noon).Value.Depart(Zhou, Noon.AddMinutes(3)).Value.Arrive(Zhou, Noon.AddMinutes(31)).Value;

        var figures = ResponseFigures.Of([], [refused, made], Hour);

        Assert.Equal([(0, 1), (1, 1), (1, 1)], figures.AtDoor.Select(share => (share.Within, share.Of)));
        Assert.Equal(31, figures.DoorMedian!.Value.TotalMinutes);
    }

    private static ResponseFigures Of(params Alert[] alerts) => ResponseFigures.Of([.. alerts.Select(AlertCourse.Of)], [], Hour);

    private static Alert Opened(Severity severity = Severity.Urgent)
    {
        var decision = Decision(severity: severity);
        return Alert.Open(AlertPolicy.ConditionOf(decision), decision, Cell, Noon);
    }

    private static Visit Asked() => Visit.Ask(
        VisitId.New(), new VisitRequest(Place, Cell, "alert:1", "看看", false, Noon, Noon + PromisePolicy.Promise, Zhou.Id), Lin, Noon);
}
