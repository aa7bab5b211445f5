using Bunit;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Core.Tests.Council.Topics;
using CommunityConsole.Web.Pages.Topics;
using CommunityConsole.Web.Tests.Pages.Votes;
using Microsoft.Extensions.DependencyInjection;
using Radzen.Blazor;
using static CommunityConsole.Core.Tests.Council.Topics.TopicRoom;

namespace CommunityConsole.Web.Tests.Pages.Topics;

/// <summary>The dialogs over the real desks: what somebody typed is not lost because it was not taken.</summary>
public sealed class TopicDialogTests : VoteHall
{
    private readonly List<Task> _open = [];

    [Fact]
    public async Task Minutes_TheDeskRefuses_StayWithEveryWord_AndTheirDraftGoesOnceTaken()
    {
        var id = await Room.MetAsync();
        var page = Ask(VoteRoom.Chair, (dialogs, me) => dialogs.MinuteAsync(Room.Topic(id), me));

        await page.WaitForElement("[name=minutes]").InputAsync(new() { Value = "到会 2 人。" });
        await page.Find("[name=recording]").InputAsync(new() { Value = "录像在老王那里" });
        await page.Find("[data-add]").ClickAsync(new());
        await page.WaitForElement("[name=who-0]").InputAsync(new() { Value = "消防 李工" });
        await page.Find("[name=opinion-0]").InputAsync(new() { Value = "要有喷淋" });
        await page.Find("[data-send]").ClickAsync(new());

        Assert.Contains("http", page.WaitForElement(".refusal").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["到会 2 人。", "录像在老王那里", "消防 李工", "要有喷淋"],
            new[] { "minutes", "recording", "who-0", "opinion-0" }.Select(name => page.Find($"[name={name}]").GetAttribute("value")));
        Assert.Empty(Forgotten);
        Assert.Null(Room.Topic(id).Minutes);

        await page.Find("[name=recording]").InputAsync(new() { Value = "https://example.org/1" });
        await page.Find("[data-send]").ClickAsync(new());

        await TakenAsync(page);
        Assert.Equal("要有喷淋", Assert.Single(Room.Topic(id).Minutes!.Opinions).Words);
        Assert.Equal(
            new[] { "minutes", "recording", "rows", "who-0", "opinion-0" }.Select(name => $"topic-minutes-{id}-0-{name}"), Forgotten);
    }

    [Fact]
    public async Task Proposal_OneTooMany_StaysWithItsWords()
    {
        for (var number = 0; number < 5; number++)
        {
            await Room.ProposedAsync(VoteRoom.Voter(2));
        }

        var page = Ask(VoteRoom.Voter(2), (dialogs, me) => dialogs.ProposeAsync(me));
        await page.WaitForElement("[name=title]").InputAsync(new() { Value = "修长椅" });
        await page.Find("[name=text]").InputAsync(new() { Value = "花园里的长椅坏了" });
        await page.Find("[data-send]").ClickAsync(new());

        page.WaitForElement(".refusal");
        Assert.Equal(("修长椅", "花园里的长椅坏了"), (page.Find("[name=title]").GetAttribute("value"), page.Find("[name=text]").GetAttribute("value")));
        Assert.Empty(Forgotten);

        // One of them is screened meanwhile: the same press now goes through.
        Must(await Room.TopicDesk.RefuseAsync(Room.TopicBoard.Latest("demo")[0].Id, "重复", VoteRoom.Chair, default));
        await page.Find("[data-send]").ClickAsync(new());
        await TakenAsync(page);
        Assert.Equal("修长椅", Room.TopicBoard.Latest("demo")[0].Proposal.Title);
        Assert.Equal(["topic-title", "topic-text", "topic-for"], Forgotten);
    }

    [Fact]
    public async Task Remark_OfSomebodyNotOnTheRoll_StaysWithItsWords()
    {
        var id = await Room.PlannedAsync();
        var page = Ask(VoteRoom.Voter(9), (dialogs, me) => dialogs.RemarkAsync(Room.Topic(id), me));

        await page.WaitForElement("[name=words]").InputAsync(new() { Value = "开工了吗？" });
        await page.Find("[data-send]").ClickAsync(new());

        page.WaitForElement(".refusal");
        Assert.Equal("开工了吗？", page.Find("[name=words]").GetAttribute("value"));
        Assert.Empty(Forgotten);
    }

    [Fact]
    public async Task Meeting_AfterItsVoteIsOver_StaysWithPlaceAndAgenda()
    {
        var id = await Room.PublishedAsync();
        var vote = Room.Board.Find(Room.Topic(id).Vote!.Value)!;
        var page = Ask(VoteRoom.Chair, (dialogs, me) => dialogs.CallAsync(Room.Topic(id), vote, me));

        // With seconds, as a browser sends it.
        await page.WaitForElement("[name=at]").ChangeAsync(new() { Value = Room.Calendar.Local(vote.ClosesAt.AddDays(1)).ToString("yyyy-MM-ddTHH:mm:00", System.Globalization.CultureInfo.InvariantCulture) });
        await page.Find("[name=place]").InputAsync(new() { Value = "活动室" });
        await page.Find("[name=agenda]").InputAsync(new() { Value = "听专家说" });
        await page.Find("[data-send]").ClickAsync(new());

        page.WaitForElement(".refusal");
        Assert.Equal(("活动室", "听专家说"), (page.Find("[name=place]").GetAttribute("value"), page.Find("[name=agenda]").GetAttribute("value")));
        Assert.Empty(Forgotten);
        Assert.Equal(TopicStage.Published, Room.Topic(id).Stage);
    }

