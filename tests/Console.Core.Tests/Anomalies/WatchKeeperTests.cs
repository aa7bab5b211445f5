using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Anomalies;

public class WatchKeeperTests
{
    private readonly VolatileReadingStore _store = new();
    private readonly VolatileWatchCheckpointStore _checkpoints = new();
    private readonly VolatileLessonStore _lessons = new(new VolatileAuditLog());
    private readonly Heard _heard = new();
    private readonly FakeTimeProvider _time = new(Recorded.Start);
    private readonly HomeDirectory _residents;
    private readonly ConsentBook _consents;

    public WatchKeeperTests()
    {
        _residents = new HomeDirectory(new VolatileHomeStore(new VolatileAuditLog()), _time);
        _consents = new ConsentBook(new VolatileConsentStore(new VolatileAuditLog()), Recorded.Calendar, _time);
    }

    [Fact]
    public async Task Keeper_FedInBatches_DecidesAsAReplayDoes()
    {
        var rows = Recorded.Water(30, at => at > Recorded.Start.AddDays(28).AddHours(9) ? 0 : Recorded.Usual(at)).ToList();
        using var keeper = Keeper();
        await keeper.StartAsync(CancellationToken.None);

        foreach (var batch in rows.Chunk(37))
        {
            await keeper.StoredAsync(await _store.StoreAsync(batch, [], CancellationToken.None), CancellationToken.None);
        }

        await SeenAsync(keeper);
        await keeper.StopAsync(CancellationToken.None);

        // The last rows still wait for their lateness; a replay releases them at its end.
        var replayed = Recorded.Decide(rows).TakeWhile(d => d.Time < rows[^1].At.AddMinutes(-15)).ToList();
        Assert.NotEmpty(replayed);
        Assert.Equal(replayed, _heard.Decisions.TakeWhile(d => d.Time < rows[^1].At.AddMinutes(-15)));
    }

    [Fact]
    public async Task Restart_FromCheckpoint_GoesOnWhereItWas()
    {
        var rows = Recorded.Water(30, at => at > Recorded.Start.AddDays(28).AddHours(9) ? 0 : Recorded.Usual(at)).ToList();
        foreach (var part in rows.Chunk(300))
        {
            await _store.StoreAsync(part, [], CancellationToken.None);
            using var keeper = Keeper();
            await keeper.StartAsync(CancellationToken.None);
            await SeenAsync(keeper);
            await keeper.StopAsync(CancellationToken.None);   // saves
        }

        Assert.Equal(await _store.NewestPositionAsync(CancellationToken.None), await _checkpoints.PositionAsync(CancellationToken.None));
        var end = rows[^1].At.AddMinutes(-15);
        Assert.Equal(Recorded.Decide(rows).TakeWhile(d => d.Time < end), _heard.Decisions.Distinct().TakeWhile(d => d.Time < end));
    }

    [Fact]
    public async Task Restart_StateOfAnOlderFormat_IsRebuiltFromReadings()
    {
        var rows = Recorded.Water(30, at => at > Recorded.Start.AddDays(28).AddHours(9) ? 0 : Recorded.Usual(at)).ToList();
        await _store.StoreAsync(rows, [], CancellationToken.None);
        var newest = await _store.NewestPositionAsync(CancellationToken.None);
        var older = Recorded.NewWatch().Save();
        older[0]--;
        await _checkpoints.SaveAsync(newest, [new WatchCheckpoint(Recorded.Home, newest, older)], CancellationToken.None);

        using var keeper = Keeper();
        await keeper.StartAsync(CancellationToken.None);
        await SeenAsync(keeper);
        await keeper.StopAsync(CancellationToken.None);

        var end = rows[^1].At.AddMinutes(-15);
        Assert.Equal(Recorded.Decide(rows).TakeWhile(d => d.Time < end), _heard.Decisions.TakeWhile(d => d.Time < end));
    }

