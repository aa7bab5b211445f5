using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Tests.Endpoints.Repairs;

/// <summary>The contract of the article's samples over HTTP: fields, codes, messages; then what the house adds.</summary>
public sealed class RepairEndpointsTests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    private static readonly object Leak = new { title = "水管漏水", description = "厨房水管漏水", location = "幸福里 7 号楼 301", contact = "13800008000" };

    [Fact]
    public async Task Post_GivesTheArticlesFields_PendingAndACodeWithoutAnAccount()
    {
        using var nobody = app.Anonymous();

        using var answer = await nobody.PostAsJsonAsync("/api/repairs", Leak);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var repair = await JsonOf(answer);
        Assert.Equal($"/api/repairs/{repair.GetProperty("id").GetInt32()}", answer.Headers.Location!.ToString());
        Assert.Equal(("水管漏水", "厨房水管漏水", "幸福里 7 号楼 301", "13800008000", "pending"), (
            Text(repair, "title"), Text(repair, "description"), Text(repair, "location"), Text(repair, "contact"), Text(repair, "status")));
        Assert.Equal(repair.GetProperty("createdAt").GetDateTimeOffset(), repair.GetProperty("updatedAt").GetDateTimeOffset());
        Assert.Equal(10, Text(repair, "code").Length);
    }

    [Theory]
    [InlineData("""{"title":"灯坏了","description":"不亮"}""", "必填字段缺失")]
    [InlineData("""{"title":" ","description":"不亮","location":"楼道"}""", "必填字段缺失")]
    [InlineData("""{"title":"灯坏了","description":"不亮","location":"楼道","service":"magic"}""", "没有这个服务类别或责任单位，请从列表里选。")]
    [InlineData("""{"title":"灯坏了","description":"不亮","location":"楼道","building":"b 7"}""", "楼栋和设施编号最多 64 个字母、数字、下划线或连字符。")]
    [InlineData("not json", "请求内容不是有效的 JSON。")]
    [InlineData("[]", "请求内容不是有效的 JSON。")]
    public async Task Post_WhatCannotBeTaken_Is400WithError(string body, string error)
    {
        using var nobody = app.Anonymous();

        using var answer = await nobody.PostAsync("/api/repairs", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(error, Text(await JsonOf(answer), "error"));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Photo_OfATypeNotTaken_Is415WithErrorForWhoIsSignedIn_And401ForNobody()
    {
        using var resident = await app.EnterAsync(Role.Resident);
        using var nobody = app.Anonymous();

        using var refused = await resident.PostAsync("/api/repairs/photos", new StringContent("a", System.Text.Encoding.UTF8, "text/plain"));
        using var stranger = await nobody.PostAsync("/api/repairs/photos", new StringContent("a", System.Text.Encoding.UTF8, "text/plain"));
        using var taken = await resident.PostAsync("/api/repairs/photos", new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new("image/png") } });

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.Unauthorized), (refused.StatusCode, stranger.StatusCode));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Contains("image/webp", Text(await JsonOf(refused), "error"), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.UnsupportedMediaType, taken.StatusCode);   // judged by its content: no picture
    }

    [Fact]
    public async Task Get_PagesNewestFirst_FiltersByStatus_AndHidesContacts()
    {
        using var worker = await app.EnterAsync(Role.RepairWorker);
        using var resident = await app.EnterAsync(Role.Resident);
        var ids = new List<int>();
        for (var index = 0; index < 3; index++)
        {
            ids.Add(await ReportAsync(worker));
        }

        await ChangeAsync(worker, ids[2], new { status = "processing" });

        var page = await worker.GetFromJsonAsync<JsonElement>("/api/repairs?page=1&limit=2");
        Assert.Equal((1, 2, 2), (page.GetProperty("page").GetInt32(), page.GetProperty("limit").GetInt32(), page.GetProperty("data").GetArrayLength()));
        Assert.True(page.GetProperty("total").GetInt32() >= 3);
        Assert.Equal([ids[2], ids[1]], page.GetProperty("data").EnumerateArray().Select(repair => repair.GetProperty("id").GetInt32()));
        var processing = await worker.GetFromJsonAsync<JsonElement>("/api/repairs?status=processing&limit=200");
        Assert.All(processing.GetProperty("data").EnumerateArray(), repair => Assert.Equal("processing", Text(repair, "status")));
        Assert.Equal("13800008000", Text(await worker.GetFromJsonAsync<JsonElement>($"/api/repairs/{ids[0]}"), "contact"));
        Assert.False((await resident.GetFromJsonAsync<JsonElement>($"/api/repairs/{ids[0]}")).TryGetProperty("contact", out _));
    }

    [Theory]
    [InlineData("?page=0", HttpStatusCode.BadRequest)]
    [InlineData("?limit=201", HttpStatusCode.BadRequest)]
    [InlineData("?limit=many", HttpStatusCode.BadRequest)]
    [InlineData("?status=lost", HttpStatusCode.BadRequest)]
    [InlineData("/999999", HttpStatusCode.NotFound)]
    [InlineData("/abc", HttpStatusCode.NotFound)]
    public async Task Get_WhatIsNotThere_IsAnsweredWithError(string rest, HttpStatusCode expected)
    {
        using var worker = await app.EnterAsync(Role.RepairWorker);

        using var answer = await worker.GetAsync("/api/repairs" + rest);

        Assert.Equal(expected, answer.StatusCode);
        var error = Text(await JsonOf(answer), "error");
        Assert.True(expected == HttpStatusCode.NotFound ? error == "报修记录不存在" : error.Length > 0);
    }

    [Fact]
    public async Task Put_MovesThroughTheThreeStates_AndRateAnswersAsTheArticleSays()
    {
        using var worker = await app.EnterAsync(Role.RepairWorker);
        using var resident = await app.EnterAsync(Role.Resident);
        var id = await ReportAsync(resident);

        using var early = await resident.PostAsJsonAsync($"/api/repairs/{id}/rate", new { rating = 5 });
        Assert.Equal((HttpStatusCode.BadRequest, "只有已完成的报修可以评价"), (early.StatusCode, Text(await JsonOf(early), "error")));

        var processing = await ChangeAsync(worker, id, new { status = "processing", notes = "师傅已上门" });
        Assert.Equal(("processing", "师傅已上门", "working"), (Text(processing, "status"), Text(processing, "notes"), Text(processing, "state")));
        var completed = await ChangeAsync(worker, id, new { status = "completed", notes = "已更换水管" });
        Assert.Equal(("completed", "已更换水管", "done"), (Text(completed, "status"), Text(completed, "notes"), Text(completed, "outcome")));

        using var rated = await resident.PostAsJsonAsync($"/api/repairs/{id}/rate", new { rating = 5, comment = "很及时" });
        var answer = await JsonOf(rated);
        Assert.Equal((HttpStatusCode.OK, "评价成功"), (rated.StatusCode, Text(answer, "message")));
        Assert.Equal((5, "很及时"), (answer.GetProperty("repair").GetProperty("rating").GetInt32(), Text(answer.GetProperty("repair"), "comment")));

        using var unknown = await resident.PostAsJsonAsync("/api/repairs/999999/rate", new { rating = 5 });
        Assert.Equal((HttpStatusCode.NotFound, "报修记录不存在"), (unknown.StatusCode, Text(await JsonOf(unknown), "error")));
        using var twice = await resident.PostAsJsonAsync($"/api/repairs/{id}/rate", new { rating = 1 });
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
    }

    [Theory]
    [InlineData("finished", HttpStatusCode.BadRequest)]
    [InlineData("pending", HttpStatusCode.Conflict)]
    [InlineData("processing", HttpStatusCode.Conflict)]   // a worker does not reopen what is completed
    public async Task Put_UnknownOrIllegal_IsRefusedWithErrorAndChangesNothing(string status, HttpStatusCode expected)
    {
        using var worker = await app.EnterAsync(Role.RepairWorker);
        var id = await ReportAsync(worker);
        await ChangeAsync(worker, id, new { status = "completed", notes = "好了" });

        using var answer = await worker.PutAsJsonAsync($"/api/repairs/{id}", new { status });

        Assert.Equal(expected, answer.StatusCode);
        Assert.NotEmpty(Text(await JsonOf(answer), "error"));
        Assert.Equal("completed", Text(await worker.GetFromJsonAsync<JsonElement>($"/api/repairs/{id}"), "status"));
    }

    [Fact]
    public async Task Put_And_Get_ByThoseWhoMayNot_AreAnsweredWithAStatusAndNoRedirect()
    {
        using var nobody = app.Anonymous();
        using var resident = await app.EnterAsync(Role.Resident);
        using var neighbour = app.Anonymous();
        (await neighbour.PostAsync($"/demo/sign-in/neighbour/{Role.GridManager}", null)).Dispose();
        var id = await ReportAsync(resident);

        using var a = await nobody.GetAsync($"/api/repairs/{id}");
        using var b = await nobody.PutAsJsonAsync($"/api/repairs/{id}", new { status = "completed" });
        using var c = await resident.PutAsJsonAsync($"/api/repairs/{id}", new { status = "completed" });
        using var d = await neighbour.GetAsync($"/api/repairs/{id}");
        using var e = await nobody.PostAsJsonAsync($"/api/repairs/{id}/rate", new { rating = 5, code = "AAAAAAAAAA" });

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.Forbidden],
            new[] { a, b, c, d, e }.Select(answer => answer.StatusCode));
    }

    [Fact]
    public async Task IdempotencyKey_SameReportTwice_IsOneRepair_AnotherReportIsRefusedOrAnother()
    {
        using var nobody = app.Anonymous();
        using var resident = await app.EnterAsync(Role.Resident);
        var key = Guid.NewGuid().ToString();
        var lamp = new { title = "灯坏了", description = "不亮", location = "楼道" };

        var first = await SendAsync(nobody, key, Leak);
        var again = await SendAsync(nobody, key, Leak);
        Assert.Equal((first.Id, first.Code), (again.Id, again.Code));

        // Without an account all look alike: a key that two chose is two keys. Of one account it is a mistake.
        Assert.NotEqual(first.Id, (await SendAsync(nobody, key, lamp)).Id);
        await SendAsync(resident, key, Leak);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(resident, key, lamp)).Status);
    }

    [Fact]
    public async Task Get_ByAResident_NamesNoHomeAndNoTelephone()
    {
        using var worker = await app.EnterAsync(Role.RepairWorker);
        using var resident = await app.EnterAsync(Role.Resident);
        using var reported = await worker.PostAsJsonAsync("/api/repairs", new { title = "漏水 13812345678", description = "电话１３８１２３４５６７８", location = "幸福里 7 号楼 2 单元 301", contact = "138" });
        var id = (await JsonOf(reported)).GetProperty("id").GetInt32();
        await ChangeAsync(worker, id, new { status = "processing", notes = "已联系 138-1234-5678" });

        var seen = await resident.GetStringAsync($"/api/repairs/{id}");

        Assert.Equal("幸福里 7 号楼 2 单元 ***", Text(JsonDocument.Parse(seen).RootElement, "location"));
        Assert.DoesNotContain("12345678", seen.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("１２３４５６７８", System.Text.RegularExpressions.Regex.Unescape(seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotFixed_ByCode_OpensItAgain_AndConfirmEndsIt()
    {
        using var nobody = app.Anonymous();
        using var worker = await app.EnterAsync(Role.RepairWorker);
        var (_, id, code) = await SendAsync(nobody, Guid.NewGuid().ToString(), Leak);
        await ChangeAsync(worker, id, new { status = "completed", notes = "好了" });

        using var objected = await nobody.PostAsJsonAsync($"/api/repairs/{id}/not-fixed", new { code, note = "还在漏" });
        Assert.Equal(("processing", "reopened"), (Text(await JsonOf(objected), "status"), Text(await worker.GetFromJsonAsync<JsonElement>($"/api/repairs/{id}"), "state")));
        await ChangeAsync(worker, id, new { status = "completed", notes = "这回好了" });
        using var confirmed = await nobody.PostAsJsonAsync($"/api/repairs/{id}/confirm", new { code });
        Assert.Equal("confirmed", Text(await JsonOf(confirmed), "outcome"));
    }

    private static async Task<int> ReportAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("/api/repairs", Leak);
        return (await JsonOf(answer)).GetProperty("id").GetInt32();
    }

    private static async Task<(HttpStatusCode Status, int Id, string Code)> SendAsync(HttpClient client, string key, object report)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/repairs") { Content = JsonContent.Create(report) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        var body = await JsonOf(answer);
        return (answer.StatusCode, body.TryGetProperty("id", out var id) ? id.GetInt32() : 0, body.TryGetProperty("code", out var code) ? code.GetString()! : "");
    }

    private static async Task<JsonElement> ChangeAsync(HttpClient client, int id, object change)
    {
        using var answer = await client.PutAsJsonAsync($"/api/repairs/{id}", change);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await JsonOf(answer);
    }

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
