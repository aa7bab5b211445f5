using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Repairs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>The stores a repair desk writes to.</summary>
public sealed record RepairStores(IRepairStore Repairs, IAssetStore Assets, IHomeStore Homes, INoticeStore Notices, IAuditLog Audit)
{
    internal static RepairStores Volatile()
    {
        var log = new VolatileAuditLog();
        return new RepairStores(new VolatileRepairStore(log), new VolatileAssetStore(log), new VolatileHomeStore(log), new VolatileNoticeStore(log), log);
    }
}

/// <summary>One program's repair desks, registered as the program registers them, with a clock that the test moves.</summary>
internal sealed class RepairRoom : IAsyncDisposable
{
    internal static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    internal static readonly Actor Ma = Of("ma", Role.RepairWorker);
    internal static readonly Actor Qin = Of("qin", Role.RepairWorker);
    internal static readonly Actor Zhou = Of("zhou", Role.GridManager);
    internal static readonly Actor Luo = Of("luo", Role.GridManager);
    internal static readonly Actor Gu = Of("gu", Role.Administrator);
    internal static readonly Actor Zheng = Of("zheng", Role.Resident);
    internal static readonly Actor Anybody = Actor.Anybody("demo");
    internal static readonly RepairReport Leak = new("水管漏水", "厨房水管漏水，地上全是水", "幸福里 7 号楼 2 单元 301", "13800008000") { Service = ServiceCodes.Water, Site = SiteKind.Home, Building = "7" };
    internal static readonly RepairReport Riddle = new("坏了", "门口那个又坏了", "门口");

    internal static readonly Asset Lamp = new("demo", "L-012")
    {
        Name = "路灯",
        Service = ServiceCodes.Lighting,
        Site = SiteKind.Estate,
        Building = "7",
        Place = "北侧",
        Latitude = 31.2,
        Longitude = 121.4,
    };

    private readonly ServiceProvider _provider;

    internal RepairRoom(RepairStores? stores = null)
    {
        Stores = stores ?? RepairStores.Volatile();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(Stores.Repairs).AddSingleton(Stores.Assets).AddSingleton(Stores.Homes).AddSingleton(Stores.Notices).AddSingleton(Stores.Audit);
        services.AddSingleton<IStaffStore>(new VolatileStaffStore(
            [.. new[] { Ma, Qin, Zhou, Luo, Gu, Zheng }.Select(actor => new StaffMember(actor.Id, actor.Name, actor.Role, actor.Community, Disabled: false))]));
        services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        services.AddSingleton<IRepairSeal, OpenSeal>();
        services.AddSingleton<StaffDirectory>().AddSingleton<HomeDirectory>().AddSingleton<CommandLog>();
        services.AddSingleton<IShiftStore>(new VolatileShiftStore(new VolatileAuditLog())).AddSingleton<DutyRoster>();
        services.AddNotices().AddRepairs();
        _provider = services.BuildServiceProvider();
    }

    /// <summary>Desks on empty stores in memory.</summary>
    internal static RepairRoom Fresh() => new();

    internal RepairStores Stores { get; }

    internal FakeTimeProvider Time { get; } = new(Noon);

    internal RepairDesk Desk => _provider.GetRequiredService<RepairDesk>();

    internal ReportDesk Reports => _provider.GetRequiredService<ReportDesk>();

    internal AssetDesk Things => _provider.GetRequiredService<AssetDesk>();

    internal AssetDirectory Assets => _provider.GetRequiredService<AssetDirectory>();

    internal HomeDirectory Homes => _provider.GetRequiredService<HomeDirectory>();

    internal StaffDirectory Staff => _provider.GetRequiredService<StaffDirectory>();

    internal RepairAdvisor Advisor => _provider.GetRequiredService<RepairAdvisor>();

    internal RepairBoard Board => _provider.GetRequiredService<RepairBoard>();

    internal RepairRetention Retention => _provider.GetRequiredService<RepairRetention>();

    internal DutyRoster Roster => _provider.GetRequiredService<DutyRoster>();

    internal NoticeOutbox Outbox => _provider.GetRequiredService<NoticeOutbox>();

    /// <summary>Reads what is stored, as a start does.</summary>
    internal async Task StartAsync()
    {
        await _provider.GetRequiredService<RepairLedger>().LoadBoardAsync(default);
        await Outbox.LoadAsync(default);
    }

    /// <summary>What the loop does at each ring and each second.</summary>
    internal async Task LookAsync()
    {
        await _provider.GetRequiredService<StaffDirectory>().LoadAsync(default);
        await _provider.GetRequiredService<RepairLoop>().LookOnceAsync(default);
    }

    internal async Task<Repair> ReportAsync(RepairReport? report = null, Actor? by = null) =>
        (await Reports.ReportAsync(report ?? Leak, by ?? Zheng, default)).Value.Repair;

    /// <summary>A repair brought to a state by the legal way, by those who may.</summary>
    internal async Task<Repair> InAsync(RepairState state)
    {
        var id = (await ReportAsync()).Id;
        switch (state)
        {
            case RepairState.Submitted:
                break;
            case RepairState.Refused:
                await Desk.RefuseAsync(id, "不归我们", "请找供水公司", Zhou, default);
                break;
            case RepairState.Duplicate:
                await Desk.MergeAsync(id, (await ReportAsync()).Id, Zhou, default);
                break;
            default:
                await WalkAsync(id, state);
                break;
        }

        var repair = (await Stores.Repairs.FindAsync(id, default))!;
        Assert.Equal(state, repair.State);
        return repair;
    }

    internal async Task<IReadOnlyList<AuditRecord>> AuditAsync()
    {
        List<AuditRecord> records = [];
        await foreach (var record in Stores.Audit.ReadAsync(0, default))
        {
            records.Add(record);
        }

        return records;
    }

    public async ValueTask DisposeAsync() => await _provider.DisposeAsync();

    private async Task WalkAsync(RepairId id, RepairState state)
    {
        RepairState[] way = [RepairState.Triaged, RepairState.Assigned, RepairState.Accepted, RepairState.Working, RepairState.Done];
        foreach (var step in way.TakeWhile(step => step <= state || state > RepairState.Waiting))
        {
            Assert.Null((await StepAsync(id, step)).Problem);
        }

        if (state is RepairState.Waiting or RepairState.Confirmed or RepairState.Reopened)
        {
            Assert.Null((await StepAsync(id, state)).Problem);
        }
    }

    private Task<Result<Repair>> StepAsync(RepairId id, RepairState to) => to switch
    {
        RepairState.Triaged => Desk.TriageAsync(id, new RepairTriage(ServiceCodes.Water, SiteKind.Home), Zhou, default),
        RepairState.Assigned => Desk.AssignAsync(id, null, Ma.Id, Zhou, default),
        RepairState.Accepted => Desk.AcceptAsync(id, Ma, default),
        RepairState.Working => Desk.StartAsync(id, Ma, default),
        RepairState.Waiting => Desk.WaitAsync(id, RepairWait.Parts, Time.GetUtcNow().AddDays(2), "等配件", Ma, default),
        RepairState.Done => Desk.FinishAsync(id, "换了水管", [], Ma, default),
        RepairState.Confirmed => Reports.ConfirmAsync(id, null, Zheng, default),
        _ => Reports.NotFixedAsync(id, null, "还在漏", [], Zheng, default),
    };

    private static Actor Of(string name, Role role) => new(new StaffId(name), name, role, "demo");

    private sealed class OpenSeal : IRepairSeal
    {
        public string Seal(string code) => "sealed-" + code;

        public string? Open(string sealedCode) => sealedCode["sealed-".Length..];
    }
}