    [Fact]
    public async Task CatchUp_ManyHomesMixed_DecidesForEachAsAReplayOfItDoes()
    {
        var one = Recorded.Water(30, at => at > Recorded.Start.AddDays(28).AddHours(9) ? 0 : Recorded.Usual(at)).ToList();
        var homes = Enumerable.Range(1, 5).Select(n => new HomeId("demo", $"{n}")).ToList();
        var rows = one.SelectMany(row => homes, (row, home) => row with { Device = new DeviceId(home, row.Device.Name) }).ToList();
        await _store.StoreAsync(rows, [], CancellationToken.None);
        using var keeper = Keeper();

        await keeper.StartAsync(CancellationToken.None);
        await SeenAsync(keeper);
        await keeper.StopAsync(CancellationToken.None);

        var end = one[^1].At.AddMinutes(-15);
        foreach (var home in homes)
        {
            var watch = new HomeWatch(home, new WatchOptions(), Recorded.Calendar);
            var alone = new List<WatchDecision>();
            foreach (var row in rows.Where(row => row.Device.Home == home))
            {
                watch.Take(row, alone);
            }

            Assert.NotEmpty(alone);
            Assert.Equal(alone.TakeWhile(d => d.Time < end), _heard.Decisions.Where(d => d.Home == home).TakeWhile(d => d.Time < end));
        }
    }

    [Fact]
    public async Task Crash_AfterPartOfACheckpoint_LosesAndDoublesNothing()
    {
        var one = Recorded.Water(4, at => at > Recorded.Start.AddDays(2).AddHours(9) ? 0 : Recorded.Usual(at)).ToList();
        var homes = Enumerable.Range(0, 3 * CheckpointRound.Bite / 2).Select(n => new HomeId("demo", $"{n:000}")).ToList();
        var stopping = new StoppingStore(_checkpoints);
        foreach (var (day, part) in one.Chunk(24).Index())
        {
            await _store.StoreAsync([.. part.SelectMany(row => homes, (row, home) => row with { Device = new DeviceId(home, row.Device.Name) })], [], CancellationToken.None);
            stopping.Left = day == 1 ? 3 : 1;   // the second checkpoint is complete, the others end after their first bite
            using var keeper = Keeper(store: stopping);
            await keeper.StartAsync(CancellationToken.None);
            await SeenAsync(keeper);
            await keeper.StopAsync(CancellationToken.None);
            Assert.Equal(day == 0 ? 0 : 2 * 24 * homes.Count, await _checkpoints.PositionAsync(CancellationToken.None));
        }

        var end = one[^1].At.AddMinutes(-15);
        var alone = Recorded.Decide(one).TakeWhile(d => d.Time < end).ToList();
        Assert.NotEmpty(alone);
        var told = _heard.Decisions.Distinct().ToLookup(decision => decision.Home);
        Assert.All(homes, home => Assert.Equal(alone.Select(d => d with { Home = home }), told[home].TakeWhile(d => d.Time < end)));
    }

    [Fact]
    public async Task Help_Called_IsToldBeforeTheStoredCallReturns()
    {
        using var keeper = Keeper();   // not even started: nothing lies in front of it
        var call = Recorded.Row(Recorded.Start, "button", Measure.Sos, 1);
        var again = Recorded.Row(Recorded.Start.AddSeconds(3), "button", Measure.Sos, 1);
        var remembered = Recorded.Row(Recorded.Start.AddHours(3), "button", Measure.Sos, 1, ReadingMarks.Retained);

        await keeper.StoredAsync(await _store.StoreAsync([call, again, remembered], [], CancellationToken.None), CancellationToken.None);

        var told = Assert.Single(_heard.Decisions);
        Assert.Equal((AnomalyKind.Sos, Severity.Critical, call.At), (told.Kind, told.Severity, told.Time));
    }

    [Fact]
    public async Task Word_AtHome_IsProofUntilItsEndAndAfterARestart()
    {
        await _store.StoreAsync([.. Recorded.Water(2)], [], CancellationToken.None);
        using (var keeper = Keeper())
        {
            await keeper.StartAsync(CancellationToken.None);
            await SeenAsync(keeper);
            Assert.Equal(Presence.Unknown, keeper.PictureOf(Recorded.Home)!.Presence);

            var home = Said(Recorded.Start.AddDays(5));
            await keeper.HomeChangedAsync(home, CancellationToken.None);

            Assert.Equal(Presence.Home, keeper.PictureOf(Recorded.Home)!.Presence);
            await keeper.StopAsync(CancellationToken.None);
        }

        using var again = Keeper();
        await again.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => again.PictureOf(Recorded.Home)?.Presence == Presence.Home, "the word outlives a restart");
        await again.HomeChangedAsync(Said(until: null), CancellationToken.None);

