using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Credentials;

/// <summary>Reads the logins before anything listens, and then what another process changed: a revocation by command counts within seconds.</summary>
internal sealed partial class CredentialRefresh(CredentialDirectory directory, ILogger<CredentialRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await directory.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Again, TimeProvider.System); // commands are given in real time, also in a fast demonstration
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await directory.LoadAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault); // the logins stay as they were; the next round tries again
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The logins of devices could not be read.")]
    private partial void LogFault(Exception fault);
}
