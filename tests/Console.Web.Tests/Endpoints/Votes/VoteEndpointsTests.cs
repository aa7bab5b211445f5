using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Endpoints.Votes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Endpoints.Votes;

/// <summary>Votes over HTTP and the hub, on the real file.</summary>
public sealed class VoteEndpointsTests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    private const string Roll = "name,account\n郑秀兰,郑秀兰\n林晓芸,林晓芸\n外婆,\n";

    [Fact]
    public async Task Vote_FromTheDraftToTheRecord()
    {
        using var chair = await app.EnterAsync(Role.CouncilChair);
        using var resident = await app.EnterAsync(Role.Resident);
        var id = await PrepareAsync(chair);

        Assert.Equal((HttpStatusCode.Conflict, "vote.not-open"), await CastAsync(resident, id));
        Assert.Equal("open", Text(await StepAsync(chair, id, "open"), "state"));
        var receipt = await CastOkAsync(resident, id, "k1");
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{12}$", Text(receipt, "code"));
        Assert.Equal(receipt.ToString(), (await CastOkAsync(resident, id, "k1")).ToString());
        Assert.Equal((HttpStatusCode.Conflict, "vote.cast"), await CastAsync(resident, id, "k2"));
        Assert.Equal((HttpStatusCode.BadRequest, "vote.option"), await CastAsync(resident, id, "k3", "maybe"));

        var now = await resident.GetFromJsonAsync<JsonElement>($"/api/votes/{id}");
        Assert.Equal(1, now.GetProperty("cast").GetProperty("ballots").GetInt32());
        Assert.Equal(1, now.GetProperty("options")[0].GetProperty("sum").GetProperty("ballots").GetInt32());   // mode A: live
        Assert.Equal((HttpStatusCode.Conflict, "vote.not-closed"), await RefusalAsync(resident.GetAsync($"/api/votes/{id}/record")));

        Assert.Equal("closed", Text(await StepAsync(chair, id, "close"), "state"));
        Assert.Equal((HttpStatusCode.Conflict, "vote.over"), await CastAsync(resident, id, "k4"));
        Assert.Equal(receipt.ToString(), (await CastOkAsync(resident, id, "k1")).ToString());
        Assert.Equal("announced", Text(await StepAsync(chair, id, "announce"), "state"));
        using var record = await resident.GetAsync($"/api/votes/{id}/record");
        Assert.Equal(HttpStatusCode.OK, record.StatusCode);
        Assert.Equal(4, (await resident.GetFromJsonAsync<JsonElement>($"/api/votes/{id}/checkpoints")).GetArrayLength());
    }

    [Theory]
    [InlineData("""{"question":"?","mode":"sideways","profile":"procedural"}""", "mode")]
    [InlineData("""{"question":"?","mode":"named","profile":"procedural","roll":"name,area\nA,x"}""", "名册第 2 行")]
    [InlineData("""{"question":"?","mode":"named","profile":"procedural","roll":"name,account\nA,没有这个人"}""", "没有这个人")]
    [InlineData("""{"question":"?","mode":"named","profile":"procedural","roll":"name\nA","closesAt":"2020-01-01T00:00:00Z"}""", "结束时间")]
    [InlineData("not json", "JSON")]
    public async Task Prepare_WhatCannotBe_Is400AndSaysWhy(string body, string why)
    {
        using var chair = await app.EnterAsync(Role.CouncilChair);
        using var answer = await chair.PostAsync("/api/votes", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(why, Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chair_IsAsked_AndAKeyIsGivenOnce()
    {
        using var chair = await app.EnterAsync(Role.CouncilChair);
        using var manager = await app.EnterAsync(Role.GridManager);
        var id = await PrepareAsync(chair);

        Assert.Equal(HttpStatusCode.Forbidden, (await RefusalAsync(manager.PostAsJsonAsync($"/api/votes/{id}/open", new { }))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await RefusalAsync(manager.PostAsJsonAsync("/api/votes", Draft()))).Status);
        chair.DefaultRequestHeaders.Add("Idempotency-Key", "open-it");
        Assert.Equal("open", Text(await StepAsync(chair, id, "open"), "state"));
        Assert.Equal("open", Text(await StepAsync(chair, id, "open"), "state"));   // the first answer again, no second step
        Assert.Equal((HttpStatusCode.NotFound, "vote.unknown"), await RefusalAsync(chair.GetAsync("/api/votes/9999")));
    }

    [Fact]
    public async Task List_ComesInPages_NewestFirst()
    {
        using var chair = await app.EnterAsync(Role.CouncilChair);
        var (older, newer) = (await PrepareAsync(chair), await PrepareAsync(chair));

        var first = await chair.GetFromJsonAsync<JsonElement>("/api/votes?limit=1");
        var second = await chair.GetFromJsonAsync<JsonElement>("/api/votes?page=2&limit=1");

        Assert.True(first.GetProperty("total").GetInt32() >= 2);
        Assert.Equal((newer, older), (first.GetProperty("data")[0].GetProperty("id").GetInt32(), second.GetProperty("data")[0].GetProperty("id").GetInt32()));
        Assert.Equal(1, first.GetProperty("data").GetArrayLength());
        foreach (var wrong in new[] { "limit=201", "limit=0", "page=0", "page=x" })
        {
            Assert.Equal((HttpStatusCode.BadRequest, "vote.invalid"), await RefusalAsync(chair.GetAsync($"/api/votes?{wrong}")));
        }
    }

    [Fact]
    public async Task Verifier_IsOneFileToKeep_ThatLoadsAndSendsNothing()
    {
        using var nobody = app.Anonymous();
        using var answer = await nobody.GetAsync(VerifierEndpoint.Address);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Contains("checkFile", page, StringComparison.Ordinal);   // its scripts are in it
        Assert.DoesNotMatch("(src|href)=", page);
    }

    [Fact]
    public void Limit_CountsByAccount_NotByAddress()
    {
        var options = new VoteLimitOptions { CallsPerMinute = 2 };
        using var services = new ServiceCollection().AddSingleton(Microsoft.Extensions.Options.Options.Create(options)).BuildServiceProvider();
        using var limiter = System.Threading.RateLimiting.PartitionedRateLimiter.Create<string, string>(account => VoteLimit.Partition(new Microsoft.AspNetCore.Http.DefaultHttpContext
        {
            RequestServices = services,
            User = new(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.NameIdentifier, account)])),
        }));

        bool[] taken = [.. new[] { "a", "a", "b", "a", "b", "b" }.Select(account => limiter.AttemptAcquire(account).IsAcquired)];
        Assert.Equal([true, true, true, false, true, false], taken);
        options.CallsPerMinute = 0;
        Assert.True(limiter.AttemptAcquire("a").IsAcquired);
    }

    [Theory]
    [InlineData(VoteMode.NamedTurnout)]
    [InlineData(VoteMode.Secret)]
    public async Task BeforeTheClose_NoRoleFindsAFigureOfAnyOption_Anywhere(VoteMode mode)
    {
        const int agreed = 1037, against = 613;
        var id = await CastManyAsync(mode, agreed, against);
        var roles = Enum.GetValues<Role>();
        foreach (var role in roles)
        {
            using var client = await app.EnterAsync(role);
            foreach (var address in Addresses(id))
            {
                using var answer = await client.GetAsync(address);
                Assert.DoesNotMatch($@"\b({agreed}|{against}|{agreed:N0}|{against:N0})\b", await answer.Content.ReadAsStringAsync());
            }
        }

        await using var hub = await JoinAsync(await CookieAsync(Role.Resident), id, out var tally);
        Assert.DoesNotMatch($@"\b({agreed}|{against})\b", (await tally.WaitAsync(TimeSpan.FromSeconds(20))).ToString());
        var audit = app.Services.GetRequiredService<IAuditLog>();
        await foreach (var record in audit.ReadAsync(0, default))
        {
            Assert.DoesNotContain("against", $"{record.Details}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Hub_SendsTheStateAtOnce_ThenEachChangeWithARisingNumber()
    {
        using var chair = await app.EnterAsync(Role.CouncilChair);
        using var resident = await app.EnterAsync(Role.Resident);
        var id = await PrepareAsync(chair);
        var seen = new System.Collections.Concurrent.ConcurrentQueue<JsonElement>();
        await using var hub = Hub(await CookieAsync(Role.Resident));
        hub.On<JsonElement>("tally", seen.Enqueue);
        await hub.StartAsync();
        await hub.InvokeAsync("Join", id);
        await Eventually.HoldsAsync(() => seen.Any(line => Text(line, "state") == "prepared"), "the state at joining");
        await StepAsync(chair, id, "open");
        await Eventually.HoldsAsync(() => seen.Any(line => Text(line, "state") == "open"), "the opening");
        await CastOkAsync(resident, id, "k");
        await Eventually.HoldsAsync(() => seen.Last().GetProperty("cast").GetProperty("ballots").GetInt32() == 1, "the ballot");

        Assert.Equal(["prepared", "open"], seen.Select(line => Text(line, "state")).Distinct());
        Assert.Equal(seen.Select(line => line.GetProperty("seq").GetInt64()).Order(), seen.Select(line => line.GetProperty("seq").GetInt64()));
        await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => hub.InvokeAsync("Join", 9999));
    }

    private static IEnumerable<string> Addresses(int id) =>
    [
        "/api/votes", $"/api/votes/{id}", $"/api/votes/{id}/record", $"/api/votes/{id}/checkpoints", $"/api/votes/{id}/growth?size=2", $"/api/votes/{id}/inclusion?leaf=1", "/metrics", "/status", "/welcome",
        "/votes", $"/votes/{id}", $"/votes/{id}/chair", $"/votes/{id}/watch", $"/votes/{id}/minutes", $"/votes/{id}/serve", $"/votes/{id}/paper", $"/votes/{id}/phrases", $"/screen/{id}",
    ];

    // Straight through the desks: what is asked here is what can be seen, not how ballots come.
    private async Task<int> CastManyAsync(VoteMode mode, int agreed, int against)
    {
        var (desk, ballots, time) = (app.Services.GetRequiredService<VoteDesk>(), app.Services.GetRequiredService<BallotDesk>(), app.Services.GetRequiredService<TimeProvider>());
        var chair = new Actor(new StaffId(DemoAccounts.IdOf(Role.CouncilChair)), "陈怀远", Role.CouncilChair, "demo");
        var draft = new VoteDraft(
            "同意吗？", [], mode, "procedural", false, time.GetUtcNow(), time.GetUtcNow().AddHours(1), [Person(Role.Scrutineer), Person(Role.SocialWorker)],
            [.. Enumerable.Range(0, agreed + against).Select(number => new RollRow($"居民 {number}", "", 1, 0, new StaffId($"voter-{number}"), null))]);
        var id = (await desk.PrepareAsync(draft, chair, default)).Value.Id;
        await desk.OpenAsync(id, chair, default);
        var receipts = await Task.WhenAll(Enumerable.Range(0, agreed + against).Select(number => ballots.CastAsync(
            id,
            new Ballot(number < agreed ? VoteOption.For : VoteOption.Against, "k", Phrase: $"暗语 {number.ToString("x4", CultureInfo.InvariantCulture)}x"),
            new Actor(new StaffId($"voter-{number}"), "", Role.Resident, "demo"),
            default)));
        Assert.All(receipts, receipt => Assert.True(receipt.Succeeded));
        return id.Value;
    }

    private static StaffId Person(Role role) => new(DemoAccounts.IdOf(role));

    private static object Draft() => new
    {
        question = "同意今天的议程吗？",
        mode = "named",
        profile = "procedural",
        closesAt = DateTimeOffset.UtcNow.AddHours(1),
        scrutineers = new[] { "沈一诺", "周建平" },
        roll = Roll,
    };

    private static async Task<int> PrepareAsync(HttpClient chair)
    {
        using var answer = await chair.PostAsJsonAsync("/api/votes", Draft());
        var vote = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, vote.ToString());
        return vote.GetProperty("id").GetInt32();
    }

    private static async Task<JsonElement> StepAsync(HttpClient chair, int id, string step)
    {
        using var answer = await chair.PostAsJsonAsync($"/api/votes/{id}/{step}", new { });
        var vote = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, vote.ToString());
        return vote;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient voter, int id, string key, string option) =>
        voter.PostAsJsonAsync($"/api/votes/{id}/ballots", new { option, clientKey = key });

    private static async Task<JsonElement> CastOkAsync(HttpClient voter, int id, string key)
    {
        using var answer = await SendAsync(voter, id, key, "for");
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, receipt.ToString());
        return receipt;
    }

    private static Task<(HttpStatusCode Status, string Code)> CastAsync(HttpClient voter, int id, string key = "k", string option = "for") => RefusalAsync(SendAsync(voter, id, key, option));

    private static async Task<(HttpStatusCode Status, string Code)> RefusalAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, Text(problem, "code"));
    }

    private async Task<string> CookieAsync(Role role)
    {
        using var client = app.Anonymous();
        using var answer = await client.PostAsync($"/demo/sign-in/{role}", null);
        return answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }

    private HubConnection Hub(string cookie) => new HubConnectionBuilder().WithUrl(new Uri(app.Server.BaseAddress, "/hubs/votes"), options =>
    {
        options.Transports = HttpTransportType.LongPolling;
        options.HttpMessageHandlerFactory = _ => app.Server.CreateHandler();
        options.Headers["Cookie"] = cookie;
    }).Build();

    private Task<HubConnection> JoinAsync(string cookie, int id, out Task<JsonElement> tally)
    {
        var first = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        tally = first.Task;
        var hub = Hub(cookie);
        hub.On<JsonElement>("tally", line => first.TrySetResult(line));
        return StartAsync();

        async Task<HubConnection> StartAsync()
        {
            await hub.StartAsync();
            await hub.InvokeAsync("Join", id);
            return hub;
        }
    }

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString()! : $"no {name} in {json}";
}
