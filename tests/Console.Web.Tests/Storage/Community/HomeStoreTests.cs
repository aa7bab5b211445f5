using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Care;
using CommunityConsole.Web.Storage.Community;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.Community;

public sealed class HomeStoreTests : IAsyncLifetime, IDisposable
{
    private static readonly AuditEntry Entry = new(Cared.Noon, "demo", "lin", "home.test", AuditEntry.Done, new AuditDetails("", "", "", "", "", ""));

    private readonly ConsoleFile _file = new();

    private static CancellationToken Stop => CancellationToken.None;

    private IHomeStore Store => _file.Stores.Homes;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Put_EveryColumn_IsReadBackAndReplaced()
    {
        var full = Cared.Registered with
        {
            Contacts =
            [
                new Contact(ContactKind.Family, "李雪梅", "13987654321", "女儿")
                {
                    Id = "a1b2c3d4", Hours = new ContactHours(new TimeOnly(18, 30), new TimeOnly(8, 0)), Language = "粤语", WrongNumberAt = Cared.Noon,
                },
                new Contact(ContactKind.Neighbour, "老陈", "", "对门") { Id = "e5f6a7b8" },
            ],
            Resident = Cared.Registered.Resident with { WrongNumberAt = Cared.Noon },
            Notes = new HomeNotes("对门", "苏州话", "附一院", "养猫"),
            Presence = new PresenceSetByWorker(WorkerPresence.Hospital, Cared.Noon.AddDays(2), Cared.Lin.Id, Cared.Noon, "住院"),
        };
        var bare = Cared.Registered with { Id = new HomeId("demo", "3-503") };
        var cell = new GridCell(Cared.Cell, "第三网格");
        var building = new Building("demo", "b3", "幸福里 3 号楼", Cared.Cell);

        await Store.PutAsync(new HomeRegister([cell], [building], [full, bare]), Entry, Stop);
        await Store.PutAsync(new HomeRegister([cell with { Name = "东网格" }], [building], [bare with { Version = 2, Contacts = full.Contacts }]), Entry, Stop);

        var read = await Store.LoadAsync(Stop);
        Assert.Equal(cell with { Name = "东网格" }, Assert.Single(read.Cells));
        Assert.Equal(building, Assert.Single(read.Buildings));
        AssertSame(full, read.Homes.Single(home => home.Id == full.Id));
        AssertSame(bare with { Version = 2, Contacts = full.Contacts }, read.Homes.Single(home => home.Id == bare.Id));
    }

    [Fact]
    public async Task Save_AnotherVersionIsStored_WritesNothing()
    {
        var home = Cared.Registered;
        Assert.True(await Store.SaveAsync(home, 0, Entry, Stop));
        Assert.True(await Store.SaveAsync(home with { Version = 2, Notes = new HomeNotes("", "", "", "二") }, 1, Entry, Stop));

        Assert.False(await Store.SaveAsync(home with { Version = 2, Notes = new HomeNotes("", "", "", "三") }, 1, Entry, Stop));
        Assert.False(await Store.SaveAsync(home, 0, Entry, Stop));

        Assert.Equal("二", Assert.Single((await Store.LoadAsync(Stop)).Homes).Notes.Other);
    }

    [Fact]
    public async Task Start_HomesOfBeforeTheyHadVersions_CanBeChangedFromThenOn()
    {
        await Store.SaveAsync(Cared.Registered, 0, Entry, Stop);
        await Store.SaveAsync(Cared.Registered with { Id = new HomeId("demo", "3-503"), Version = 7 }, 0, Entry, Stop);
        await _file.WriteAsync($"UPDATE \"Homes\" SET \"Version\" = 0 WHERE \"Version\" = 1");
        var repair = new HomeRepair(_file.Contexts, _file.Writer, new CommandLog(_file.Stores.Audit, TimeProvider.System));

        await repair.StartingAsync(Stop);
        await repair.StartingAsync(Stop);

        Assert.Equal([1, 7], (await Store.LoadAsync(Stop)).Homes.Select(home => home.Version).Order());
        Assert.True(await Store.SaveAsync(Cared.Registered with { Version = 2 }, 1, Entry, Stop));
        List<AuditRecord> repairs = [];
        await foreach (var record in _file.Stores.Audit.ReadAsync(0, Stop))
        {
            repairs.AddRange(record.Action == "home.repair" ? [record] : Array.Empty<AuditRecord>());
        }

        Assert.Equal(("demo", "1 homes"), (Assert.Single(repairs).Community, repairs[0].Details?.Reason));
    }

    private static void AssertSame(Home expected, Home read)
    {
        Assert.Equal(expected.Contacts, read.Contacts);
        Assert.Equal(expected with { Contacts = [] }, read with { Contacts = [] });
    }
}
