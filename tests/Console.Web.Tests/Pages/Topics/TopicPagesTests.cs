using Bunit;
using Bunit.TestDoubles;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Core.Tests.Council.Delegates;
using CommunityConsole.Core.Tests.Council.Topics;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Topics;
using CommunityConsole.Web.Pages.Votes;
using CommunityConsole.Web.Tests.Pages.Votes;
using CommunityConsole.Web.Tests.Storage.Care;
using Microsoft.Extensions.DependencyInjection;
using static CommunityConsole.Core.Tests.Council.Topics.TopicRoom;

namespace CommunityConsole.Web.Tests.Pages.Topics;

public sealed class TopicPagesTests : VoteHall
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private AccountNames? _names;
    private DelegateRoom? _council;

    [Fact]
    public void List_OfNothing_SaysWhatToDo()
    {
        Assert.Contains("点“提出议题”", List(VoteRoom.Voter(2)).Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfAResident_ShowsWhatWasScreened_AsItHappens()
    {
        var id = await Room.ProposedAsync();
        var (list, own) = (List(VoteRoom.Voter(2)), List(Wang));
        Assert.Empty(list.FindAll("[data-topic]"));
        Assert.Single(own.FindAll("[data-topic]"));

        Must(await Room.TopicDesk.TakeAsync(id, "属于议事范围", VoteRoom.Chair, default));

        await ComesAsync(() => list.FindAll("[data-stage=Taken]").Count == 1);
    }

    [Theory]
    [InlineData(TopicStage.Collected, "take")]
    [InlineData(TopicStage.Taken, "publish")]
    [InlineData(TopicStage.Published, "call")]
    [InlineData(TopicStage.Called, null)]   // the day of the meeting has not come
    [InlineData(TopicStage.Met, "open")]
    [InlineData(TopicStage.Adopted, "minute")]
    [InlineData(TopicStage.Planned, "assign")]
    public async Task Page_OfTheChair_HasOneMainButton_AndAResidentNone(TopicStage stage, string? main)
    {
        var id = stage switch
        {
            TopicStage.Collected => await Room.ProposedAsync(),
            TopicStage.Taken => await Room.TakenAsync(),
            TopicStage.Published => await Room.PublishedAsync(),
            TopicStage.Called => await Room.CalledAsync(),
            TopicStage.Met => await Room.MetAsync(),
            TopicStage.Adopted => await Room.ResolvedAsync(),
            _ => await Room.PlannedAsync(),
        };

        var chair = Page(id, VoteRoom.Chair);
        Assert.Equal(main is null ? [] : [main], chair.FindAll(".next .button.primary").Select(button => button.GetAttribute("data-do")));
        Assert.Empty(Page(id, Wang).FindAll("[data-do]:not([data-do=remark]):not([data-do=erase-name])"));
    }

    [Fact]
    public async Task Page_NamesTheProposerToStaffAlone_AndHidesNumbersFromResidents()
    {
        var id = await Room.TakenAsync();

        Assert.Contains("提出人：v1", Page(id, VoteRoom.Clerk).Markup, StringComparison.Ordinal);
        Assert.Contains("13800008000", Page(id, VoteRoom.Clerk).Markup, StringComparison.Ordinal);
        var other = Page(id, VoteRoom.Voter(2));
        Assert.DoesNotContain("提出人", other.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("13800008000", other.Markup, StringComparison.Ordinal);
        Assert.Contains("没有这个议题", Page(await Room.ProposedAsync(), VoteRoom.Voter(2)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ShowsTheCountAsTheResolution_AndTheOwnerEndsTheTaskThere()
    {
        var id = await Room.PlannedAsync();
        Must(await Room.Tasks.AddAsync(id, Room.Terms(VoteRoom.Ma.Id, days: 3), VoteRoom.Zhou, default));
        var (mas, roll) = (Page(id, VoteRoom.Ma), Page(id, VoteRoom.Voter(2)));

        Assert.Equal("通过", mas.Find("[data-resolution=Adopted] #result").TextContent);
        Assert.Equal(["finish", "drop"], mas.FindAll("[data-task] [data-do]").Select(button => button.GetAttribute("data-do")));
        roll.WaitForElement("[data-do=remark]");   // whether somebody stands on the roll is asked first
        Assert.Empty(Page(id, VoteRoom.Voter(9)).FindAll("[data-do=remark]"));

        Room.Time.Advance(TimeSpan.FromDays(5));
        await ComesAsync(() => mas.FindAll("[data-task][data-overdue]").Count == 1);
        Must(await Room.Tasks.FinishAsync(id, 1, "建成", VoteRoom.Ma, default));
        await ComesAsync(() => roll.FindAll("[data-task]").Single().TextContent.Contains("建成", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plan_OfTheYear_ShowsResolutionAndTasks_OverdueFirst()
    {
        var id = await Room.PlannedAsync();
        Must(await Room.Tasks.AddAsync(id, Room.Terms(days: 30), VoteRoom.Zhou, default));
        Must(await Room.Tasks.AddAsync(id, Room.Terms(VoteRoom.Ma.Id, days: 1), VoteRoom.Zhou, default));
        Room.Time.Advance(TimeSpan.FromDays(4));

        var plan = Render<TopicPlan>(parameters => parameters.AddCascadingValue(WorkerOf(Wang)));

        Assert.Contains("同意建充电棚吗？ 通过", plan.Find("[data-topic]").TextContent, StringComparison.Ordinal);
        Assert.Equal([true, false], plan.FindAll(".tasks li").Select(task => task.HasAttribute("data-overdue")));
    }

    [Fact]
    public async Task Motion_OfATopic_BeginsWithItsWords_AndSevenDaysWhateverTheProfile()
    {
        using var file = new ConsoleFile();
        await file.MigrateAsync();
        await using var council = new DelegateRoom(1, 1, 1);
        _council = council;
        _names = new AccountNames(file.Contexts);
        var id = await Room.TakenAsync();
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo($"/votes/new?topic={id}");

        var page = Render<VotePrepare>(parameters => parameters.AddCascadingValue(WorkerOf(VoteRoom.Chair)));
        page.Find(".form select").Change("procedural");

        Assert.Equal("建充电棚", page.Find(".form textarea").GetAttribute("value"));
        Assert.Contains("满 7 天", page.Markup, StringComparison.Ordinal);
        Assert.Null(page.Find(".act-row button[type=submit]").GetAttribute("disabled"));
    }

    [Fact]
    public async Task Motion_ChangedAfterItsPublication_KeepsItsRoll_AndAsksWhy()
    {
        using var file = new ConsoleFile();
        await file.MigrateAsync();
        await using var council = new DelegateRoom(1, 1, 1);
        (_names, _council) = (new AccountNames(file.Contexts), council);
        var id = await Room.PublishedAsync();
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo($"/votes/new?topic={id}");

        var page = Render<VotePrepare>(parameters => parameters.AddCascadingValue(WorkerOf(VoteRoom.Chair)));
        page.WaitForElement("[data-roll=former]");
        Assert.True(page.Find("[data-roll=former]").HasAttribute("checked"));
        await page.Find("[name=why]").ChangeAsync(new() { Value = "位置要改" });
        await page.FindAll(".form textarea").Single(area => area.GetAttribute("value") == "同意建充电棚吗？").ChangeAsync(new() { Value = "同意在北门建充电棚吗？" });
        await page.Find(".form").SubmitAsync();
        await page.WaitForElement("[data-publish]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.EndsWith($"/topics/{id}", Services.GetRequiredService<BunitNavigationManager>().Uri, StringComparison.Ordinal));
        var vote = Room.Board.Find(Room.Topic(id).Vote!.Value)!;
        Assert.Equal(("同意在北门建充电棚吗？", 3), (vote.Definition.Question, vote.Definition.RollSize));
        Assert.Equal("位置要改", Room.Board.Latest("demo")[^1].Reason);
    }

    [Fact]
    public async Task Page_OfARepresentative_GetsTheRemarkButtonAsSoonAsItIsPlanned()
    {
        var id = await Room.ResolvedAsync();
        Must(await Room.MinuteAsync(id));
        var (roll, other) = (Page(id, VoteRoom.Voter(2)), Page(id, VoteRoom.Voter(9)));
        Assert.Empty(roll.FindAll("[data-do=remark]"));

        Must(await Room.TopicDesk.PlanAsync(id, new TopicPlanned(2026, "建成一处充电棚"), VoteRoom.Chair, default));

        await ComesAsync(() => roll.FindAll("[data-do=remark]").Count == 1 && other.FindAll("[data-next=Assign]").Count == 1);
        Assert.Empty(other.FindAll("[data-do=remark]"));
    }

    [Fact]
    public async Task Page_DrawsWhatConcernsItsTopic_AndNothingElse()
    {
        const int Rounds = 6;
        var id = await Room.MetAsync();
        var own = Room.Topic(id).Vote!.Value;
        Must(await Room.Desk.OpenAsync(own, VoteRoom.Chair, default));
        await Room.TopicCommands.FollowAllAsync(default);
        var other = await Room.OpenAsync(VoteRoom.Draft(Rounds) with { OpensAt = Room.Time.GetUtcNow(), ClosesAt = Room.Time.GetUtcNow().AddHours(1) });
        var opened = Room.Time.GetUtcNow();
        var (page, list) = (Page(id, VoteRoom.Voter(2)), List(VoteRoom.Voter(2)));
        page.WaitForElement("[data-do=vote]");

        // Ballots of its own vote and of another, and topics that are new: each is on the list, so the page has heard of it too.
        var before = page.RenderCount;
        for (var round = 1; round <= Rounds; round++)
        {
            Must(await Room.CastAsync(other, round));
            if (round <= 3)
            {
                Must(await Room.CastAsync(own, round));
            }

            await Room.TakenAsync();
            await ComesAsync(() => list.FindAll("[data-stage=Taken]").Count == round, gently: true);
        }

        // Once a minute it looks at the clock.
        var minutes = (int)(Room.Time.GetUtcNow() - opened).TotalMinutes;
        Assert.InRange(page.RenderCount - before, 0, minutes + 1);
        Assert.True(minutes + 1 < Rounds, "The machine was too slow for this to say anything.");

        Must(await Room.Desk.CloseAsync(own, VoteRoom.Chair, default));
        await ComesAsync(() => page.FindAll("[data-next=Announce]").Count == 1);
    }

    protected override void Register(IServiceCollection services) =>
        services.AddTopicPages(Room).AddSingleton(_ => _names!).AddSingleton(_ => _council!.Reader);

    private IRenderedComponent<Web.Pages.Topics.Topics> List(Actor person) => Render<Web.Pages.Topics.Topics>(parameters => parameters.AddCascadingValue(WorkerOf(person)));

    private IRenderedComponent<TopicPage> Page(TopicId id, Actor person) => Render<TopicPage>(parameters => parameters.Add(page => page.Number, id.Value).AddCascadingValue(WorkerOf(person)));

    // The screens take a change up after a pause of the program's clock, on their own threads.
    private async Task ComesAsync(Func<bool> shown, bool gently = false)
    {
        if (gently)
        {
            await Eventually.HoldsAsync(() => shown() || Later(), "the change is shown", Patience);
            return;
        }

        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!shown())
        {
            Assert.True(patience.Elapsed < Patience, "It never came.");
            Later();
            await Task.Yield();
        }

        bool Later()
        {
            Room.Time.Advance(TimeSpan.FromMilliseconds(300));
            return false;
        }
    }
}