        Assert.Equal(Presence.Unknown, again.PictureOf(Recorded.Home)!.Presence);
        await again.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Lesson_Learned_MovesTheLimitAndOutlivesARestart()
    {
        await _store.StoreAsync([.. Recorded.Water(30)], [], CancellationToken.None);
        TimeSpan? before;
        using (var keeper = Keeper())
        {
            await keeper.StartAsync(CancellationToken.None);
            await SeenAsync(keeper);
            before = keeper.PictureOf(Recorded.Home)!.SilenceLimit;
            var lessons = Enumerable.Range(0, 24).Select(hour => new Lesson(
                Guid.NewGuid(), Recorded.Home, LessonKind.Asleep, Recorded.Start, hour, new StaffId("lin"), Recorded.Start, 1, 1.1)).ToList();
            keeper.Tuned(Recorded.Home, new HomeTuning(lessons));
            Assert.True(keeper.PictureOf(Recorded.Home)!.SilenceLimit > before);

            foreach (var lesson in lessons)
            {
                await _lessons.PutAsync(lesson, new AuditEntry(Recorded.Start, "demo", "lin", "lesson.learn", AuditEntry.Done, new AuditDetails("home", "林晓芸", "", "", "", "")), CancellationToken.None);
            }

            await keeper.StopAsync(CancellationToken.None);
        }

        var book = new LessonBook(_lessons, _consents);
        await book.LoadAsync(CancellationToken.None);
        using var again = Keeper(book);
        await again.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => again.PictureOf(Recorded.Home)?.SilenceLimit > before, "the lesson outlives a restart");
        await again.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Consent_Withdrawn_DropsWhatWasLearnedAndARestartDoesNotLearnItAgain()
    {
        var rows = Recorded.Water(30, at => at > Recorded.Start.AddDays(28).AddHours(9) ? 0 : Recorded.Usual(at)).ToList();
        var quiet = rows.FindIndex(row => row.At > Recorded.Start.AddDays(28));
        await _store.StoreAsync(rows[..quiet], [], CancellationToken.None);
        using (var keeper = Keeper())
        {
            await keeper.StartAsync(CancellationToken.None);
            await SeenAsync(keeper);
            await keeper.StopAsync(CancellationToken.None);   // what was learned is on disk
        }

        _heard.Decisions.Clear();
        using (var keeper = Keeper())
        {
            await keeper.StartAsync(CancellationToken.None);
            await Eventually.HoldsAsync(() => keeper.PictureOf(Recorded.Home) is not null, "the watch is loaded");
            _time.SetUtcNow(rows[quiet].Received);
            Say(1, ConsentAnswer.Withdrawn);
            await keeper.ConsentChangedAsync(Recorded.Home, Coverage.None, CancellationToken.None);

            // Stored all the same, as if it had been on its way: the watch must not take it in.
            await keeper.StoredAsync(await _store.StoreAsync(rows[quiet..], [], CancellationToken.None), CancellationToken.None);
            await SeenAsync(keeper);

            Assert.Null(keeper.PictureOf(Recorded.Home));
            Assert.Equal((0, 0), (keeper.Homes, keeper.UnwatchedHomes));
            await keeper.StopAsync(CancellationToken.None);
        }

        Assert.DoesNotContain(Recorded.Home, await SavedAsync());
        await _checkpoints.SaveAsync(0, [], CancellationToken.None);   // everything is read again, as after an unreadable file
        using var again = Keeper();
        await again.StartAsync(CancellationToken.None);
        await SeenAsync(again);
        Assert.Null(again.PictureOf(Recorded.Home));
        Assert.Empty(_heard.Decisions);
        await again.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Consent_GivenAnew_StartsTheWatchWithNothingLearnedBefore()
    {
        var rows = Recorded.Water(40).ToList();
        var split = rows.FindIndex(row => row.At >= Recorded.Start.AddDays(30));
        await _store.StoreAsync(rows[..split], [], CancellationToken.None);
        using var keeper = Keeper();
        await keeper.StartAsync(CancellationToken.None);
        await SeenAsync(keeper);
        Assert.True(keeper.PictureOf(Recorded.Home)!.LearnedDays > 25);

        _time.SetUtcNow(rows[split - 1].Received.AddSeconds(1));
        Say(1, ConsentAnswer.Withdrawn);
        await keeper.ConsentChangedAsync(Recorded.Home, Coverage.None, CancellationToken.None);
        Say(2, ConsentAnswer.Given);
        await keeper.ConsentChangedAsync(Recorded.Home, _consents.CoverageOf(Recorded.Home), CancellationToken.None);
        await keeper.StoredAsync(await _store.StoreAsync(rows[split..], [], CancellationToken.None), CancellationToken.None);
        await SeenAsync(keeper);

        Assert.InRange(keeper.PictureOf(Recorded.Home)!.LearnedDays, 1, 11);
        await keeper.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Help_CalledWithoutConsent_IsToldAndAfterACrashToo()
    {
        Say(1, ConsentAnswer.Withdrawn);
        var call = Recorded.Row(Recorded.Start.AddSeconds(3), "button", Measure.Sos, 1);
        var stored = await _store.StoreAsync([call], [], CancellationToken.None);
        using (var keeper = Keeper())
        {
            await keeper.StoredAsync(stored, CancellationToken.None);
            Assert.Single(_heard.Decisions);
        }

        _heard.Decisions.Clear();   // as if the program had ended between the row on disk and the telling
        using var again = Keeper();
        await again.StartAsync(CancellationToken.None);
        await SeenAsync(again);
        await Eventually.HoldsAsync(() => _heard.Decisions.Count == 1, "the call is told");
        await again.StopAsync(CancellationToken.None);

        Assert.Equal((AnomalyKind.Sos, call.At), (_heard.Decisions[0].Kind, _heard.Decisions[0].Opened));
        Assert.Equal(0, again.Homes);
    }

    private void Say(int number, ConsentAnswer answer) => _consents.Put(
        new ConsentStatement(
            Recorded.Home, number, answer,
            new ConsentWords(SpeakerCapacity.Resident, "", DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime), ConsentForm.Paper, "", ""), new StaffId("lin"), _time.GetUtcNow())
        {
            Purposes = answer == ConsentAnswer.Given ? ConsentPurposes.All : ConsentPurposes.None,
            LastDay = answer == ConsentAnswer.Given ? DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime.AddYears(1)) : null,
        });

