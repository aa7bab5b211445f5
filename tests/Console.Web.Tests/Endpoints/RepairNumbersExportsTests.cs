using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Tests;
using CommunityConsole.Web.Tests.Pages.RepairNumbers;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Endpoints;

/// <summary>The figures of repairs against the exported steps, both as a person would download them.</summary>
public sealed class RepairNumbersExportsTests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    private static readonly Actor Clerk = new(new StaffId("w"), "某人", Role.StationClerk, "demo");

    [Fact]
    public async Task Figures_OfThePageAndOfTheExport_AreRecountedFromTheExportedSteps()
    {
        await ReportAsync();
        using var client = await app.EnterAsync(Role.Scrutineer);
        var (steps, exported, page) = await ReadAsync(client);
        var repairs = steps.GroupBy(step => step["repair"]).Select(repair => repair.ToList()).ToList();
        var until = page.Span.Until;

        Same(new RepairRecount(repairs, until), page.All, "all");
        Assert.True(page.All is { Responded: { Met: > 0, Of: > 2 }, Resolved: { Met: > 0, Of: > 2 }, Satisfied.Of: > 1, Reopened.Met: > 0, Refused.Met: > 0, HoursIn.Count: > 3 });
        Assert.True(page.ByUnit.Count >= 2 && page.ByService.Count >= 2);
        Assert.All(page.ByUnit, unit => Same(new RepairRecount(Of("unit", unit.Group), until), unit, "unit"));
        Assert.All(page.ByService, service => Same(new RepairRecount(Of("service", service.Group), until), service, "service"));
        var causes = repairs.Where(repair => repair[^1]["state"] != "Duplicate" && repair[0]["service"] != "" && repair[0]["asset"] + repair[0]["building"] != "")
            .GroupBy(repair => (repair[0]["service"], repair[0]["asset"] != "" ? $"asset_{repair[0]["asset"]}" : $"building_{repair[0]["building"]}")).Where(cause => cause.Count() >= 2)
            .ToDictionary(cause => cause.Key, cause => cause.Count());
        Assert.True(causes[("water", "building_7")] >= 2);
        Assert.Equal(causes, page.Repeats.ToDictionary(repeat => (repeat.Cause.Service.Value, $"{(repeat.Cause.IsAsset ? "asset" : "building")}_{repeat.Cause.Place}"), repeat => repeat.Repairs.Count));

        IEnumerable<List<Dictionary<string, string>>> Of(string column, string group) => repairs.Where(repair => repair[0][column] == group);

        void Same(RepairRecount recount, RepairGroupFigures figures, string by)
        {
            Assert.Equal(recount.Reported, figures.Reported);
            Assert.Equal(recount.Responded, figures.Responded);
            Assert.Equal(recount.Resolved, figures.Resolved);
            Assert.Equal(recount.Satisfied, figures.Satisfied);
            Assert.Equal(recount.Reopened, figures.Reopened);
            Assert.Equal(recount.Refused, figures.Refused);
            Assert.Equal(recount.MedianHours ?? -1, figures.MedianHours ?? -1, 9);
            Assert.Equal(Hours(recount.HoursIn), Hours(figures.HoursIn));
            Assert.Equal((figures.Reported.ToString(CultureInfo.InvariantCulture), ""), exported[(by, figures.Group, "reported")]);
            Assert.Equal(($"{figures.Resolved.Met}", $"{figures.Resolved.Of}"), exported[(by, figures.Group, "resolved")]);
            Assert.Equal(figures.MedianHours?.ToString(CultureInfo.InvariantCulture) ?? "", exported[(by, figures.Group, "median_hours")].Value);
        }
    }

    [Fact]
    public async Task Steps_TellWhoByTheAccount_AndNothingElseOfAnybody()
    {
        await ReportAsync();
        using var client = await app.EnterAsync(Role.StationClerk);

        var text = await client.GetStringAsync("/repair-steps.csv");

        Assert.Contains(",Finished,Done,demo-RepairWorker,", text, StringComparison.Ordinal);
        Assert.All([MadeUpRepairs.Phone, MadeUpRepairs.Words, MadeUpRepairs.Remark, "马大勇", "郑秀兰", "张三", "还在漏", "301"], personal => Assert.DoesNotContain(personal, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Steps_OfAnotherCommunity_AreNotInIt()
    {
        await ReportAsync();
        using var neighbour = app.Anonymous();
        using var entered = await neighbour.PostAsync($"/demo/sign-in/neighbour/{Role.SocialWorker}", null);

        var text = await neighbour.GetStringAsync("/repair-steps.csv");

        Assert.Single(text.TrimEnd().Split("\r\n"));
    }

    private async Task ReportAsync()
    {
        var store = app.Services.GetRequiredService<IRepairStore>();
        foreach (var repair in MadeUpRepairs.At(app.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-5)))
        {
            Assert.NotNull(await store.AddAsync(repair, _ => [], CancellationToken.None));
        }
    }

    // The program goes on with repairs meanwhile (it sorts, reminds): all three are of one picture when the steps are the same before and after.
    private async Task<(List<Dictionary<string, string>> Steps, Dictionary<(string By, string Group, string Figure), (string Value, string Of)> Exported, RepairFigures Page)> ReadAsync(HttpClient client)
    {
        var (steps, exported) = ("", "");
        RepairFigures? page = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                steps = await client.GetStringAsync("/repair-steps.csv?days=30");
                exported = await client.GetStringAsync("/repair-numbers.csv?days=30");
                page = (await app.Services.GetRequiredService<RepairNumbersDesk>().ReportAsync(30, Clerk, CancellationToken.None)).Value;
                return steps == await client.GetStringAsync("/repair-steps.csv?days=30");
            },
            "the program leaves the repairs alone");
        var lines = steps.TrimStart('\uFEFF').TrimEnd().Split("\r\n").Select(line => line.Split(',')).ToList();
        return (
            [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(field => field.First, field => field.Second))],
            exported.TrimEnd().Split("\r\n").Skip(1).Select(line => line.Split(',')).ToDictionary(line => (line[0], line[1], line[2]), line => (line[3], line[4])),
            page!);
    }

    private static IEnumerable<(RepairState, double)> Hours(IEnumerable<KeyValuePair<RepairState, double>> hours) =>
        hours.OrderBy(stay => stay.Key).Select(stay => (stay.Key, Math.Round(stay.Value, 6)));
}
