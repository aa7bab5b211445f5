using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Demo;

/// <summary>
/// Opens the demo: at the first start it makes the communities and their past, later it goes on from the record. Runs
/// when the databases are up and before anything has read them.
/// </summary>
/// <remarks>The record is written last: a start that was interrupted is begun again, and what it had stored is
/// recognised (rows by their key, homes and devices by their id).</remarks>
internal sealed partial class DemoStart(
    DemoStage stage,
    DemoFile file,
    IHomeStore homes,
    IConsentStore consents,
    IDeviceStore devices,
    IReadingStore readings,
    IRepairStore repairs,
    IAssetStore assets,
    IImprovementStore improvements,
    RepairAdvisor advisor,
    IOptions<DemoOptions> demo,
    IOptions<CommunityOptions> community,
    EstateCalendar calendar,
    TimeProvider time,
    ILogger<DemoStart> log) : HostedStart
{
    private const int HistoryDays = 35;
    private const long Seed = 20261122;

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!demo.Value.Enabled)
        {
            return;
        }

        var record = file.Read();
        if (record is null)
        {
            var now = time.GetUtcNow();
            var past = Ripening.Plan(new DemoRecord(Seed, demo.Value.Homes, now.AddDays(-HistoryDays), now), community.Value.Id, calendar);
            var rows = await MakeAsync(new DemoWorld(past, community.Value.Id, calendar), past, cancellationToken);
            file.Write(past);
            record = past;
            LogMade(record.Homes, rows);
        }

        // What the gateways could not keep is lost: those hours stay unwatched.
        var kept = time.GetUtcNow() - DemoDevices.Buffer;
        record = record.Through < kept ? record with { Through = kept } : record;
        stage.Open(new DemoWorld(record, community.Value.Id, calendar), record);
    }

    private async Task<long> MakeAsync(DemoWorld world, DemoRecord record, CancellationToken cancellation)
    {
        foreach (var estate in world.Estates)
        {
            var name = world.NameOf(estate);
            await homes.PutAsync(
                new HomeRegister([.. DemoPeople.CellsOf(estate)], [.. DemoPeople.BuildingsOf(estate, name)], [.. estate.Homes.Select(h => DemoPeople.HomeOf(h, name))]),
                Made(estate.Community, $"community:{estate.Community}", $"{estate.Homes.Length}"),
                cancellation);
            var recorder = new StaffId(estate == world.Main ? DemoAccounts.IdOf(Role.SocialWorker) : DemoAccounts.NeighbourIdOf(Role.SocialWorker));
            await consents.AddAsync([.. DemoConsents.Of(estate, recorder, calendar, record.Started)], [], cancellation);   // there already where a start was interrupted
        }

        await HangPlatesAsync(world, cancellation);
        await ReportAsync(world, record, cancellation);
        var ended = world.Estates.SelectMany(estate => estate.Homes)
            .Select(home => (home.Id, At: DemoConsents.EndedAt(home, calendar, record.Started)))
            .Where(home => home.At is not null).ToDictionary(home => home.Id, home => home.At);
        var heard = new Dictionary<DeviceId, DateTimeOffset>();
        var rows = await readings.ImportAsync(DemoHistory.Noting(DemoHistory.Readings(world, record).Where(reading => !(reading.At >= ended.GetValueOrDefault(reading.Device.Home))), heard), cancellation);
        await devices.SaveAsync([.. DemoHistory.Devices(world, record, heard)], [], cancellation);
        return rows;
    }

    // What a start that was interrupted had stored is there already, and stays.
    private async Task HangPlatesAsync(DemoWorld world, CancellationToken cancellation)
    {
        foreach (var asset in new DemoAssets(world.Main, world.NameOf(world.Main)).All())
        {
            await assets.SaveAsync(asset, Made(asset.Community, asset.Subject, asset.Label), cancellation);
        }
    }

    private AuditEntry Made(string community, string subject, string what) => new(
        time.GetUtcNow(), community, Actor.ProgramId.Value, "demo.made", AuditEntry.Done, new AuditDetails(subject, Actor.Program(community).Name, "", "", what, ""));

    // What a start that was interrupted had stored is recognised by the key, as a report sent twice would be.
    private async Task ReportAsync(DemoWorld world, DemoRecord record, CancellationToken cancellation)
    {
        foreach (var (repair, number) in new DemoRepairs(world.Main, world.NameOf(world.Main), advisor, record.Started).All().Select((repair, number) => (repair, number)))
        {
            var draft = repair with { ReportKey = new CanonicalBytes().Add("demo repair").Add(number.ToString(CultureInfo.InvariantCulture)).ToGuid() };
            await repairs.AddAsync(
                draft,
                added => [Made(added.Community, added.Subject, added.State.ToString())],
                cancellation);
        }

        foreach (var improvement in new DemoImprovements(world.Main, calendar, record.Started).All())
        {
            await improvements.SaveAsync(improvement, 0, [Made(improvement.Community, improvement.Subject, improvement.State.ToString())], cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Made the demo community: {Homes} homes, {Rows} readings of their past")]
    private partial void LogMade(int homes, long rows);
}
