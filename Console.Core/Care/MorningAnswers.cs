using System.Collections.Concurrent;
using System.Collections.Immutable;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Care;

/// <summary>What came of this morning's alerts: a resident somebody spoke to about an alert is not phoned again for the list.</summary>
internal sealed class MorningAnswers(IAlertStore store, StaffDirectory staff, MorningBook book, TimeProvider time) : IAlertFacts
{
    // Longer than a morning; what is older answers nothing.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly ImmutableDictionary<AlertId, MorningAnswer> None = ImmutableDictionary<AlertId, MorningAnswer>.Empty;

    private readonly ConcurrentDictionary<HomeId, ImmutableDictionary<AlertId, MorningAnswer>> _answers = new();

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

    /// <summary>The newest of a home; it may be of the day before.</summary>
    public MorningAnswer? Of(HomeId home) => _answers.GetValueOrDefault(home, None).Values.MaxBy(answer => answer.At);

    /// <inheritdoc />
    public ValueTask AlertChangedAsync(Alert alert, CancellationToken cancellation)
    {
        if (alert.Area is null)
        {
            _answers.AddOrUpdate(alert.Home, _ => With(None, alert), (_, known) => With(known, alert));
        }

        return ValueTask.CompletedTask;
    }

    // Kept by alert: what one says may be taken back when it is opened again, and the word of another stands.
    private ImmutableDictionary<AlertId, MorningAnswer> With(ImmutableDictionary<AlertId, MorningAnswer> known, Alert alert)
    {
        var oldest = time.GetUtcNow() - Kept;
        var others = known.RemoveRange(known.Where(pair => pair.Key == alert.Id || pair.Value.At < oldest).Select(pair => pair.Key));
        return MorningPolicy.AnswerOf(alert) is { } answer && answer.At >= oldest ? others.Add(alert.Id, answer) : others;
    }
}
