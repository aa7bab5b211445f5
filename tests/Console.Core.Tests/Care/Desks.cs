using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Photos;
using CommunityConsole.Core.Tests.Photos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>The stores a care desk writes to.</summary>
public sealed record CareStores(IAlertStore Alerts, IVisitStore Visits, IHomeStore Homes, IShiftStore Shifts, IStaffProfileStore Profiles, INoticeStore Notices, IFineLinkStore Links, IConsentStore Consents, IMorningCallStore MorningCalls, IAuditLog Audit)
{
    internal static CareStores Volatile()
    {
        var log = new VolatileAuditLog();
        var links = new VolatileFineLinkStore();
        var notices = new VolatileNoticeStore(log);
        return new CareStores(new VolatileAlertStore(log, links, notices), new VolatileVisitStore(log), new VolatileHomeStore(log), new VolatileShiftStore(log), new VolatileStaffProfileStore(log), notices, links,
            new VolatileConsentStore(log), new VolatileMorningCallStore(log), log);
    }
}

/// <summary>One program's desks on given stores, registered as the program registers them, with a clock that the test moves.</summary>
internal sealed class Desks : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    internal Desks(CareStores stores)
    {
        Stores = stores;
        Shop = new VolatilePhotoShop(Time);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(stores.Alerts).AddSingleton(stores.Visits).AddSingleton(stores.Homes).AddSingleton(stores.Shifts).AddSingleton(stores.Profiles).AddSingleton(stores.Notices).AddSingleton(stores.Consents).AddSingleton(stores.MorningCalls).AddSingleton(stores.Audit);
        services.AddSingleton<IStaffStore>(new VolatileStaffStore(Cared.Staff));
        services.AddSingleton<ILessonStore>(Lessons).AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        services.AddSingleton(stores.Links).AddSingleton<IFineSeal>(Seal).AddSingleton<IFineAddress>(Address);
        services.AddSingleton<INoticeChannel>(Phone);
        services.AddSingleton<IDoorCodes, DoorCodes>();
        services.AddSingleton<IVisitPhotoStore>(new VolatileVisitPhotoStore(stores.Audit)).AddSingleton<IPhotoShop>(Shop);
        services.AddCommunity().AddConsents().AddDispatch().AddLessons().AddNotices().AddCare().AddFine().AddGovernance();
        services.AddSingleton<IAlertFacts>(History);
        services.AddSingleton(Options.Create(new DispatchOptions()));   // after the feature's own, which would ask for settings
        _provider = services.BuildServiceProvider();
    }

    /// <summary>Desks on empty stores in memory.</summary>
    internal static Desks Fresh() => new(CareStores.Volatile());

    internal CareStores Stores { get; }

    internal VolatileLessonStore Lessons { get; } = new(new VolatileAuditLog());

    internal AlertHistory History { get; } = new();

    internal VolatileFineLinkStore Links => (VolatileFineLinkStore)Stores.Links;

    internal RecordingSeal Seal { get; } = new();

    internal KnownAddress Address { get; } = new();

    internal CallDesk Phoning => _provider.GetRequiredService<CallDesk>();

    internal FineDesk Asking => _provider.GetRequiredService<FineDesk>();

    /// <summary>A receiver outside; fails while told so.</summary>
    internal RecordingChannel Phone { get; } = new();

    internal FakeTimeProvider Time { get; } = new(Cared.Noon);

    internal AlertDesk Care => _provider.GetRequiredService<AlertDesk>();

    internal LessonBook Book => _provider.GetRequiredService<LessonBook>();

    internal LessonDesk Teaching => _provider.GetRequiredService<LessonDesk>();

    internal AlertBoard Board => _provider.GetRequiredService<AlertBoard>();

    internal DispatchDesk Dispatch => _provider.GetRequiredService<DispatchDesk>();

    internal DoorCodeDesk DoorCodeList => _provider.GetRequiredService<DoorCodeDesk>();

    internal VisitPhotoDesk VisitPhotos => _provider.GetRequiredService<VisitPhotoDesk>();

    internal IPhotoRights PhotoRights => _provider.GetRequiredService<IPhotoRights>();

    internal VolatilePhotoShop Shop { get; }

    internal GoerList Goers => _provider.GetRequiredService<GoerList>();

    internal ProfileDesk Profiles => _provider.GetRequiredService<ProfileDesk>();

    internal HomeDesk Homes => _provider.GetRequiredService<HomeDesk>();

    internal HomeDirectory Directory => _provider.GetRequiredService<HomeDirectory>();

    internal ConsentDesk Consents => _provider.GetRequiredService<ConsentDesk>();

    internal ConsentBook Agreed => _provider.GetRequiredService<ConsentBook>();

    internal ConsentSweep ConsentSweep => _provider.GetRequiredService<ConsentSweep>();

    internal MorningDesk Morning => _provider.GetRequiredService<MorningDesk>();

    internal MorningBoard Mornings => _provider.GetRequiredService<MorningBoard>();

    internal MorningSweep MorningSweep => _provider.GetRequiredService<MorningSweep>();

    internal MorningBook MorningBook => _provider.GetRequiredService<MorningBook>();

    internal NumbersDesk Numbers => _provider.GetRequiredService<NumbersDesk>();

    internal RevealDesk Reveal => _provider.GetRequiredService<RevealDesk>();

    internal DutyDesk Duty => _provider.GetRequiredService<DutyDesk>();

    internal NoticeOutbox Outbox => _provider.GetRequiredService<NoticeOutbox>();

    internal NoticeBoard Calls => _provider.GetRequiredService<NoticeBoard>();

    internal EscalationSweep Escalation => _provider.GetRequiredService<EscalationSweep>();

    internal StaffDirectory People => _provider.GetRequiredService<StaffDirectory>();

    internal DutyRoster Roster => _provider.GetRequiredService<DutyRoster>();

    internal MissedLessons Missed => _provider.GetRequiredService<MissedLessons>();

    internal AlertSweep Sweep => _provider.GetRequiredService<AlertSweep>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    /// <summary>An address that phones reach, unless told otherwise.</summary>
    internal sealed class KnownAddress : IFineAddress
    {
        public bool ReachesPhones { get; set; } = true;
    }

    /// <summary>Every door has the code 246810.</summary>
    private sealed class DoorCodes : IDoorCodes
    {
        public string CodeOf(HomeId home) => "246810";
    }

    /// <summary>Reads into memory what the program reads at its start.</summary>
    internal async Task StartAsync()
    {
        foreach (var start in _provider.GetServices<IHostedService>().OfType<HostedStart>())
        {
            await start.StartingAsync(CancellationToken.None);
        }
    }

    /// <summary>One second of the program's own loops: looks at what calls, carries out what is to be sent.</summary>
    internal async Task LookAsync()
    {
        await Escalation.RunAsync(CancellationToken.None);
        await Outbox.DeliverAsync(Phone, CancellationToken.None);
    }

    /// <summary>The records of the audit log so far.</summary>
    internal async Task<List<AuditRecord>> AuditAsync()
    {
        var records = new List<AuditRecord>();
        await foreach (var record in Stores.Audit.ReadAsync(0, CancellationToken.None))
        {
            records.Add(record);
        }

        return records;
    }
}
