using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Council.Delegates;

/// <summary>An estate of three buildings and its council, registered as the program registers them, with a clock that the test moves.</summary>
internal sealed class DelegateRoom : IAsyncDisposable
{
    /// <summary>20 November 2026, noon of the estate.</summary>
    internal static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    internal static readonly DateOnly Today = new(2026, 11, 20);
    internal static readonly Actor Chair = Of("chen", Role.CouncilChair);
    internal static readonly Actor Admin = Of("gu", Role.Administrator);
    internal static readonly Actor Zheng = Of("zheng", Role.Resident);
    internal static readonly Actor Outsider = Of("song", Role.CouncilChair, "neighbour");
    private static readonly StaffMember[] People =
    [
        .. new[] { Chair, Admin, Zheng, Outsider }.Select(actor => new StaffMember(actor.Id, actor.Name, actor.Role, actor.Community, Disabled: false)),
        new(new StaffId("gone"), "gone", Role.Resident, "demo", Disabled: true),
    ];

    private readonly ServiceProvider _provider;

    /// <param name="homes">Homes by building, in the order 1, 2, 10.</param>
    internal DelegateRoom(params int[] homes)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton<IAuditLog>(Log).AddSingleton<IDelegateStore>(new VolatileDelegateStore(Log));
        services.AddSingleton<IStaffStore>(new VolatileStaffStore(People)).AddSingleton<IHomeStore>(new VolatileHomeStore(Log));
        services.AddSingleton<StaffDirectory>().AddSingleton<HomeDirectory>().AddSingleton<CommandLog>();
        services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        services.AddDelegates();
        _provider = services.BuildServiceProvider();
        var cell = new GridCellId("demo", "g1");
        string[] buildings = ["1", "10", "2"];
        Homes.Put(new HomeRegister(
            [new GridCell(cell, "第一网格")],
            [.. buildings.Select(id => new Building("demo", id, $"幸福里 {id} 号楼", cell)), new Building("neighbour", "7", "和平里 7 号楼", new GridCellId("neighbour", "g1"))],
            [
                .. new[] { "1", "2", "10" }.Zip(homes).SelectMany(pair => Enumerable.Range(1, pair.Second).Select(door => new Home(
                    new HomeId("demo", $"{pair.First}-{door}"), new Address(pair.First, $"幸福里 {pair.First} 号楼", "", $"{door}"), cell, new Resident("", "", null, LivesAlone: true)))),
            ]));
    }

    internal FakeTimeProvider Time { get; } = new(Noon);

    internal VolatileAuditLog Log { get; } = new();

    internal HomeDirectory Homes => _provider.GetRequiredService<HomeDirectory>();

    internal DelegateDesk Desk => _provider.GetRequiredService<DelegateDesk>();

    internal MakeUpDesk MakeUp => _provider.GetRequiredService<MakeUpDesk>();

    internal DelegateReader Reader => _provider.GetRequiredService<DelegateReader>();

    internal static Actor Of(string id, Role role, string community = "demo") => new(new StaffId(id), id, role, community);

    internal static DelegateEntry Entry(
        string name = "王芳", string building = "2", string? account = null, AgeBand age = AgeBand.From45, Occupation occupation = Occupation.Company, int from = -10, int until = 700) =>
        new(name, building, Today.AddDays(from), Today.AddDays(until), DelegateChoice.Elected, new DelegatePerson(account is null ? null : new StaffId(account), age, occupation));

    internal static MakeUpTable Ages(params int[] people) => new("demo", GroupKind.Age)
    {
        Source = "街道人口台账",
        AsOf = Today,
        Rows = [.. Enum.GetNames<AgeBand>().Zip(people).Select(pair => new GroupCount(pair.First, pair.Second))],
    };

    internal async Task<CouncilDelegate> AddAsync(DelegateEntry entry)
    {
        var added = await Desk.AddAsync(entry, Chair, default);
        Assert.True(added.Succeeded, added.Problem?.Message.En);
        return added.Value;
    }

    internal async Task<List<AuditRecord>> AuditAsync()
    {
        List<AuditRecord> records = [];
        await foreach (var record in Log.ReadAsync(0, default))
        {
            records.Add(record);
        }

        return records;
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
