using System.Globalization;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Council.Delegates;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Delegates;
using CommunityConsole.Web.Tests.Storage.Care;
using Microsoft.Extensions.DependencyInjection;
using static CommunityConsole.Core.Tests.Council.Delegates.DelegateRoom;

namespace CommunityConsole.Web.Tests.Pages.Delegates;

/// <summary>The page over the real desks: what is missing is said in a sentence, and a table with faults is not taken.</summary>
public sealed class DelegatesPageTests : BunitContext, IAsyncLifetime
{
    private readonly DelegateRoom _room = new(10, 10, 20);
    private readonly ConsoleFile _file = new();

    public DelegatesPageTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddLogging().AddLocalization();
        Services.AddSingleton<TimeProvider>(_room.Time).AddSingleton(_room.Homes).AddSingleton(_room.Desk).AddSingleton(_room.MakeUp).AddSingleton(_room.Reader);
        Services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"))).AddSingleton(new AccountNames(_file.Contexts));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public Task InitializeAsync() => _file.MigrateAsync();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await _room.DisposeAsync();
        _file.Dispose();
    }

    [Fact]
    public void Nobody_TheEmptyPageSaysWhatToDo()
    {
        Assert.Contains("请先点“添加代表”", Open(Chair).Markup, StringComparison.Ordinal);

        var resident = Open(Zheng);
        Assert.Contains("还没有登记议事代表", resident.Markup, StringComparison.Ordinal);
        Assert.Empty(resident.FindAll("a.primary, [data-import]"));
    }

    [Fact]
    public async Task Gaps_AreNamedInASentence_AndTheWholeInOneFigure()
    {
        await CouncilAsync();

        var page = Open(Chair);

        Assert.Equal("要与小区的构成完全相符，4 名代表中至少要有 2 名换成别的组的人（按楼栋、年龄差得最多）。", page.Find("#verdict").TextContent);
        Assert.Equal("幸福里 10 号楼没有代表（应有 2 名）。", page.Find("[data-kind=Building] .gap span").TextContent);
        Assert.Equal("18–34 岁没有代表（应有 1 名），60 岁以上少 1 名。", page.Find("[data-kind=Age] .gap span").TextContent);
        Assert.Equal(["2 / 1", "2 / 1", "0 / 2"], page.FindAll("[data-kind=Building] .figure").Select(figure => figure.TextContent));
        Assert.Contains("点“导入人数”", page.Find("[data-kind=Occupation]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resident_SeesNamesAndSums_ButNoColumnOfAgeOrOccupation()
    {
        await CouncilAsync();

        var page = Open(Zheng);

        Assert.Equal(["姓名", "楼栋", "任期", "产生方式"], page.FindAll("thead th").Where(head => head.Closest("section.list") is not null).Select(head => head.TextContent));
        Assert.Empty(page.FindAll("[data-import], a.primary, .act"));
        Assert.DoesNotContain("zheng", page.Find("section.list").InnerHtml, StringComparison.Ordinal);
        Assert.Contains("18–34 岁没有代表（应有 1 名）", page.Find("[data-kind=Age]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("60 岁以上少", page.Find("[data-kind=Age]").TextContent, StringComparison.Ordinal);   // of one or two delegates nothing is said
        Assert.Contains("离退休", string.Concat(Open(Chair).FindAll("section.list td").Select(cell => cell.TextContent)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_WithFaults_NamesEachLine_AndIsTakenOnceMended()
    {
        await CouncilAsync();
        var page = Open(Chair, "/delegates?table=Building");
        Assert.Contains("幸福里 10 号楼,", page.Find("textarea[name=table]").GetAttribute("value"), StringComparison.Ordinal);

        page.Find("input[name=source]").Change("人口台账");
        page.Find("textarea[name=table]").Change("组,人数\n1,30\n2,x\n3,5\n10,10");
        Assert.Equal(["第 3 行：人数“x”须是 0 以上的整数。", "第 4 行：没有“3”这一组。有：幸福里 1 号楼、幸福里 2 号楼、幸福里 10 号楼。"], page.FindAll(".faults li").Select(fault => fault.TextContent));
        page.Find("form.make-up-form").Submit();
        Assert.True(_room.Reader.Look(Chair).Value.Representation.Balances[0].Table!.CountsHomes);

        page.Find("textarea[name=table]").Change("组,人数\n1,30\n2,30\n10,0");
        page.Find("form.make-up-form").Submit();

        page.WaitForAssertion(() => Assert.Contains("已导入：按楼栋的人数", page.Markup, StringComparison.Ordinal));
        Assert.Equal([30, 30, 0], _room.Reader.Look(Zheng).Value.Representation.Balances[0].Table!.Rows.Select(row => row.People));
    }

    [Fact]
    public async Task Form_AddsAndEnds_AndTheOpenPageFollows()
    {
        var watcher = Open(Zheng);
        var page = Open(Chair, "/delegates?delegate=new");
        page.Find("input[name=name]").Change("李强");
        page.Find("select[name=building]").Change("10");
        page.Find("select[name=age]").Change("From35");
        page.Find("select[name=occupation]").Change("Company");
        page.Find("input[name=account]").Change("没有这个人");
        page.Find("form.delegate-form").Submit();
        page.WaitForAssertion(() => Assert.Contains("本社区没有这个账号", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        page.Find("input[name=account]").Change("");
        page.Find("form.delegate-form").Submit();
        await ComesAsync(() => watcher.Markup.Contains("李强", StringComparison.Ordinal) && page.Markup.Contains("已保存：李强", StringComparison.Ordinal));

        var added = Assert.Single(_room.Reader.Look(Chair).Value.Lines);
        var form = Open(Chair, $"/delegates?delegate={added.Id}");
        form.WaitForElement("[data-end=ask]").Click();
        form.WaitForElement("textarea[name=why]").Change("搬走了");
        form.WaitForElement("[data-end=do]").Click();

        await ComesAsync(() => watcher.FindAll("[data-delegate]").Count == 0 && watcher.Find(".chips a:last-child b").TextContent == "1");
        Assert.DoesNotContain("搬走了", watcher.Markup, StringComparison.Ordinal);
    }

    // The screens take a change up after a pause of the program's clock, on their own threads.
    private async Task ComesAsync(Func<bool> shown)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!shown())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "It never came.");
            _room.Time.Advance(TimeSpan.FromMilliseconds(300));
            await Task.Yield();
        }
    }

    private IRenderedComponent<DelegatesPage> Open(Actor who, string address = "/delegates")
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo(address);
        var me = new CurrentWorker(
            new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, who.Id.Value), new Claim(AccountClaims.Community, who.Community), new Claim(ClaimTypes.Role, who.Role.ToString())])),
            new VolatileStaffStore([new StaffMember(who.Id, who.Name, who.Role, who.Community, Disabled: false)]));
        return Render<DelegatesPage>(parameters => parameters.AddCascadingValue(me));
    }

    private async Task CouncilAsync()
    {
        await _room.AddAsync(Entry("甲", "1", "zheng"));
        await _room.AddAsync(Entry("乙", "1"));
        await _room.AddAsync(Entry("丙", "2"));
        await _room.AddAsync(Entry("丁", "2", age: AgeBand.From60, occupation: Occupation.Retired));
        Assert.True((await _room.MakeUp.ReplaceAsync(Ages(50, 0, 50, 100), Chair, default)).Succeeded);
    }
}
