using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Anomalies;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.Anomalies;

public sealed class LessonStoreTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private readonly ConsoleFile _file = new();

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Put_LearnedThenUndone_IsReadBackAsLeftAndAuditedTwice()
    {
        var store = new LessonStore(_file.Contexts, _file.Writer);
        var learned = new Lesson(Guid.NewGuid(), new HomeId("demo", "3-502"), LessonKind.Asleep, Noon.AddHours(-9), 3, new StaffId("lin"), Noon, 1, 1.1);
        var undone = learned with { UndoneBy = new StaffId("ma"), UndoneAt = Noon.AddDays(1) };

        await store.PutAsync(learned, Entry("lesson.learn"), CancellationToken.None);
        Assert.Equal([learned], await store.LoadAsync(CancellationToken.None));
        await store.PutAsync(undone, Entry("lesson.undo"), CancellationToken.None);

        Assert.Equal([undone], await store.LoadAsync(CancellationToken.None));
        var actions = new List<string>();
        await foreach (var record in _file.Stores.Audit.ReadAsync(0, CancellationToken.None))
        {
            actions.Add(record.Action);
        }

        Assert.Equal(["lesson.learn", "lesson.undo"], actions);
    }

    private static AuditEntry Entry(string action) =>
        new(Noon, "demo", "lin", action, AuditEntry.Done, new AuditDetails("home:demo/3-502", "林晓芸", "", "", "", ""));
}
