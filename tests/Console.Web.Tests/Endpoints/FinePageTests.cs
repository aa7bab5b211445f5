using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Endpoints;

/// <summary>The link of a message from the gateway's file to the alert: as whoever holds the phone sees it.</summary>
public sealed partial class FinePageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fine-").FullName;
    private readonly ConsoleApp _console = new();
    private readonly WebApplicationFactory<Program> _app;

    public FinePageTests() => _app = _console.WithWebHostBuilder(host =>
    {
        host.UseSetting("Notices:File", Path.Combine(_folder, "out.jsonl"));
        host.UseSetting("Care:DeskPhone", "021-55550100");
    });

    [Fact]
    public async Task Link_OpenedAsOftenAsYouLike_IsAnsweredOnce_AndOnlyFromItsOwnPage()
    {
        using var client = _app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var home = _app.Services.GetRequiredService<HomeDirectory>().Homes("demo")[0];
        var id = await RaiseAsync(home.Id);
        var line = await MessageAsync(id);
        var path = new Uri(line.GetProperty("link").GetString()!).PathAndQuery;

        var first = await client.GetStringAsync(path);
        var second = await client.GetStringAsync(path);
        var foreign = await PostAsync(client, path, "fine", null);

        Assert.Equal(home.Resident.Phone, line.GetProperty("to").GetProperty("phone").GetString());
        Assert.DoesNotContain(home.Resident.Name, line.GetRawText() + first, StringComparison.Ordinal);
        Assert.DoesNotContain(home.Address.BuildingName, line.GetRawText() + first, StringComparison.Ordinal);
        Assert.Contains("我很好", first, StringComparison.Ordinal);
        Assert.Contains("I am fine", first, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, foreign);
        Assert.DoesNotContain(Steps(id), step => step.By == Actor.LinkId);

        var answer = await PostAsync(client, path, "fine", Antiforgery().Match(second).Groups[1].Value);
        var after = await client.GetStringAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer);
        Assert.Equal(nameof(ContactOutcome.Fine), Assert.Single(Steps(id), step => step.By == Actor.LinkId).Detail);
        Assert.Contains("已收到：平安", after, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"answer\"", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_NeverMade_SaysWhomToPhone()
    {
        using var client = _app.CreateClient();

        var page = await client.GetStringAsync(FineDesk.Path + FineLink.NewToken());

        Assert.Contains("这个链接已失效", page, StringComparison.Ordinal);
        Assert.Contains("tel:021-55550100", page, StringComparison.Ordinal);
        Assert.Contains("tel:120", page, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _app.Dispose();
        _console.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path, string answer, string? antiforgery)
    {
        Dictionary<string, string> fields = new() { ["answer"] = answer };
        if (antiforgery is not null)
        {
            fields["__RequestVerificationToken"] = WebUtility.HtmlDecode(antiforgery);
        }

        using var form = new FormUrlEncodedContent(fields);
        using var response = await client.PostAsync(path, form);
        return response.StatusCode;
    }

    private async Task<AlertId> RaiseAsync(HomeId home)
    {
        var at = TimeProvider.System.GetUtcNow();
        var decision = new WatchDecision(
            at, home, AnomalyKind.Sos, "button", Severity.Critical, DecisionChange.Opened, at, at, new Sentence("按下了测试用的求助按钮。", "The test button was pressed."));
        await ((IWatchFacts)_app.Services.GetRequiredService<AlertDesk>()).DecidedAsync([decision], CancellationToken.None);
        return AlertPolicy.ConditionOf(decision);
    }

    private async Task<JsonElement> MessageAsync(AlertId id)
    {
        var worker = new Actor(new StaffId("demo-SocialWorker"), "林晓芸", Role.SocialWorker, "demo");
        var asked = await _app.Services.GetRequiredService<FineDesk>().AskAsync(id, worker, ContactPolicy.ResidentId, CancellationToken.None);
        Assert.True(asked.Succeeded, asked.Problem?.Code);
        await Eventually.HoldsAsync(() => Lines().Any(IsAsked), "the file has the message");
        return Lines().First(IsAsked);
    }

    private static bool IsAsked(JsonElement line) => line.GetProperty("stage").GetString() == "FineAsked" && line.GetProperty("event").GetString() == "notice";

    private IReadOnlyList<AlertStep> Steps(AlertId id) => _app.Services.GetRequiredService<AlertBoard>().Find(id)!.Steps;

    private List<JsonElement> Lines()
    {
        var file = Path.Combine(_folder, "out.jsonl");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Select(line => JsonDocument.Parse(line).RootElement)] : [];
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}
