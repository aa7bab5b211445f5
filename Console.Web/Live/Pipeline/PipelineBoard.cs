using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Live.Pipeline;

/// <summary>The newest figures of every source and their last minutes, shared by all screens.</summary>
public sealed class PipelineBoard(TimeProvider time)
{
    /// <summary>Samples kept of each figure: five minutes at one a second.</summary>
    public const int Kept = 300;

    private readonly LiveView<PipelineState> _state = new(PipelineState.Empty);

    /// <summary>The state now.</summary>
    public PipelineState Latest => _state.Latest;

    /// <summary>The state on opening and after each measurement.</summary>
    public IAsyncEnumerable<PipelineState> WatchAsync(CancellationToken cancellation = default) =>
        _state.WatchAsync(TimeSpan.FromMilliseconds(100), time, cancellation);

    /// <summary>Takes over what one source has just measured.</summary>
    public void Show(string source, FigureGroup group) => _state.Change(state => state.With(source, group));
}

/// <summary>Figures by source with the history of those that have no label.</summary>
public sealed record PipelineState(ImmutableDictionary<string, FigureGroup> Groups, ImmutableDictionary<string, ImmutableList<double>> History)
{
    /// <summary>Nothing measured yet.</summary>
    public static PipelineState Empty { get; } = new(ImmutableDictionary<string, FigureGroup>.Empty, ImmutableDictionary<string, ImmutableList<double>>.Empty);

    /// <summary>The figure with that name and when it was measured; null while it never was.</summary>
    public (Figure Figure, DateTimeOffset At)? Find(string name)
    {
        foreach (var group in Groups.Values)
        {
            if (group.Figures.FirstOrDefault(figure => figure.Name == name && figure.Label is null) is { } found)
            {
                return (found, group.At);
            }
        }

        return null;
    }

    /// <summary>All figures with that name, those with a label too.</summary>
    public IReadOnlyList<Figure> All(string name) => [.. Groups.Values.SelectMany(group => group.Figures).Where(figure => figure.Name == name)];

    /// <summary>The last minutes of a figure, oldest first.</summary>
    public IReadOnlyList<double> Past(string name) => History.GetValueOrDefault(name, []);

    internal PipelineState With(string source, FigureGroup group)
    {
        var history = History.ToBuilder();
        foreach (var figure in group.Figures.Where(figure => figure.Label is null))
        {
            var past = history.GetValueOrDefault(figure.Name, []).Add(figure.Value);
            history[figure.Name] = past.Count > PipelineBoard.Kept ? past.RemoveAt(0) : past;
        }

        return new PipelineState(Groups.SetItem(source, group), history.ToImmutable());
    }
}
