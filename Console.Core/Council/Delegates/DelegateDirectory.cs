using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>Every delegate and every table in memory: a few dozen for each community.</summary>
internal sealed class DelegateDirectory(IDelegateStore store, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly LiveView<Content> _content = new(Content.Empty);

    /// <summary>Reads all of them: at the start, and after another process was faster.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var delegates = await store.ListAsync(cancellation);
        var tables = await store.ListTablesAsync(cancellation);
        _content.Change(_ => new Content(
            delegates.ToImmutableDictionary(one => one.Id), tables.ToImmutableDictionary(table => (table.Community, table.Kind))));
    }

    /// <summary>The delegate; null when there is none.</summary>
    public CouncilDelegate? Find(DelegateId id) => _content.Latest.Delegates.GetValueOrDefault(id);

    /// <summary>The table; null while nobody has brought it.</summary>
    public MakeUpTable? Find(string community, GroupKind kind) => _content.Latest.Tables.GetValueOrDefault((community, kind));

    /// <summary>All of a community, by building and name.</summary>
    public IReadOnlyList<CouncilDelegate> All(string community) =>
    [
        .. _content.Latest.Delegates.Values.Where(one => one.Community == community)
            .OrderBy(one => one.Entry.Building.Length).ThenBy(one => one.Entry.Building, StringComparer.Ordinal).ThenBy(one => one.Entry.Name, StringComparer.Ordinal).ThenBy(one => one.Entry.From),
    ];

    /// <summary>Rings at once, and after a change in any community.</summary>
    public async IAsyncEnumerable<int> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var content in _content.WatchAsync(Pause, time, cancellation))
        {
            yield return content.Delegates.Count;
        }
    }

    /// <summary>Takes over what the store has just written.</summary>
    public void Put(CouncilDelegate changed) => _content.Change(content => content with { Delegates = content.Delegates.SetItem(changed.Id, changed) });

    /// <summary>Takes over what the store has just written.</summary>
    public void Put(MakeUpTable changed) => _content.Change(content => content with { Tables = content.Tables.SetItem((changed.Community, changed.Kind), changed) });

    private sealed record Content(ImmutableDictionary<DelegateId, CouncilDelegate> Delegates, ImmutableDictionary<(string Community, GroupKind Kind), MakeUpTable> Tables)
    {
        public static Content Empty { get; } = new(ImmutableDictionary<DelegateId, CouncilDelegate>.Empty, ImmutableDictionary<(string, GroupKind), MakeUpTable>.Empty);
    }
}

/// <summary>Reads delegates and tables into memory before anything starts.</summary>
internal sealed class DelegateStart(DelegateDirectory directory) : HostedStart
{
    public override Task StartingAsync(CancellationToken cancellationToken) => directory.LoadAsync(cancellationToken);
}
