using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Care;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.Consents;

public sealed class ConsentStoreTests : IAsyncLifetime, IDisposable
{
    private static readonly AuditEntry Entry = new(Cared.Noon, "demo", "lin", "consent.test", AuditEntry.Done, new AuditDetails("", "", "", "", "", ""));

    private static readonly ConsentStatement Given = new(
        Cared.Place, 1, ConsentAnswer.Given,
        new ConsentWords(SpeakerCapacity.Guardian, "张敏", new DateOnly(2026, 11, 20), ConsentForm.Spoken, "陈阿姨", "存档 12 号"), Cared.Lin.Id, Cared.Noon)
    {
        Purposes = ConsentPurposes.Water | ConsentPurposes.Entry,
        LastDay = new DateOnly(2027, 11, 19),
    };

    private static readonly ConsentStatement Withdrawn = new(
        Cared.Place, 2, ConsentAnswer.Withdrawn, new ConsentWords(SpeakerCapacity.Resident, "", new DateOnly(2026, 11, 22), ConsentForm.Paper, "", ""), Cared.Ma.Id, Cared.Noon.AddHours(1));

    private readonly ConsoleFile _file = new();

    private static CancellationToken Stop => CancellationToken.None;

    private IConsentStore Store => _file.Stores.Consents;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Add_EveryColumn_IsReadBack()
    {
        Assert.True(await Store.AddAsync([Given], [Entry], Stop));
        Assert.True(await Store.AddAsync([Withdrawn], [Entry], Stop));

        Assert.Equal([Given, Withdrawn], (await Store.LoadAsync(Stop)).OrderBy(statement => statement.Number));
    }

    [Fact]
    public async Task Add_NumberTaken_WritesNothing()
    {
        await Store.AddAsync([Given], [Entry], Stop);

        Assert.False(await Store.AddAsync([Withdrawn, Given with { Purposes = ConsentPurposes.All }], [Entry], Stop));

        Assert.Equal([Given], await Store.LoadAsync(Stop));
        Assert.Single((await _file.Stores.Audit.ReadAsync(0, Stop).ToListAsync(Stop)));
    }

    // As the program wrote them then: no ids, hours or languages.
    private const string OldContacts = """[{"Kind":0,"Name":"张丽","Phone":"13900000001","Relation":"女儿"}]""";

    [Fact]
    public async Task Upgrade_DatabaseFromBeforeConsents_GoesOnWatchingItsHomes()
    {
        using var older = new ConsoleFile();
        await older.MigrateAsync(upTo: "Notices");
        await older.WriteAsync($"""
            INSERT INTO Homes (Id, Cell, Contacts, Version, Address_Building, Address_BuildingName, Address_Room, Address_Unit,
                Notes_Dialect, Notes_Hospital, Notes_KeyHolder, Notes_Other, Resident_LivesAlone, Resident_Name, Resident_Phone)
            VALUES ({Cared.Place.ToString()}, {Cared.Cell.ToString()}, {OldContacts}, 1, 'b3', '幸福里 3 号楼', '502', '2', '', '', '', '', 1, '张桂芳', '13812348000')
            """);

        await older.MigrateAsync();

        var book = new ConsentBook(older.Stores.Consents, new EstateCalendar(TimeZoneInfo.Utc), TimeProvider.System);
        await book.LoadAsync(Stop);
        var home = Assert.Single((await older.Stores.Homes.LoadAsync(Stop)).Homes);
        Assert.Equal(("张丽", "p1"), (Assert.Single(home.Contacts).Name, home.Contacts[0].Id));
        Assert.Equal(ConsentState.NotAsked, book.Of(Cared.Place).StateAt(Cared.Noon));
        Assert.Equal(Coverage.NotAsked, book.CoverageOf(Cared.Place));
    }
}
