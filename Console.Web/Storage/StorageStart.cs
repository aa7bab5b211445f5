using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage;

/// <summary>Brings console.db to the program's model before anything else starts.</summary>
internal sealed class StorageStart(IDbContextFactory<ConsoleDb> contexts, IOptions<DataOptions> options) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken) => await MigrateAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes the folder and the file where they are missing and applies the migrations; for commands that run without the host too.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetFullPath(options.Value.Directory));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Database.MigrateAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellation);
    }
}
