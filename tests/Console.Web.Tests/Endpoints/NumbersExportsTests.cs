using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Endpoints;

/// <summary>The exported figures against the exported steps, both as a person would download them.</summary>
public sealed class NumbersExportsTests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    [Fact]
    public async Task Figures_AreCountedFromTheExportedSteps_OfThisCommunityOnly()
    {
        using var client = await app.EnterAsync(Role.SocialWorker);
        var desk = app.Services.GetRequiredService<AlertDesk>();
        var worker = new Actor(new StaffId("w"), "某人", Role.SocialWorker, "demo");
        await TellAsync("9-901", Severity.Critical);
        await TellAsync("9-902", Severity.Attention);
        var elsewhere = await TellAsync("9-901", Severity.Critical, "elsewhere");
        var taken = await TellAsync("9-903", Severity.Urgent);
        Assert.True((await desk.TakeAsync(taken, worker, CancellationToken.None)).Succeeded);

        var steps = (await client.GetStringAsync("/numbers-steps.csv?days=1")).Split("\r\n")[1..^1].Select(line => line.Split(',')).ToList();
        var figures = (await client.GetStringAsync("/numbers.csv?days=1")).Split("\r\n")[1..^1].Select(line => line.Split(',')).ToDictionary(line => line[0], line => line[1..]);

        var alerts = steps.GroupBy(line => line[0]).Where(alert => alert.All(line => line[1] is "9-901" or "9-902" or "9-903")).ToList();
        Assert.Equal(3, alerts.Count);
        Assert.DoesNotContain(steps, line => line[0] == elsewhere.ToString());
        Assert.Contains(steps, line => line[0] == taken.ToString() && line[7..9] is ["w", "Taken"]);
        var paged = steps.GroupBy(line => line[0]).Where(alert =>
            alert.Any(line => line[3] != "DeviceFault" && line[8] is "Opened" or "Raised" or "CameAgain" && line[9] is "Attention" or "Urgent" or "Critical")
            && alert.All(line => line[8] != "ClosedItself"));
        Assert.Equal($"{paged.Count()}", figures["paged"][0]);
        Assert.Equal(["1", "1"], figures["taken_within_60_s"]);

        async Task<AlertId> TellAsync(string home, Severity severity, string community = "demo")
        {
            var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            var decision = new WatchDecision(
                now, new HomeId(community, home), AnomalyKind.Inactivity, "", severity, DecisionChange.Opened, now, now.AddHours(-9), new Sentence("安静。", "Silent."));
            await desk.DecidedAsync([decision], CancellationToken.None);
            return AlertPolicy.ConditionOf(decision);
        }
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("100000")]
    public async Task Days_OutsideTheSpan_AreBroughtInside(string days)
    {
        using var client = await app.EnterAsync(Role.GridManager);

        using var answer = await client.GetAsync($"/numbers.csv?days={days}");

        Assert.True(answer.IsSuccessStatusCode);
    }
}
