using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;

namespace CommunityConsole.Web.Pages.Homes;

/// <summary>A home as the list shows it.</summary>
/// <param name="Home">From the roll.</param>
/// <param name="Resident">The resident's name as the reader's role may see it.</param>
/// <param name="Picture">What the watch knows; null where no reading ever came.</param>
/// <param name="Alerts">Open alerts, the gravest first.</param>
/// <param name="Said">A worker's word on presence that still holds.</param>
/// <param name="Consent">How its consent stands.</param>
/// <param name="LastDay">The last day of a consent that holds, the estate's.</param>
/// <param name="EndsSoon">That day is near: somebody should ask again.</param>
public sealed record HomeLine(
    Home Home, string Resident, HomePicture? Picture, IReadOnlyList<Alert> Alerts, PresenceSetByWorker? Said,
    ConsentState Consent, DateOnly? LastDay, bool EndsSoon)
{
    /// <summary>A home no reading ever came of is as unwatched as one whose readings stopped; null where nobody may watch it, which is no fault.</summary>
    public WatchState? Watch => Consent is ConsentState.NotAsked or ConsentState.Given ? Picture?.State ?? WatchState.Unwatched : null;

    /// <summary>How many homes of a community should be watched and are not: the same homes that the list shows as unwatched.</summary>
    public static int Unwatched(string community, HomeDirectory homes, WatchKeeper keeper) =>
        homes.Homes(community).Count(home => keeper.StateOf(home.Id) == WatchState.Unwatched);

    /// <summary>Builds the lines of a community.</summary>
    public static IReadOnlyList<HomeLine> Of(
        string community, Role reader, HomeDirectory homes, WatchKeeper keeper, AlertBoard alerts, ConsentBook consents, DateTimeOffset now)
    {
        var open = alerts.Latest(community).ToLookup(alert => alert.Home);
        return
        [
            .. homes.Homes(community).Select(home => (Home: home, Consent: consents.Of(home.Id))).Select(one => new HomeLine(
                one.Home, PersonalData.Of(one.Home, reader).Name, keeper.PictureOf(one.Home.Id), [.. open[one.Home.Id]], one.Home.PresenceAt(now),
                one.Consent.StateAt(now), one.Consent.StateAt(now) == ConsentState.Given ? one.Consent.Newest!.LastDay : null, one.Consent.EndsSoonAt(now))),
        ];
    }
}

/// <summary>Which homes a list shows, as the address of the page says it.</summary>
/// <param name="Search">Words that must all occur in address, home id or the shown name.</param>
/// <param name="State">alert, unwatched, learning, watching, away, ended, renew, ask; else all.</param>
public sealed record HomeQuery(string? Search, string? State)
{
    /// <summary>The states that can be asked for, in the order of the page.</summary>
    public static IReadOnlyList<string> States { get; } = ["alert", "unwatched", "learning", "watching", "away", "ended", "renew", "ask"];

    /// <summary>The chosen homes in the order given.</summary>
    public List<HomeLine> Apply(IEnumerable<HomeLine> lines)
    {
        var words = (Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var chosen = lines.Where(line => IsIn(line, State) && words.All(word => Mentions(line, word)));
        return State == "renew" ? [.. chosen.OrderBy(line => line.LastDay)] : [.. chosen];   // the nearest end first
    }

    /// <summary>Whether a home is in that state; every home is in no state at all.</summary>
    public static bool IsIn(HomeLine line, string? state) => state switch
    {
        "alert" => line.Alerts.Count > 0,
        "unwatched" => line.Watch == WatchState.Unwatched,
        "learning" => line.Watch == WatchState.Learning,
        "watching" => line.Watch == WatchState.Watching,
        "away" => line.Said is { Presence: not WorkerPresence.Home } || line.Picture?.Presence == Presence.Away,
        "ended" => line.Watch is null,
        "renew" => line.EndsSoon,
        "ask" => line.Consent == ConsentState.NotAsked,
        _ => true,
    };

    // Only what the reader sees is searched: a search for a full name must not find out who lives where.
    private static bool Mentions(HomeLine line, string word) =>
        new[] { line.Home.Address.Text.Zh, line.Home.Address.Text.En, line.Home.Id.Home, line.Resident }
            .Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
