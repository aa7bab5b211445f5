using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Notices;
using CommunityConsole.Iot.Simulation;
using CommunityConsole.Web.Demo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CommunityConsole.Bench.Street;

/// <summary>The watch and the desks as the program registers them, over stores in memory and a clock that the scenario moves.</summary>
internal sealed class StreetDesk : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly WatchKeeper _keeper;
    private readonly Bell _round = new();

    private StreetDesk(IHost host, StreetTime time)
    {
        (_host, Time) = (host, time);
        _keeper = Of<WatchKeeper>();
        _keeper.AfterRound = _round.Ring;
    }

    public StreetTime Time { get; }

    public AlertDesk Care => Of<AlertDesk>();

    public DispatchDesk Dispatch => Of<DispatchDesk>();

    public HomeDesk Homes => Of<HomeDesk>();

    public AlertBoard Board => Of<AlertBoard>();

    public NumbersDesk Numbers => Of<NumbersDesk>();

    public IAlertStore Alerts => Of<IAlertStore>();

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Starts everything with watches that have learned already.</summary>
    public static async Task<StreetDesk> StartAsync(Estate estate, IWatchCheckpointStore learned, IReadOnlyList<Actor> staff, Actor admin, DateTimeOffset start)
    {
        var time = new StreetTime(start);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var log = new VolatileAuditLog();
        builder.Services.AddLogging();
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(estate.Calendar).AddSingleton<IAuditLog>(log).AddSingleton(learned);
        builder.Services.AddSingleton<IAlertStore>(new VolatileAlertStore(log)).AddSingleton<IVisitStore>(new VolatileVisitStore(log));
        builder.Services.AddSingleton<IHomeStore>(new VolatileHomeStore(log)).AddSingleton<IShiftStore>(new VolatileShiftStore(log)).AddSingleton<IStaffProfileStore>(new VolatileStaffProfileStore(log));
        builder.Services.AddSingleton<INoticeStore>(new VolatileNoticeStore(log));
        builder.Services.AddSingleton<IConsentStore>(new VolatileConsentStore(log)).AddSingleton<IMorningCallStore>(new VolatileMorningCallStore(log));
        builder.Services.AddSingleton<ILessonStore>(new VolatileLessonStore(log)).AddSingleton<IReadingStore>(new NothingMissed());
        builder.Services.AddSingleton<IStaffStore>(new VolatileStaffStore(
            [.. staff.Select(one => new StaffMember(one.Id, one.Name, one.Role, one.Community, Disabled: false))]));
        builder.Services.AddCommunity().AddConsents().AddDispatch().AddNotices().AddCare().AddGovernance().AddAnomalies();
        builder.Services.Configure<WatchOptions>(watch => watch.Checkpoint = TimeSpan.FromHours(6));   // nobody starts this program again
        var desk = new StreetDesk(builder.Build(), time);
        await desk._host.StartAsync();
        var register = new HomeRegister(
            [.. DemoPeople.CellsOf(estate)], [.. DemoPeople.BuildingsOf(estate, "长街")], [.. estate.Homes.Select(home => DemoPeople.HomeOf(home, "长街"))]);
        var registered = await desk.Homes.RegisterAsync(register, admin, CancellationToken.None);
        if (!registered.Succeeded)
        {
            throw new InvalidOperationException(registered.Problem.Message.ToString());
        }

        return desk;
    }

    /// <summary>Moves the clock; timers on the way fire.</summary>
    public void Go(DateTimeOffset to)
    {
        if (to > Now)
        {
            Time.SetUtcNow(to);
        }
    }

    /// <summary>Gives the watch what has arrived, and waits until it has judged everything up to now.</summary>
    public async Task WatchAsync(IReadOnlyList<StoredReading> arrived)
    {
        await _keeper.StoredAsync(arrived, CancellationToken.None);
        while (_keeper.ToldTime < Now || (arrived.Count > 0 && _keeper.Position < arrived[^1].Position))
        {
            await _round.WaitAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _round.Dispose();
    }

    private T Of<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    // Every reading reaches the watch at once here; there is nothing to be read again.
    private sealed class NothingMissed : IReadingStore
    {
        public ValueTask<IReadOnlyList<StoredReading>> StoreAsync(IReadOnlyList<Reading> readings, IReadOnlyList<QuarantinedPacket> quarantined, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<long> ImportAsync(IEnumerable<Reading> history, CancellationToken cancellation) => throw new NotSupportedException();

        public IAsyncEnumerable<StoredReading> ReadAfterAsync(long position, CancellationToken cancellation) => AsyncEnumerable.Empty<StoredReading>();

        public Task<IReadOnlyList<StoredReading>> ReadHomeAsync(HomeId home, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<StoredReading>>([]);

        public Task<IReadOnlyList<StoredReading>> ReadNewestAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StoredReading>>([]);

        public Task<long> NewestPositionAsync(CancellationToken cancellation) => Task.FromResult(0L);
    }
}
