using System.Collections.Concurrent;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;

namespace CommunityConsole.Core.Anomalies;

/// <summary>All homes' lessons in memory: asked by the watches and by screens.</summary>
public sealed class LessonBook(ILessonStore store, ConsentBook consents)
{
    private readonly ConcurrentDictionary<HomeId, IReadOnlyList<Lesson>> _homes = new();

    /// <summary>Reads everything from the store; before anything else asks.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var home in (await store.LoadAsync(cancellation)).GroupBy(lesson => lesson.Home))
        {
            _homes[home.Key] = [.. home.OrderBy(lesson => lesson.At)];
        }
    }

    /// <summary>A home's lessons, oldest first, undone ones among them.</summary>
    public IReadOnlyList<Lesson> Of(HomeId home) => _homes.GetValueOrDefault(home, []);

    /// <summary>What they make of the home's limits; those from before a time without consent are remembered as work done and teach nothing.</summary>
    public HomeTuning TuningOf(HomeId home) => _homes.ContainsKey(home) ? new HomeTuning(Counting(home)) : HomeTuning.None;

    /// <summary>The lessons that count, undone ones among them.</summary>
    internal IEnumerable<Lesson> Counting(HomeId home)
    {
        var from = consents.CoverageOf(home).From;
        return Of(home).Where(lesson => lesson.At >= from);
    }

    /// <summary>Takes over what the store has just written.</summary>
    internal void Put(Lesson lesson) => _homes[lesson.Home] = [.. Of(lesson.Home).Where(known => known.Id != lesson.Id).Append(lesson).OrderBy(known => known.At)];
}
