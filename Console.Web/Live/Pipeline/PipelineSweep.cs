namespace CommunityConsole.Web.Live.Pipeline;

/// <summary>Measures every source once a second of real time. A source that fails keeps its old figures and their old time.</summary>
internal sealed partial class PipelineSweep(
    IEnumerable<IFigureSource> sources, PipelineBoard board, TimeProvider time, ILogger<PipelineSweep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly HashSet<string> _failing = [];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var now in Ticks.EveryAsync(Pause, time, stoppingToken))
        {
            Measure(now);
        }
    }

    /// <summary>One round.</summary>
    internal void Measure(DateTimeOffset now)
    {
        foreach (var source in sources)
        {
            try
            {
                board.Show(source.Name, new FigureGroup(now, source.Measure()));
                if (_failing.Remove(source.Name))
                {
                    LogBack(source.Name);
                }
            }
            catch (Exception fault)
            {
                // Said once when it begins and once when it ends; the others are measured all the same.
                if (_failing.Add(source.Name))
                {
                    LogFailed(source.Name, fault);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The figures of {Source} cannot be measured")]
    private partial void LogFailed(string source, Exception fault);

    [LoggerMessage(LogLevel.Information, "The figures of {Source} are measured again")]
    private partial void LogBack(string source);
}