    [Fact]
    public async Task Attendance_AfterALostLink_HasItsTicksAgain_AndKeepsThemThroughARefusal()
    {
        var id = await Room.CalledAsync();   // the hour of the meeting has not come: it is refused
        var name = $"topic-attendance-{id}-1";
        JSInterop.Setup<string?>("consoleDrafts.read", call => (string?)call.Arguments[0] == name).SetResult("1 99");
        var vote = Room.Board.Find(Room.Topic(id).Vote!.Value)!;
        var page = Ask(VoteRoom.Chair, (dialogs, me) => dialogs.AttendAsync(Room.Topic(id), vote, me));

        page.WaitForElement("[data-person='1'][checked]");
        await page.Find("[data-person='3']").ChangeAsync(new() { Value = true });
        Assert.Equal([name, "1 3"], JSInterop.Invocations["consoleDrafts.keep"].Single().Arguments.Cast<string>());
        await page.Find("[data-send]").ClickAsync(new());

        page.WaitForElement(".refusal");
        Assert.Equal(["1", "3"], page.FindAll("[data-person][checked]").Select(box => box.GetAttribute("data-person")));
        Assert.Empty(Forgotten);

        Room.Time.SetUtcNow(Room.Topic(id).Meeting!.At);
        await page.Find("[data-send]").ClickAsync(new());
        await TakenAsync(page);
        Assert.Equal(new[] { 1, 3 }, Room.Topic(id).Attendance!.Present);
        Assert.Equal([name], Forgotten);
    }

    [Fact]
    public async Task Reason_ForATopicScreenedMeanwhile_StaysWithItsWords()
    {
        var id = await Room.ProposedAsync();
        var seen = Room.Topic(id);
        Must(await Room.TopicDesk.TakeAsync(id, "属于议事范围", VoteRoom.Chair, default));
        var page = Ask(VoteRoom.Chair, (dialogs, me) => dialogs.RefuseAsync(seen, me));

        await page.WaitForElement("textarea").InputAsync(new() { Value = "已经有了" });
        await page.Find(".ask .primary").ClickAsync(new());

        page.WaitForElement(".refusal");
        Assert.Equal("已经有了", page.Find("textarea").GetAttribute("value"));
        Assert.Empty(Forgotten);
    }

    [Fact]
    public async Task Name_OfTheOneWhoAsks_GoesFromThePage_AndOthersSeeNoButton()
    {
        var id = await Room.TakenAsync();
        IRenderedComponent<TopicPage> Page(Core.Community.Actor person) => Render<TopicPage>(parameters => parameters.Add(page => page.Number, id.Value).AddCascadingValue(WorkerOf(person)));
        Assert.Empty(Page(VoteRoom.Voter(2)).FindAll("[data-do=erase-name]"));
        Assert.Contains("删除我的姓名", Page(Wang).Find("[data-do=erase-name]").TextContent, StringComparison.Ordinal);
        var clerk = Page(VoteRoom.Clerk);
        Assert.Contains("提出人：v1", clerk.Markup, StringComparison.Ordinal);

        var page = Ask(Wang, (dialogs, me) => dialogs.EraseNameAsync(Room.Topic(id), [new TopicPerson(Wang.Id, Wang.Name)], me));
        await page.WaitForElement("[name=reason]").InputAsync(new() { Value = "不想留名" });
        await page.Find("[data-send]").ClickAsync(new());
        await TakenAsync(page);

        var now = Page(VoteRoom.Clerk);
        Assert.Contains("提出人：匿名#", now.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("提出人：v1", now.Markup, StringComparison.Ordinal);
        Assert.Empty(Page(Wang).FindAll("[data-do=erase-name]"));
    }

    protected override void Register(IServiceCollection services) => services.AddTopicPages(Room);

    private IEnumerable<string?> Forgotten => JSInterop.Invocations.Where(call => call.Identifier == "consoleDrafts.forget").SelectMany(call => call.Arguments).Cast<string?>();

    private IRenderedComponent<RadzenDialog> Ask(Core.Community.Actor person, Func<TopicDialogs, Web.Access.CurrentWorker, Task> ask)
    {
        var me = WorkerOf(person);
        var page = Render<RadzenDialog>(parameters => parameters.AddCascadingValue(me));
        _open.Add(page.InvokeAsync(() => ask(Services.GetRequiredService<TopicDialogs>(), me)));
        return page;
    }

    private async Task TakenAsync(IRenderedComponent<RadzenDialog> page)
    {
        await Task.WhenAll(_open).WaitAsync(TimeSpan.FromSeconds(20));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".ask")));
    }
}
