using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

public sealed class LessonTests
{
    // The silence of Decision() began at nine in the morning, the estate's time.
    private const int Hour = 9;

    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task Dismiss_Asleep_LengthensTheLimitsAroundThatHourAndIsAudited()
    {
        await using var desks = new Desks(CareStores.Volatile());

        var id = await CloseAsync(desks, (care, alert) => care.DismissAsync(alert, Lin, FalseReason.Asleep, "", Stop));

        var lesson = Assert.Single(desks.Teaching.List(Place, Lin).Value);
        Assert.Equal((id.Value, LessonKind.Asleep, Hour, 1.0, Lin.Id), (lesson.Id, lesson.Kind, lesson.Hour, lesson.Before, lesson.By));
        Assert.Equal(1.1, lesson.After, 9);
        var tuning = desks.Book.TuningOf(Place);
        Assert.Equal([1.0, 1.1, 1.1, 1.1, 1.0], Enumerable.Range(Hour - 2, 5).Select(tuning.Factor), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory]
    [InlineData(AlertOutcome.Helped, 0.95)]
    [InlineData(AlertOutcome.Fine, 1.05)]
    [InlineData(AlertOutcome.WasAway, 1.0)]
    [InlineData(AlertOutcome.Device, 1.0)]
    public async Task Resolve_Outcome_MovesTheLimits(AlertOutcome outcome, double factor)
    {
        await using var desks = new Desks(CareStores.Volatile());

        await CloseAsync(desks, (care, alert) => care.ResolveAsync(alert, Lin, outcome, "", Stop));

        Assert.Equal(factor, desks.Book.TuningOf(Place).Factor(Hour), 9);
        Assert.Equal(outcome == AlertOutcome.WasAway, desks.Book.TuningOf(Place).WasAbsence(Decision().Since));
    }

    [Fact]
    public async Task Consent_GivenAnew_StartsWithoutTheLessonsFromBefore()
    {
        await using var desks = new Desks(CareStores.Volatile());
        await desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);
        await CloseAsync(desks, (care, alert) => care.DismissAsync(alert, Lin, FalseReason.Asleep, "", Stop));

        desks.Time.Advance(TimeSpan.FromHours(1));
        await desks.Consents.WithdrawAsync(Place, Word, Lin, Stop);
        desks.Time.Advance(TimeSpan.FromHours(1));
        await desks.Consents.RecordAsync(Place, Word, ConsentPurposes.All, Word.SaidOn.AddYears(1), 1, Lin, Stop);

        Assert.Equal(1.0, desks.Book.TuningOf(Place).Factor(Hour), 9);
        Assert.Single(desks.Teaching.List(Place, Lin).Value);   // the work done stays on record
        var lesson = (await desks.Teaching.LearnAsync(Guid.NewGuid(), Place, LessonKind.Asleep, Decision().Since, Lin, Stop)).Value;
        Assert.Equal((1.0, 1.1), (lesson.Before, Math.Round(lesson.After, 9)));
    }

    [Fact]
    public async Task Undo_Lesson_IsAsIfItHadNeverBeen()
    {
        await using var desks = new Desks(CareStores.Volatile());
        var id = await CloseAsync(desks, (care, alert) => care.DismissAsync(alert, Lin, FalseReason.Asleep, "", Stop));
        var clerk = Lin with { Role = Role.StationClerk };

        Assert.False((await desks.Teaching.UndoAsync(id.Value, Place, clerk, Stop)).Succeeded);
        Assert.True((await desks.Teaching.UndoAsync(id.Value, Place, Ma, Stop)).Succeeded);
        Assert.IsType<LessonNotFound>((await desks.Teaching.UndoAsync(id.Value, Place, Ma, Stop)).Problem);

        Assert.Equal(1.0, desks.Book.TuningOf(Place).Factor(Hour));
        Assert.Equal(Ma.Id, Assert.Single(await desks.Lessons.LoadAsync(Stop)).UndoneBy);
    }

    [Fact]
    public async Task Start_OutcomeWhoseLessonWasNotStored_TeachesOnceInTheNameOfItsCloser()
    {
        var stores = CareStores.Volatile();
        AlertId id;
        await using (var before = new Desks(stores))
        {
            id = await CloseAsync(before, (care, alert) => care.DismissAsync(alert, Lin, FalseReason.Asleep, "", Stop));
        }

        // The lessons of the program that ended are gone, its alerts are not.
        await using var desks = new Desks(stores);
        await desks.StartAsync();
        desks.Time.Advance(TimeSpan.FromHours(1));
        await desks.Missed.TeachAsync(Stop);
        await desks.Missed.TeachAsync(Stop);

        var lesson = Assert.Single(desks.Teaching.List(Place, Lin).Value);
        Assert.Equal((id.Value, LessonKind.Asleep, Lin.Id), (lesson.Id, lesson.Kind, lesson.By));

        await desks.Teaching.UndoAsync(id.Value, Place, Ma, Stop);
        await desks.Missed.TeachAsync(Stop);
        Assert.Equal(1.0, desks.Book.TuningOf(Place).Factor(Hour));   // what somebody took back stays back
    }

    [Fact]
    public void Lessons_AnyNumber_StayWithinTheBounds()
    {
        var asleep = new HomeTuning(Many(LessonKind.Asleep));
        var real = new HomeTuning(Many(LessonKind.Real));

        Assert.Equal((HomeTuning.Most, HomeTuning.Least), (asleep.Factor(Hour), real.Factor(Hour)));
    }

    private static IEnumerable<Lesson> Many(LessonKind kind) =>
        Enumerable.Range(0, 50).Select(n => new Lesson(Guid.NewGuid(), Place, kind, Noon, Hour, Lin.Id, Noon.AddDays(n), 1, 1));

    private static async Task<AlertId> CloseAsync(Desks desks, Func<AlertDesk, AlertId, Task<Result<Alert>>> close)
    {
        await desks.Care.DecidedAsync([Decision()], Stop);
        var id = AlertPolicy.ConditionOf(Decision());
        Assert.True((await close(desks.Care, id)).Succeeded);
        Assert.True((await close(desks.Care, id)).Succeeded);   // a second tap teaches nothing more
        return id;
    }
}
