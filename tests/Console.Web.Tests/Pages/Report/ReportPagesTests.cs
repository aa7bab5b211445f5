using System.Net;
using System.Text.RegularExpressions;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Tests.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Pages.Report;

/// <summary>The pages of those who report, as a browser without scripts and without an account meets them.</summary>
public sealed partial class ReportPagesTests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    private const string Words = "三楼楼道灯不亮，我是 502 的老王，电话 13912345678";

    [Fact]
    public async Task Form_HasThreeSteps_AndIsSentWithoutScripts()
    {
        using var client = app.Anonymous();

        var page = await client.GetStringAsync("/report");

        Assert.Equal(["1", "2", "3"], StepOf().Matches(page).Select(match => match.Groups[1].Value));
        Assert.DoesNotContain("hidden data-send", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scanned_SaysWhichThing_AsksForWordsOnly_AndIsReportedWithKindAndPlace()
    {
        await HangAsync("L-001");
        using var client = app.Anonymous();

        var page = await client.GetStringAsync("/report?asset=l-oo1");   // typed from a scratched plate
        var sent = await SendAsync(client, page, "/report", new() { ["asset"] = "L-001", ["description"] = "不亮了" });

        Assert.Matches("<strong[^>]*>路灯 L-001</strong>，幸福里 1 号楼 北侧", page);
        Assert.Contains("name=\"asset\" value=\"L-001\"", page, StringComparison.Ordinal);
        Assert.Equal(["1", "2"], StepOf().Matches(page).Select(match => match.Groups[1].Value));
        Assert.DoesNotContain("name=\"place\"", page, StringComparison.Ordinal);
        var repair = await RepairAsync(NumberOf().Match(sent).Groups[1].Value);
        Assert.Equal(("L-001", "lighting", "1", "幸福里 1 号楼 北侧，路灯 L-001"), (repair.Asset, repair.Service?.Value, repair.Building, repair.Location));
    }

    [Theory]
    [InlineData("L-404", "没有登记")]
    [InlineData("<script>", "没有登记")]
    [InlineData("L-002", "已经停用")]
    public async Task Scanned_UnknownOrRetired_SaysSo_AndOpensAnEmptyReport(string code, string words)
    {
        var gone = await HangAsync("L-002");
        await app.Services.GetRequiredService<AssetDesk>().RetireAsync(gone, true, Keeper, default);
        using var client = app.Anonymous();

        var page = await client.GetStringAsync("/report?asset=" + Uri.EscapeDataString(code));

        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("name=\"asset\" value=\"\"", page, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3"], StepOf().Matches(page).Select(match => match.Groups[1].Value));
        Assert.DoesNotContain("路灯 L-002", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plates_CarryACodeThatAnotherProgramReads_AndNoneForWhatIsGone()
    {
        await HangAsync("L-003");
        var gone = await HangAsync("L-004");
        await app.Services.GetRequiredService<AssetDesk>().RetireAsync(gone, true, Keeper, default);
        using var worker = await app.EnterAsync(Role.RepairWorker);

        var page = await worker.GetStringAsync("/assets/plates?code=L-003&code=L-004");

        Assert.Equal(["http://localhost/report?asset=L-003"], PathOf().Matches(page).Select(match => QrDrawingTests.Read(match.Groups[1].Value, int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Contains("扫码报修", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_ShowsNumberAndCode_OnceForOneForm_AndNobodyElseSeesIt()
    {
        using var client = app.Anonymous();
        var page = await client.GetStringAsync("/report");
        var key = KeyOf().Match(page).Groups[1].Value;

        var first = await SendAsync(client, page, "/report", new() { ["key"] = key, ["description"] = Words, ["building"] = "1", ["place"] = "3 楼楼道", ["contact"] = "13800001234" });
        var again = await SendAsync(client, page, "/report", new() { ["key"] = key, ["description"] = Words, ["building"] = "1", ["place"] = "3 楼楼道", ["contact"] = "13800001234" });

        Assert.Equal(first, again);
        var number = NumberOf().Match(first).Groups[1].Value;
        var shown = await client.GetStringAsync(first);
        Assert.Matches($"data-number[^>]*>{number}<", shown);
        Assert.Matches("data-code[^>]*>[A-Z2-9]{10}<", shown);
        Assert.Contains("已收到，正在派人", shown, StringComparison.Ordinal);
        var repair = await RepairAsync(number);
        Assert.Equal(("三楼楼道灯不亮", "幸福里 1 号楼 3 楼楼道", "1", "13800001234"), (repair.Title, repair.Location, repair.Building, repair.Reporters[0].Contact));

        foreach (var address in new[] { $"/report/{number}", $"/report/{number}?code=AAAAAAAAAA" })
        {
            var closed = await client.GetStringAsync(address);
            Assert.DoesNotContain("三楼楼道灯", closed, StringComparison.Ordinal);
            Assert.Contains("name=\"code\"", closed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Sent_WithoutAPlace_IsRefusedInWords_AndNothingIsStored()
    {
        using var client = app.Anonymous();
        var page = await client.GetStringAsync("/report");

        var back = await SendAsync(client, page, "/report", new() { ["description"] = "坏了", ["place"] = " " });

        Assert.Equal("/report?refused=repair.fields", back);
        Assert.Contains("必填字段缺失", await client.GetStringAsync(back), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_FromAForeignPage_IsRefused()
    {
        using var client = app.Anonymous();

        using var answer = await client.PostAsync("/report", new FormUrlEncodedContent(new Dictionary<string, string> { ["description"] = Words, ["place"] = "楼道" }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Resident_SeesOwnByAccount_AndRatesOnce()
    {
        using var resident = await app.EnterAsync(Role.Resident);
        var page = await resident.GetStringAsync("/report");
        var own = await SendAsync(resident, page, "/report", new() { ["description"] = "水管漏水", ["place"] = "厨房" });
        var number = NumberOf().Match(own).Groups[1].Value;
        Assert.DoesNotContain("code=", own, StringComparison.Ordinal);
        await FinishAsync(number);

        var said = await SendAsync(resident, await resident.GetStringAsync($"/report/{number}"), $"/report/{number}/confirm", []);
        var confirmed = await resident.GetStringAsync(said);
        var rated = await SendAsync(resident, confirmed, $"/report/{number}/rate", new() { ["rating"] = "5", ["comment"] = "快" });
        var twice = await SendAsync(resident, confirmed, $"/report/{number}/rate", new() { ["rating"] = "1" });

        Assert.Equal($"/report/{number}?said=confirmed", said);
        Assert.Contains("name=\"rating\"", confirmed, StringComparison.Ordinal);
        Assert.Contains("您评了 5 星", await resident.GetStringAsync(rated), StringComparison.Ordinal);
        Assert.Contains("每位报修人只能评价一次", await resident.GetStringAsync(twice), StringComparison.Ordinal);
        Assert.Contains($"/report/{number}", await resident.GetStringAsync("/my-repairs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublicProgress_HasCounts_AndNoWordOfAnybody()
    {
        using var client = app.Anonymous();
        var page = await client.GetStringAsync("/report");
        await SendAsync(client, page, "/report", new() { ["description"] = Words, ["building"] = "1", ["place"] = "502 室", ["contact"] = "13800001234" });

        var progress = await client.GetStringAsync("/progress");

        Assert.Contains("幸福里 1 号楼", progress, StringComparison.Ordinal);
        Assert.Contains("件报修", progress, StringComparison.Ordinal);
        foreach (var personal in new[] { "老王", "三楼", "502", "13912345678", "139****", "13800001234" })
        {
            Assert.DoesNotContain(personal, progress, StringComparison.Ordinal);
        }
    }

    private static Actor Keeper { get; } = new(new StaffId(DemoAccounts.IdOf(Role.GridManager)), "周建平", Role.GridManager, "demo");

    private async Task<Asset> HangAsync(string code)
    {
        var lamp = new Asset("demo", code) { Name = "路灯", Service = ServiceCodes.Lighting, Building = "1", Place = "北侧" };
        await app.Services.GetRequiredService<AssetDesk>().AddAsync(lamp, Keeper, default);   // a second test finds it there
        return app.Services.GetRequiredService<AssetDirectory>().Find("demo", code)!;
    }

    private async Task<Repair> RepairAsync(string number) =>
        (await app.Services.GetRequiredService<IRepairStore>().FindAsync(new RepairId(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)), default))!;

    private async Task FinishAsync(string number)
    {
        var worker = new Actor(new StaffId(DemoAccounts.IdOf(Role.RepairWorker)), "马大勇", Role.RepairWorker, "demo");
        var done = await app.Services.GetRequiredService<RepairDesk>().BringAsync((await RepairAsync(number)).Id, RepairView.Processing, "", worker, default);
        Assert.True(done.Succeeded, done.Problem?.Message.En);
        done = await app.Services.GetRequiredService<RepairDesk>().BringAsync(done.Value.Id, RepairView.Completed, "换了垫圈", worker, default);
        Assert.True(done.Succeeded, done.Problem?.Message.En);
    }

    private static async Task<string> SendAsync(HttpClient client, string page, string address, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = WebUtility.HtmlDecode(Antiforgery().Match(page).Groups[1].Value);
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(address, form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();

    [GeneratedRegex("<fieldset data-step=\"(\\d)\"")]
    private static partial Regex StepOf();

    [GeneratedRegex("viewBox=\"0 0 (?<2>\\d+) \\d+\" role=\"img\".*?<path d=\"(?<1>[^\"]+)\" fill=\"#000\"", RegexOptions.Singleline)]
    private static partial Regex PathOf();

    [GeneratedRegex("name=\"key\" value=\"([^\"]+)\"")]
    private static partial Regex KeyOf();

    [GeneratedRegex("/report/(\\d+)")]
    private static partial Regex NumberOf();
}
