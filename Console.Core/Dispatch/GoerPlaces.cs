using System.Collections.Concurrent;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Dispatch;

/// <summary>At which door each person stood last, from the visits; nobody is tracked beyond that.</summary>
internal sealed class GoerPlaces(IVisitStore visits, StaffDirectory staff, TimeProvider time) : IDispatchFacts
{
    /// <summary>How long an arrival says where somebody is: after it the person is thought to be back at the post.</summary>
    internal static readonly TimeSpan Holds = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<StaffId, (HomeId Home, DateTimeOffset At)> _last = [];

    /// <summary>Reads the arrivals of the last day: at the start.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var community in staff.Communities)
        {
            foreach (var visit in await visits.ListAsync(community, now.AddDays(-1), now, cancellation))
            {
                Note(visit);
            }
        }
    }

    /// <summary>The home at whose door the person stood last; null when that is too long ago to mean anything.</summary>
    public HomeId? LastOf(StaffId person) => _last.TryGetValue(person, out var last) && time.GetUtcNow() - last.At < Holds ? last.Home : null;

    /// <inheritdoc />
    public ValueTask VisitChangedAsync(Visit visit, CancellationToken cancellation)
    {
        Note(visit);
        return ValueTask.CompletedTask;
    }

    // A visit's end counts anew: until then the person was there.
    private void Note(Visit visit)
    {
        if (visit is { ArrivedAt: { } arrived, Goer: { } goer })
        {
            var last = (visit.Home, visit.EndedAt ?? arrived);
            _last.AddOrUpdate(goer, last, (_, before) => before.At > last.Item2 ? before : last);
        }
    }
}
