using Microsoft.Extensions.Hosting;

namespace CommunityConsole.Core.Kernel;

/// <summary>Something read into memory before any hosted service starts; in the order of registration.</summary>
public abstract class HostedStart : IHostedLifecycleService
{
    /// <inheritdoc />
    public abstract Task StartingAsync(CancellationToken cancellationToken);

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
