using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Access;

namespace CommunityConsole.Web.Pages.Homes;

/// <summary>Everything a household's page shows, read at one moment.</summary>
/// <param name="Home">Null where the home is not on the roll.</param>
/// <param name="Picture">Null where no reading of it ever came.</param>
/// <param name="Alerts">Open and past, newest first.</param>
/// <param name="Devices">By name.</param>
/// <param name="Lessons">What its watch learned from outcomes, newest first.</param>
/// <param name="Consent">What was said about watching it.</param>
/// <param name="Now">The moment, program time.</param>
public sealed record HouseholdState(Home? Home, HomePicture? Picture, IReadOnlyList<Alert> Alerts, IReadOnlyList<Device> Devices, IReadOnlyList<Lesson> Lessons, HomeConsent Consent, DateTimeOffset Now);

/// <summary>Gathers a household's page from the features it spans.</summary>
public sealed class HouseholdSources(HomeDirectory homes, WatchKeeper keeper, AlertDesk alerts, DeviceRegistry devices, LessonBook lessons, ConsentBook consents)
{
    private const int MostAlerts = 30;

    /// <summary>Reads the home's state as that person may see it.</summary>
    public async Task<HouseholdState> ReadAsync(HomeId id, CurrentWorker reader, DateTimeOffset now, CancellationToken cancellation)
    {
        if (homes.Find(id) is not { } home)
        {
            return new HouseholdState(null, null, [], [], [], HomeConsent.NotAsked(id), now);
        }

        var listed = await reader.DoAsync(actor => alerts.ListHomeAsync(id, actor, MostAlerts, cancellation));
        return new HouseholdState(
            home,
            keeper.PictureOf(id),
            listed.Succeeded ? listed.Value : [],
            [.. devices.Of(id.Community).Where(device => device.Id.Home == id)],
            consents.Watches(id) ? [.. lessons.Of(id).Reverse()] : [],
            consents.Of(id),
            now);
    }
}
