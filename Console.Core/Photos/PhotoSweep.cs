using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Photos;

/// <summary>Removes photos nobody owns: uploads that were given up, and those of what has been deleted.</summary>
public sealed class PhotoSweep(IPhotoShop shop, IEnumerable<IPhotoRights> owners, TimeProvider time)
{
    /// <summary>How long a photo may lie without an owner: between upload and command lies a form somebody fills in.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private const int Batch = 500;

    /// <summary>Looks at every photo; returns how many went. An owner that cannot answer ends it: what nobody answered for stays.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - Patience;
        var gone = 0;
        foreach (var photos in shop.ListKept(before).Chunk(Batch))
        {
            var unowned = photos.ToHashSet();
            foreach (var owner in owners)
            {
                unowned.ExceptWith(await owner.OwnedAsync(photos, cancellation));
            }

            gone += unowned.Count(photo => shop.Remove(photo, before));
        }

        return gone;
    }
}

/// <summary>Sweeps once an hour.</summary>
internal sealed partial class PhotoLoop(PhotoSweep sweep, TimeProvider time, ILogger<PhotoLoop> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await sweep.RunAsync(stoppingToken) is > 0 and var gone)
                {
                    LogGone(gone);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} photos that belong to nothing any more were removed.")]
    private partial void LogGone(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The photos could not be swept; the next sweep is in an hour.")]
    private partial void LogFault(Exception fault);
}
