using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>The morning list of each community, latest state for every screen. Derived whole from what others know: nothing of it is stored but the calls.</summary>
public sealed class MorningBoard
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, LiveView<MorningList>> _lists = new();
    private readonly HomeDirectory _homes;
    private readonly ConsentBook _consents;
    private readonly Lazy<WatchKeeper?> _watch;
    private readonly AlertBoard _alerts;
    private readonly VisitBoard _visits;
    private readonly MorningBook _book;
    private readonly MorningAnswers _answers;
    private readonly TimeProvider _time;

    internal MorningBoard(
        HomeDirectory homes, ConsentBook consents, Lazy<WatchKeeper?> watch, AlertBoard alerts, VisitBoard visits, MorningBook book, MorningAnswers answers,
        TimeProvider time) =>
        (_homes, _consents, _watch, _alerts, _visits, _book, _answers, _time) = (homes, consents, watch, alerts, visits, book, answers, time);

    /// <summary>The community's list as of the last look, at most a few seconds old.</summary>
    public MorningList Latest(string community) => ViewOf(community).Latest;

    /// <summary>The community's list now and after each change.</summary>
    public async IAsyncEnumerable<MorningList> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var list in ViewOf(community).WatchAsync(Pause, _time, cancellation))
        {
            yield return list;
        }
    }

    /// <summary>Looks at every home of the community again; rings nobody where nothing has changed.</summary>
    internal MorningList Renew(string community)
    {
        var view = ViewOf(community);
        view.Change(known => known.Follow(Make(community)));
        return view.Latest;
    }

    private LiveView<MorningList> ViewOf(string community) => _lists.GetOrAdd(community, static (name, board) => new LiveView<MorningList>(board.Make(name)), this);

    private MorningList Make(string community)
    {
        var now = _time.GetUtcNow();
        var morning = _book.Morning;
        var alerts = _alerts.Latest(community).ToLookup(alert => alert.Home);
        var visits = _visits.Latest(community).Where(visit => visit.IsOpen && visit.Subject.StartsWith(MorningCall.VisitPrefix, StringComparison.Ordinal)).ToLookup(visit => visit.Home);
        var lines = _homes.Homes(community).Where(home => _consents.Watches(home.Id)).Select(home => MorningPolicy.LineOf(
            new MorningHome(home, _watch.Value?.SignOf(home.Id))
            {
                Alerts = alerts[home.Id],
                AlertAnswer = _answers.Of(home.Id),
                Calls = _book.Of(home.Id, morning.Day),
                Visit = visits[home.Id].FirstOrDefault(),
            },
            morning,
            now));
        return new MorningList(morning, morning.IsDue(now), [.. lines]) { IsReady = _watch.Value is not { IsReady: false } };
    }
}
