using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Live.Pipeline;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunityConsole.Web.Outbound.Photos;

/// <summary>Whether photos can be taken: a tile of the status page, a check, and a line in the log of the start.</summary>
internal sealed partial class PhotoHealth(PhotoTool tool, PhotoWorker worker, ILogger<PhotoHealth> log) : IFigureSource, IHealthCheck, IHostedService
{
    public const string Ready = "console_photos_ready";

    public string Name => "photos";

    private Sentence? Missing => tool.Missing ?? worker.Missing;

    public IReadOnlyList<Figure> Measure() =>
    [
        new(Ready, FigureKind.Gauge, "1 while photos can be taken in.", Missing is null ? 1 : 0),
        new("console_photos_running", FigureKind.Gauge, "Pictures being made anew at this moment.", worker.Running),
    ];

    // Degraded: everything else works, so no balancer shall turn away from this program.
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Missing is { } missing ? HealthCheckResult.Degraded(missing.En) : HealthCheckResult.Healthy());

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Missing is { } missing)
        {
            LogMissing(missing.Zh, missing.En);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "暂不能收照片，其他功能照常：{Zh} / Photos cannot be taken in, everything else works: {En}")]
    private partial void LogMissing(string zh, string en);
}
