using System.Collections.Concurrent;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Care;

/// <summary>What came of this morning's alerts: a resident somebody spoke to about an alert is not phoned again for the list.</summary>
internal sealed class MorningAnswers(IAlertStore store, StaffDirectory staff, MorningBook book, TimeProvider time) : IAlertFacts
{
    private readonly ConcurrentDictionary<HomeId, MorningAnswer> _answers = new();

    /// <summary>Reads the alerts that were open this morning; before anything else asks.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var community in staff.Communities)
        {
            foreach (var alert in await store.ListOpenInAsync(community, book.Morning.From, time.GetUtcNow(), cancellation))
            {
                await AlertChangedAsync(alert, cancellation);
            }
        }
    }

    /// <summary>The newest of a home, of whatever day.</summary>
    public MorningAnswer? Of(HomeId home) => _answers.GetValueOrDefault(home);

    /// <inheritdoc />
    public ValueTask AlertChangedAsync(Alert alert, CancellationToken cancellation)
    {
        if (alert.Area is null && MorningPolicy.AnswerOf(alert) is { } answer)
        {
            _answers.AddOrUpdate(alert.Home, static (_, told) => told, static (_, known, told) => told.At >= known.At ? told : known, answer);
        }

        return ValueTask.CompletedTask;
    }
}
