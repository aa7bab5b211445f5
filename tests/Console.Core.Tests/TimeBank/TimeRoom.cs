using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.TimeBank;

/// <summary>A time bank with a catalogue and a guarantee, and the people who use it.</summary>
internal sealed class TimeRoom
{
    public const ushort Company = 1;
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 20);
    public static readonly Actor Lin = new(new StaffId("lin"), "林晓芸", Role.SocialWorker, "demo");
    public static readonly Actor Zhou = new(new StaffId("zhou"), "周建平", Role.GridManager, "demo");
    public static readonly Actor Xu = new(new StaffId("xu"), "许文静", Role.StationClerk, "demo");
    public static readonly Actor Chen = new(new StaffId("chen"), "陈怀远", Role.CouncilChair, "demo");
    public static readonly Actor Zheng = new(new StaffId("zheng"), "郑秀兰", Role.Resident, "demo");
    public static readonly Actor Li = new(new StaffId("li"), "李建国", Role.Resident, "demo");
    public static readonly Actor Wang = new(new StaffId("wang"), "王桂英", Role.Resident, "demo");

    public TimeRoom(ITimeBankStore store, TimeBankOptions? policy = null)
    {
        Store = store;
        Bell = new TimeBankBell(Time);
        Desk = new TimeBankDesk(
            new TimeBankCommands(store, Bell, new CommandLog(Audit, Time), Audit), new TimeAccounts(new byte[32]), Options.Create(policy ?? new TimeBankOptions()), Calendar, Time);
        Reader = new TimeBankReader(store);
        Office = new TimeBankOffice(store, Calendar, Time);
    }

    public static EstateCalendar Calendar { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public FakeTimeProvider Time { get; } = new(Noon);

    public VolatileAuditLog Audit { get; } = new();

    public ITimeBankStore Store { get; }

    public TimeBankBell Bell { get; }

    public TimeBankDesk Desk { get; }

    public TimeBankReader Reader { get; }

    public TimeBankOffice Office { get; }

    public static async Task<TimeRoom> OpenAsync(ITimeBankStore? store = null, TimeBankOptions? policy = null)
    {
        var room = new TimeRoom(store ?? new VolatileTimeBankStore("demo"), policy);
        var line = new CatalogueLine(Company, new("陪伴", "Company"), new("准时到，不谈钱", "On time, and no talk of money"));
        Assert.True((await room.Desk.SetServiceAsync(line, new ServiceType(true, 15, 480, 10_000), Chen, default)).Succeeded);
        Assert.True((await room.Desk.GuaranteeAsync(3000, "街道背书 2026-1 号", Zhou, default)).Succeeded);
        return room;
    }

    public async Task<Id32> JoinAsync(Actor resident, int birthYear = 1950) => (await Desk.JoinAsync(birthYear, resident, default)).Value.Person!.Account;

    /// <summary>Li helps Zheng and files it.</summary>
    public async Task<Id32> FileAsync(Id32 receiver, int minutes = 60, Actor? provider = null, DateOnly? day = null) =>
        (await Desk.FileAsync(receiver, Company, minutes, day ?? Today, "陪聊天", (provider ?? Li) with { CommandKey = Guid.NewGuid() }, default)).Value.Record!.Value;

    /// <summary>The same, and the station confirms.</summary>
    public async Task<Id32> ServeAsync(Id32 receiver, int minutes = 60, Actor? provider = null, DateOnly? day = null)
    {
        var record = await FileAsync(receiver, minutes, provider, day);
        Assert.Null((await Desk.ConfirmAsync(record, true, "", Xu, default)).Problem);
        return record;
    }

    public Task<long> BalanceAsync(Id32 account) => Store.LookAsync(sight => account == TimeBankLimits.Pool ? sight.State.Pool : sight.State.Member(account).Balance, default);

    public Task<RecordStatus> StatusAsync(Id32 record) => Store.LookAsync(sight => sight.State.Record(record).Status, default);
}
