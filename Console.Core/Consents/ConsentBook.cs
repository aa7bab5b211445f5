using System.Collections.Concurrent;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Consents;

/// <summary>All homes' consents in memory: asked with every reading, by the watches and by every screen.</summary>
public sealed class ConsentBook(IConsentStore store, EstateCalendar calendar, TimeProvider time)
{
    private readonly ConcurrentDictionary<HomeId, HomeConsent> _homes = new();

    /// <summary>Reads everything from the store; before anything else asks.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var home in (await store.LoadAsync(cancellation)).GroupBy(statement => statement.Home))
        {
            // Somebody may have put one more down since the store was read: what is longer is newer.
            var read = HomeConsent.Of(home.Key, home, calendar);
            _homes.AddOrUpdate(home.Key, read, (_, known) => known.Statements.Count > read.Statements.Count ? known : read);
        }
    }

    /// <summary>What was said of a home.</summary>
    public HomeConsent Of(HomeId home) => _homes.TryGetValue(home, out var known) ? known : HomeConsent.NotAsked(home);

    /// <summary>Which readings of a home may be used now.</summary>
    public Coverage CoverageOf(HomeId home) => _homes.TryGetValue(home, out var known) ? known.CoverageAt(time.GetUtcNow()) : Coverage.NotAsked;

    /// <summary>Whether a home may be watched now.</summary>
    public bool Watches(HomeId home) => CoverageOf(home).Watches;

    /// <summary>The homes of every community of which something was said.</summary>
    internal IEnumerable<HomeConsent> Known => _homes.Values;

    /// <summary>Takes over what the store has just written.</summary>
    internal HomeConsent Put(ConsentStatement statement) => _homes.AddOrUpdate(
        statement.Home,
        _ => HomeConsent.Of(statement.Home, [statement], calendar),
        (_, known) => known.Statements.Any(said => said.Number == statement.Number) ? known : known.With(statement, calendar));
}
