using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Governance;

/// <summary>A month of causes, and every improvement.</summary>
/// <param name="Month">Which.</param>
/// <param name="Causes">What broke again and again, or was mended badly, in that month.</param>
/// <param name="Improvements">All of them, overdue first, then open by day, then ended.</param>
/// <param name="Effects">Whether each that is done helped.</param>
public sealed record ImprovementList(
    EstateMonth Month, IReadOnlyList<CauseLine> Causes, IReadOnlyList<Improvement> Improvements, IReadOnlyDictionary<ImprovementId, ImprovementEffect> Effects)
{
    /// <summary>The newest improvement of a cause; null where there is none.</summary>
    public Improvement? Of(RepairCause cause) => Improvements.Where(improvement => improvement.Cause == cause).MaxBy(improvement => (improvement.IsOpen, improvement.CreatedAt));
}

/// <summary>An improvement as everybody may read it.</summary>
/// <param name="Improvement">Words of staff, with numbers of people and homes hidden.</param>
/// <param name="InHomes">What broke was inside homes: then the building is not named.</param>
/// <param name="Effect">Whether it helped, without what meters reported; null for one that is open.</param>
public sealed record OpenImprovement(Improvement Improvement, bool InHomes, ImprovementEffect? Effect);

/// <summary>Reads the improvements and what breaks again and again, counted afresh for each question.</summary>
public sealed class ImprovementReader(ImprovementBoard board, IRepairStore repairs, CauseBell bell, EstateCalendar calendar, TimeProvider time)
{
    private const int MostShown = 20;
    private static readonly TimeSpan Shown = TimeSpan.FromDays(180);
    private static readonly TimeSpan Effect = TimeSpan.FromDays(ImprovementEffect.Quarter);

    /// <summary>The list of a month.</summary>
    public async Task<Result<ImprovementList>> ListAsync(EstateMonth month, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (ImprovementRights.Table.Refusal(ImprovementCommand.Look, actor, actor.Community) is { } denied)
        {
            return denied;
        }

        var now = time.GetUtcNow();
        var span = month.Span(calendar, now);

        // What was reported in it has changed since its beginning, if only by being reported.
        var touched = await repairs.PageAsync(new RepairQuery(actor.Community) { UpdatedSince = span.From, Until = span.Until }, cancellation);
        var all = board.Latest(actor.Community);
        var effects = await EffectsAsync(all, new RepairQuery(actor.Community), now, cancellation);
        return new ImprovementList(month, CauseLine.Of(touched.Items, span), all, effects.ToDictionary(pair => pair.Improvement.Id, pair => pair.Effect));
    }

    /// <summary>What was improved lately and what is being improved: for everybody, nothing of anybody.</summary>
    public async Task<IReadOnlyList<OpenImprovement>> ListOpenlyAsync(string community, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var shown = board.Latest(community)
            .Where(improvement => improvement.State != ImprovementState.Dropped && !(improvement.EndedAt < now - Shown))
            .OrderByDescending(improvement => improvement.EndedAt ?? DateTimeOffset.MinValue).Take(MostShown).ToList();
        if (shown.Count == 0)
        {
            return [];
        }

        var people = new RepairQuery(community) { FromPeople = true };
        var effects = (await EffectsAsync(shown, people, now, cancellation)).ToDictionary(pair => pair.Improvement.Id, pair => pair.Effect);
        var causes = (await repairs.PageAsync(people with { Since = shown.Min(improvement => improvement.CreatedAt) - Effect }, cancellation)).Items.ToLookup(RepairCause.Of);
        return [.. shown.Select(improvement => new OpenImprovement(improvement.WithoutPeople(), causes[improvement.Cause].Any(repair => repair.Site == SiteKind.Home), effects.GetValueOrDefault(improvement.Id)))];
    }

    /// <summary>Rings at once, and after what happened to a repair may have changed the causes.</summary>
    public IAsyncEnumerable<long> WatchAsync(string community, CancellationToken cancellation) => bell.WatchAsync(community, cancellation);

    private async Task<IReadOnlyList<(Improvement Improvement, ImprovementEffect Effect)>> EffectsAsync(
        IReadOnlyList<Improvement> improvements, RepairQuery query, DateTimeOffset now, CancellationToken cancellation)
    {
        var done = improvements.Where(improvement => improvement.State == ImprovementState.Done).ToList();
        if (done.Count == 0)
        {
            return [];
        }

        var around = (await repairs.PageAsync(
            query with
            {
                // Asked by service where every one has one.
                Services = done.Any(improvement => improvement.Service == RepairCause.Unsorted) ? [] : [.. done.Select(improvement => improvement.Service).Distinct()],
                Since = done.Min(improvement => improvement.EndedAt) - Effect,
                Until = done.Max(improvement => improvement.EndedAt) + Effect,
            }, cancellation)).Items;
        return [.. done.Select(improvement => (improvement, ImprovementEffect.Of(improvement, around, now)!))];
    }
}

/// <summary>Rings when something happened to a repair that may change the list of causes.</summary>
public sealed class CauseBell(TimeProvider time) : IRepairFacts
{
    // A list is counted afresh with each ring: of a storm of reports one count serves many.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly LiveView<ImmutableDictionary<string, long>> _rings = new(ImmutableDictionary<string, long>.Empty);

    /// <inheritdoc />
    public ValueTask RepairChangedAsync(Repair repair, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(repair);
        if (repair.Steps is [.., { Kind: RepairStepKind.Submitted or RepairStepKind.Triaged or RepairStepKind.NotFixed or RepairStepKind.Rated or RepairStepKind.Merged or RepairStepKind.Assigned }])
        {
            _rings.Change(all => all.SetItem(repair.Community, all.GetValueOrDefault(repair.Community) + 1));
        }

        return ValueTask.CompletedTask;
    }

    internal async IAsyncEnumerable<long> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var heard = -1L;
        await foreach (var all in _rings.WatchAsync(Pause, time, cancellation))
        {
            if (all.GetValueOrDefault(community) is var ring && ring != heard)
            {
                yield return heard = ring;
            }
        }
    }
}