    private async Task<IReadOnlyList<HomeId>> SavedAsync() => [.. (await _checkpoints.LoadAsync(CancellationToken.None).ToListAsync()).Select(saved => saved.Home)];

    private Home Said(DateTimeOffset? until)
    {
        var home = new Home(Recorded.Home, new Address("3", "502", "", ""), new GridCellId("demo", "g1"), new Resident("", "", null, LivesAlone: true))
        {
            Presence = until is { } end ? new PresenceSetByWorker(WorkerPresence.Home, end, new StaffId("zhou"), Recorded.Start, "") : null,
        };
        _residents.Put(new HomeRegister([], [], [home]));
        return home;
    }

    private WatchKeeper Keeper(LessonBook? lessons = null, IWatchCheckpointStore? store = null) =>
        new(_store, store ?? _checkpoints, _residents, lessons ?? new LessonBook(_lessons, _consents), _consents, [_heard], Options.Create(new WatchOptions()), Recorded.Calendar, _time, NullLogger<WatchKeeper>.Instance);

    private async Task SeenAsync(WatchKeeper keeper)
    {
        var newest = await _store.NewestPositionAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => keeper.Position == newest, "the keeper takes in everything stored");
    }

    private sealed class Heard : IWatchFacts
    {
        public List<WatchDecision> Decisions { get; } = [];

        public ValueTask DecidedAsync(IReadOnlyList<WatchDecision> decisions, CancellationToken cancellation)
        {
            Decisions.AddRange(decisions);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Takes so many bites and no more, as a program that is killed there.</summary>
    private sealed class StoppingStore(IWatchCheckpointStore inner) : IWatchCheckpointStore
    {
        public int Left { get; set; }

        public Task<long> PositionAsync(CancellationToken cancellation) => inner.PositionAsync(cancellation);

        public IAsyncEnumerable<WatchCheckpoint> LoadAsync(CancellationToken cancellation) => inner.LoadAsync(cancellation);

        public Task RemoveAsync(IReadOnlyList<HomeId> homes, CancellationToken cancellation) => inner.RemoveAsync(homes, cancellation);

        public Task SaveAsync(long position, IReadOnlyList<WatchCheckpoint> homes, CancellationToken cancellation) =>
            Left-- > 0 ? inner.SaveAsync(position, homes, cancellation) : throw new IOException("The program ended here.");
    }
}
