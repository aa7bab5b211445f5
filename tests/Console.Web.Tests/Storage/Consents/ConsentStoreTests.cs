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

    [Fact]
    public async Task Upgrade_DatabaseFromBeforeConsents_GoesOnWatchingItsHomes()
    {
        using var older = new ConsoleFile();
        await older.MigrateAsync(upTo: "Notices");
        await older.Stores.Homes.PutAsync(new HomeRegister([], [], [Cared.Registered]), Entry, Stop);

        await older.MigrateAsync();

        var book = new ConsentBook(older.Stores.Consents, new EstateCalendar(TimeZoneInfo.Utc), TimeProvider.System);
        await book.LoadAsync(Stop);
        Assert.Single((await older.Stores.Homes.LoadAsync(Stop)).Homes);
        Assert.Equal(ConsentState.NotAsked, book.Of(Cared.Place).StateAt(Cared.Noon));
        Assert.Equal(Coverage.NotAsked, book.CoverageOf(Cared.Place));
    }
}
