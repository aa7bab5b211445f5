using System.Collections.Concurrent;
using System.Collections.Immutable;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Care;

/// <summary>The calls of this morning in memory: asked for every home every few seconds.</summary>
internal sealed class MorningBook(IMorningCallStore store, EstateCalendar calendar, IOptions<CareOptions> options, TimeProvider time) : IHomeErasure
{
    private readonly ConcurrentDictionary<HomeId, ImmutableList<MorningCall>> _calls = new();

    /// <summary>The morning of this moment.</summary>
    public MorningSpan Morning => MorningOf(time.GetUtcNow());

    /// <summary>The morning of that moment.</summary>
    public MorningSpan MorningOf(DateTimeOffset at) => MorningSpan.At(at, calendar, options.Value.MorningFrom, options.Value.MorningBy);

    /// <summary>Reads this morning's calls; before anything else asks, and after somebody else was faster.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var call in (await store.ListAsync(Morning.Day, cancellation)).OrderBy(call => call.Day).ThenBy(call => call.Number))
        {
            Put(call);
        }
    }

    /// <summary>A home's calls of a morning, oldest first; the same list while nothing is added.</summary>
    public IReadOnlyList<MorningCall> Of(HomeId home, DateOnly day) =>
        _calls.TryGetValue(home, out var calls) && calls[0].Day == day ? calls : [];

    /// <summary>Takes over what the store has just written.</summary>
    public void Put(MorningCall call) => _calls.AddOrUpdate(
        call.Home,
        static (_, first) => [first],
        static (_, known, next) => known[0].Day < next.Day ? [next]
            : known[0].Day > next.Day || known.Exists(one => one.Number == next.Number) ? known
            : known.Add(next).Sort((one, other) => one.Number.CompareTo(other.Number)),
        call);

    /// <summary>Removes what has been kept long enough.</summary>
    public Task<int> SweepAsync(CancellationToken cancellation) =>
        store.RemoveBeforeAsync(calendar.Day(time.GetUtcNow() - options.Value.MorningCallsKept), cancellation);

    /// <inheritdoc />
    public Task<int> EraseAsync(HomeId home, CancellationToken cancellation)
    {
        _calls.TryRemove(home, out _);
        return store.RemoveHomeAsync(home, cancellation);
    }
}
