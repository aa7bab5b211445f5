using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Governance;

/// <summary>Tells the points bank what residents did elsewhere: a proposal that was adopted, a report of a repair that was confirmed.</summary>
/// <remarks>
/// How far each feature was heard stands in the bank's own file. After a stop, however it came, the joiner goes on from there and a little before: what it tells
/// twice has one award, since the ledger knows an award by account and occasion. What happened before the bank first listened is not rewarded.
/// </remarks>
internal sealed partial class PointsRewards(IEnumerable<IRewardSource> sources, IPointsStore store, PointsDesk desk, TimeProvider time, ILogger<PointsRewards> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    // A step has the time at which it was decided and is stored a moment later: one that was on its way at the last look is met again.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    // Without anything to reward the mark still moves, now and then: not a write every five seconds.
    private static readonly TimeSpan MarkAge = TimeSpan.FromHours(1);

    private readonly Dictionary<(string Community, string Occasion), DateTimeOffset> _told = [];

    /// <summary>Rewards what has happened since the last look.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var community in await store.CommunitiesAsync(cancellation))
        {
            foreach (var source in sources)
            {
                await HearAsync(community, source, cancellation);
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(time is DemoTime demo ? Period * demo.Speed : Period, time);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task HearAsync(string community, IRewardSource source, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await store.LookAsync(community, sight => sight.HeardUntil(source.Name), cancellation) is not { } heard)
        {
            await MarkAsync(community, source, now, cancellation);
            return;
        }

        var since = heard - Overlap;
        var facts = (await source.SinceAsync(community, since, cancellation)).Where(fact => !_told.ContainsKey((community, fact.Occasion))).ToList();
        foreach (var fact in facts)
        {
            if (await desk.RewardAsync(community, fact.Person, fact.Rule, fact.Occasion, fact.At, cancellation) is { Problem: { } refused })
            {
                LogRefused(fact.Occasion, refused.Code);
            }

            _told[(community, fact.Occasion)] = now;
        }

        if (facts.Count > 0 || now - heard > MarkAge)
        {
            // After the awards: a stop in between tells them again, which changes nothing.
            await MarkAsync(community, source, now, cancellation);
        }

        foreach (var old in _told.Where(each => each.Value < now - MarkAge - Overlap - Overlap).Select(each => each.Key).ToList())
        {
            _told.Remove(old);
        }
    }

    private async Task MarkAsync(string community, IRewardSource source, DateTimeOffset until, CancellationToken cancellation) =>
        await store.GiveAsync(community, [_ => new PointsChange { Heard = new PointsHeard(source.Name, until) }], cancellation);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Occasion} earned no points ({Code}).")]
    private partial void LogRefused(string occasion, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "What residents did elsewhere could not be told to the points bank; the next look is in five seconds.")]
    private partial void LogFailed(Exception exception);
}
