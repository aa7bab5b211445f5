using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>The commands of <see cref="LessonDesk"/>.</summary>
public enum LessonCommand
{
    Learn,
    Undo,
    Look,
}

/// <summary>Who may give them.</summary>
public static class LessonRights
{
    /// <summary>The table.</summary>
    public static RightsTable<LessonCommand> Table { get; } = new(new Dictionary<LessonCommand, Role[]>
    {
        [LessonCommand.Learn] = [Role.SocialWorker, Role.GridManager],
        [LessonCommand.Undo] = [Role.SocialWorker, Role.GridManager],
        [LessonCommand.Look] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
    });
}

/// <summary>No such lesson, or undone already.</summary>
public sealed record LessonNotFound(Guid Lesson)
    : Problem("lesson.unknown", new("这条学习记录不存在或已撤销。", "There is no such lesson, or it was undone."));

/// <summary>Teaches a home's watch what an alert turned out to be, and takes that back. Checks rights itself; every change is audited.</summary>
public sealed class LessonDesk(ILessonStore store, LessonBook book, CommandLog log, EstateCalendar calendar, TimeProvider time, Lazy<IEnumerable<ILessonFacts>> facts) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>An outcome was written. The same alert teaches once; one whose lesson was undone, for instance because it was reopened, teaches anew.</summary>
    /// <param name="id">The alert's id.</param>
    /// <param name="home">Whose.</param>
    /// <param name="kind">What it was.</param>
    /// <param name="since">When the silence began, UTC.</param>
    /// <param name="actor">Who wrote it.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<Lesson>> LearnAsync(Guid id, HomeId home, LessonKind kind, DateTimeOffset since, Actor actor, CancellationToken cancellation)
    {
        if (LessonRights.Table.Refusal(LessonCommand.Learn, actor, home.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, "lesson.learn", Subject(home), denied, cancellation);
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            var known = book.Of(home);
            if (known.FirstOrDefault(lesson => lesson.Id == id && lesson.UndoneAt is null) is { } same)
            {
                return same;
            }

            var hour = calendar.Local(since).Hour;
            var lesson = new Lesson(id, home, kind, since.ToUniversalTime(), hour, actor.Id, time.GetUtcNow(), book.TuningOf(home).Factor(hour), 1);
            lesson = lesson with { After = new HomeTuning(book.Counting(home).Where(before => before.Id != id).Append(lesson)).Factor(hour) };
            await WriteAsync(lesson, log.Done(actor with { CommandKey = null }, "lesson.learn", Subject(home), Text(lesson.Before, hour), Text(lesson.After, hour), kind.ToString()), cancellation);
            return lesson;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A worker takes a lesson back: the home's limits are as if it had never been.</summary>
    public async Task<Result<Lesson>> UndoAsync(Guid id, HomeId home, Actor actor, CancellationToken cancellation)
    {
        if (LessonRights.Table.Refusal(LessonCommand.Undo, actor, home.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, "lesson.undo", Subject(home), denied, cancellation);
        }

        return await TakeBackAsync(id, home, actor, cancellation) is { } undone
            ? undone
            : await log.RefuseAsync(actor, "lesson.undo", Subject(home), new LessonNotFound(id), cancellation);
    }

    /// <summary>The alert was opened again without a worker: what it taught is in doubt. Asks for no right, for what opened it has none; null where it teaches nothing.</summary>
    internal async Task<Lesson?> TakeBackAsync(Guid id, HomeId home, Actor by, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (book.Of(home).FirstOrDefault(lesson => lesson.Id == id && lesson.UndoneAt is null) is not { } known)
            {
                return null;
            }

            var undone = known with { UndoneBy = by.Id, UndoneAt = time.GetUtcNow() };
            var after = new HomeTuning(book.Counting(home).Where(lesson => lesson.Id != id)).Factor(known.Hour);
            var entry = log.Done(by, "lesson.undo", Subject(home), Text(book.TuningOf(home).Factor(known.Hour), known.Hour), Text(after, known.Hour), known.Kind.ToString());
            await WriteAsync(undone, entry, cancellation);
            return undone;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A home's lessons, newest first.</summary>
    public Result<IReadOnlyList<Lesson>> List(HomeId home, Actor actor) =>
        LessonRights.Table.Refusal(LessonCommand.Look, actor, home.Community) is { } denied
            ? denied
            : Result.Of<IReadOnlyList<Lesson>>([.. book.Of(home).Reverse()]);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task WriteAsync(Lesson lesson, AuditEntry entry, CancellationToken cancellation)
    {
        await store.PutAsync(lesson, entry, cancellation);
        book.Put(lesson);
        foreach (var listener in facts.Value)
        {
            listener.Tuned(lesson.Home, book.TuningOf(lesson.Home));
        }
    }

    private static string Subject(HomeId home) => $"home:{home}";

    private static string Text(double factor, int hour) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00 x{factor:0.00}");
}
