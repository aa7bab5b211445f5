using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Care;
using CommunityConsole.Web.Outbound.Notices;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Tests.Storage.Care;

public sealed class FineLinkStoreTests : IAsyncLifetime, IDisposable
{
    private readonly ConsoleFile _file = new();

    private static CancellationToken Stop => CancellationToken.None;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Seal_OfAToken_FitsTheOutboxAndOpensAgain()
    {
        var seal = new FineSeal(new EphemeralDataProtectionProvider());
        var token = FineLink.NewToken();

        var link = FineDesk.Path + seal.Seal(token);

        Assert.InRange(link.Length, 1, 200);
        Assert.DoesNotContain(token, link, StringComparison.Ordinal);
        Assert.Equal(token, seal.Open(link[FineDesk.Path.Length..]));
    }

    [Fact]
    public async Task Contacts_OfBeforeTheyHadIds_GetTheirPlaceAsId()
    {
        var entry = new AuditEntry(Cared.Noon, "demo", "lin", "home.test", AuditEntry.Done, new AuditDetails("", "", "", "", "", ""));
        await _file.Stores.Homes.SaveAsync(Cared.Registered, 0, entry, Stop);
        await using (var db = await _file.Contexts.CreateDbContextAsync())
        {
            const string Before = """[{"Kind":0,"Name":"李雪梅","Phone":"13987654321","Relation":"女儿"},{"Kind":1,"Name":"老陈","Phone":"","Relation":"对门"}]""";
            await db.Database.ExecuteSqlAsync($"UPDATE \"Homes\" SET \"Contacts\" = {Before}");
        }

        var contacts = Assert.Single((await _file.Stores.Homes.LoadAsync(Stop)).Homes).Contacts;

        Assert.Equal(["p1", "p2"], contacts.Select(contact => contact.Id));
        Assert.Equal(new Contact(ContactKind.Family, "李雪梅", "13987654321", "女儿") { Id = "p1" }, contacts[0]);
    }
}
