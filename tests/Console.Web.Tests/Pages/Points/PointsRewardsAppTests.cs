using System.Net.Http.Json;
using System.Text.Json;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Tests;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Pages.Points;

/// <summary>The whole program gives points for a repair that its reporter confirmed, also when it stopped in between.</summary>
public sealed class PointsRewardsAppTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rewards-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task ConfirmedReport_EarnsFivePoints_Once_ThoughTheProgramStopsAndStarts()
    {
        LedgerKey account;
        await using (var app = new AppIn(_folder))
        {
            using var resident = await app.EnterAsync(Role.Resident);
            using var worker = await app.EnterAsync(Role.RepairWorker);
            account = await JoinAsync(app);
            var store = app.Services.GetRequiredService<IPointsStore>();
            await Eventually.HoldsAsync(() => store.LookAsync("demo", sight => sight.HeardUntil("repairs") is not null, default), "the bank listens to the repair desk");

            using var reported = await resident.PostAsJsonAsync("/api/repairs", new { title = "灯坏了", description = "楼道灯不亮", location = "幸福里 7 号楼" });
            var id = (await reported.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
            (await worker.PutAsJsonAsync($"/api/repairs/{id}", new { status = "completed", notes = "换了灯泡" })).EnsureSuccessStatusCode();
            (await resident.PostAsJsonAsync($"/api/repairs/{id}/confirm", new { })).EnsureSuccessStatusCode();
        }

        await using var again = new AppIn(_folder);
        using var client = again.Anonymous();
        var bank = again.Services.GetRequiredService<IPointsStore>();
        await Eventually.HoldsAsync(() => bank.LookAsync("demo", sight => sight.BalanceOf(account) == 5, default), "five points for the report");

        var entries = await bank.LookAsync("demo", sight => sight.EntriesOf(account, long.MaxValue, 9), default);
        Assert.Equal("repair", Assert.Single(entries).Note.What);
    }

    // Rules that have held for a while, as the council would have made them.
    private static async Task<LedgerKey> JoinAsync(AppIn app)
    {
        var store = app.Services.GetRequiredService<IPointsStore>();
        var calendar = app.Services.GetRequiredService<EstateCalendar>();
        var past = app.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-30);
        var draft = new RulesDraft(calendar.Day(past).AddDays(8), [new("repair", new("报修核实", "Report confirmed"), 5, PointsUnit.Time, 10)], []);
        await store.GiveAsync("demo", [sight => RulesDecisions.Publish(sight, draft, new Resolution(1, "积分规则", true), past, calendar.Day(past))], default);
        var resident = new Actor(new StaffId(DemoAccounts.IdOf(Role.Resident)), "郑秀兰", Role.Resident, "demo");
        return (await app.Services.GetRequiredService<PointsDesk>().JoinAsync(resident, default)).Value.Member!.Account;
    }

    private sealed class AppIn(string folder) : ConsoleApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Data:Directory", folder);
        }
    }
}
