using Bunit;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Web.Pages.Votes;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Tests.Pages.Votes;

public sealed class VotePagesTests : VoteHall
{
    // Whatever tells how often something was chosen, or who chose it, stands in one of these.
    private const string Figures = ".tally, .figure, .checks, .decision:not(.lost), .result, td:nth-child(5)";

    [Fact]
    public async Task Option_TappedOnce_CastsNothing_AndTheSecondTapCastsItOnce()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3));
        var view = Room.Board.Find(vote)!;
        List<(string Option, string Phrase)> cast = [];
        var form = Render<BallotForm>(parameters => parameters
            .Add(one => one.Vote, view).Add(one => one.Entry, Entry(1))
            .Add(one => one.OnCast, EventCallback.Factory.Create<(string Option, string Phrase)>(this, cast.Add)));

        // The first tap is the browser's own: nothing listens to it. What it uncovers is VoteTests' to see.
        Assert.Throws<MissingEventHandlerException>(() => form.Find("[data-option=against] input[type=radio]").Change("against"));
        Assert.Throws<MissingEventHandlerException>(() => form.Find("[data-option=against] label").Click());
        Assert.Empty(cast);
        Assert.Contains("您选的是： 反对", form.Find("[data-option=against] .confirm").TextContent.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.Empty(form.FindAll("button:not(.confirm button)"));

        form.Find("[data-option=against] .confirm button").Click();
        Assert.Equal(("against", ""), Assert.Single(cast));
    }

    [Fact]
    public async Task OwnPhone_SendsTheBallotItself_WithoutTheCircuit()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3));

        var page = Open<VotePage>(vote, VoteRoom.Voter(2));
        page.WaitForElement("[data-ballot]");

        var box = page.Find("[data-ballot]");
        Assert.True(box.HasAttribute("data-own"));
        Assert.Equal(vote.ToString(), box.GetAttribute("data-ballot"));
        Assert.Equal(["for", "against", "abstain"], page.FindAll(".confirm button[data-cast][data-act]").Select(button => button.GetAttribute("data-cast")));
    }

    [Theory]
    [InlineData(VoteMode.NamedTurnout)]
    [InlineData(VoteMode.Secret)]
    public async Task HiddenMode_BeforeTheClose_ShowsNoFigureOfAnyOptionOnAnyPage(VoteMode mode)
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(7, mode));
        for (var voter = 1; voter <= 6; voter++)
        {
            Assert.True((await Room.CastAsync(vote, voter, voter < 5 ? VoteOption.For : VoteOption.Against)).Succeeded);
        }

        foreach (var page in EveryPage(vote))
        {
            page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("h1")));
            Assert.Empty(page.FindAll(Figures));
        }

        // The same search finds them as soon as they may be seen.
        Assert.True((await Room.Desk.CloseAsync(vote, VoteRoom.Chair, default)).Succeeded);
        foreach (var page in EveryPage(vote).Where(page => page is not IRenderedComponent<VoteServe> and not IRenderedComponent<VotePaper>))
        {
            page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".tally .figure")));
            Assert.Contains("4 人 · 66%", page.Find("[data-option=for] .figure").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NamedMode_WhileOpen_ShowsTheTallyToEverybody()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(4));
        await Room.CastAsync(vote, 1);
        await Room.CastAsync(vote, 2, VoteOption.Against);

        var screen = Open<VoteScreen>(vote, VoteRoom.Voter(3));

        Assert.Equal("1 人 · 50%", screen.Find("[data-option=for] .figure").TextContent);
        Assert.Equal("2 人 / 4 人", screen.Find("figcaption b").TextContent);
        Assert.Contains("需要超过 1/2（3 人）", screen.Find("figcaption").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretVote_Turnout_MovesInStepsAndSaysSo()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(12, VoteMode.Secret));
        for (var voter = 1; voter <= 7; voter++)
        {
            await Room.CastAsync(vote, voter);
        }

        var screen = Open<VoteScreen>(vote, VoteRoom.Voter(9));

        Assert.Equal("至少 5 人 / 12 人", screen.Find("figcaption b").TextContent);
    }

    [Fact]
    public async Task Receipt_OnAFreshPage_IsThereAgainAndTheFormIsNot()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3));
        var receipt = (await Room.CastAsync(vote, 2)).Value;

        var page = Open<VotePage>(vote, VoteRoom.Voter(2));

        page.WaitForAssertion(() => Assert.Equal(receipt.Code, page.Find("[data-receipt]").GetAttribute("data-code")));
        Assert.Contains(VoteFigures.Grouped(receipt.Code), page.Find("[data-receipt]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-ballot]"));
        Assert.DoesNotContain(page.FindAll(".own"), own => own.TextContent.Contains("赞成", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SecretBallot_ToldByThePhone_TurnsIntoItsReceiptThoughTheTurnoutStands()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(12, VoteMode.Secret));
        var page = Open<VotePage>(vote, VoteRoom.Voter(1));
        page.WaitForElement("[data-ballot]");

        await Room.CastAsync(vote, 1);
        Assert.NotEmpty(page.FindAll("[data-ballot]"));
        page.Find("[data-told]").Change("");

        page.WaitForElement("[data-receipt]");
    }

    [Fact]
    public async Task Refusal_ToldByThePhone_StandsOnThePage()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3));
        var page = Open<VotePage>(vote, VoteRoom.Voter(1));

        page.Find("[data-told]").Change("这一票已经投过了，每人一票。");

        page.WaitForAssertion(() => Assert.Equal("这一票已经投过了，每人一票。", page.Find("[role=alert].refusal:not([data-refused])").TextContent));
    }

    [Fact]
    public async Task Proxy_HasAFormForEachEntry_NamedByWhoseItIs()
    {
        var draft = VoteRoom.Draft(3, VoteMode.NamedTurnout);
        draft = draft with { Roll = [.. draft.Roll.Select((row, index) => index == 2 ? row with { Proxy = 1 } : row)], Profile = "owners" };
        draft = draft with { Roll = [.. draft.Roll.Select(row => row with { Area = 100_00 })], OpensAt = VoteRoom.Noon.AddDays(17), ClosesAt = VoteRoom.Noon.AddDays(28) };
        var vote = await Room.PreparedAsync(draft);
        Room.Time.Advance(TimeSpan.FromDays(17));
        Assert.True((await Room.Desk.OpenAsync(vote, VoteRoom.Chair, default)).Succeeded);

        var page = Open<VotePage>(vote, VoteRoom.Voter(1));

        page.WaitForAssertion(() => Assert.Equal(["您自己的票", "代 居民3 投（1 号楼 3）"], page.FindAll(".own h2").Select(title => title.TextContent)));
        Assert.Equal(2, page.FindAll("[data-ballot]").Select(box => box.GetAttribute("data-entry")).Distinct().Count());
    }

    [Fact]
    public async Task Tablet_AfterTheBallot_ShowsNoChoiceAndClearsItself()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3));
        var page = Open<VoteServe>(vote, VoteRoom.Clerk);
        page.WaitForElement("[data-serve='2']").Click();
        page.WaitForElement("[data-option=against] .confirm button").Click();

        page.WaitForElement("[data-thanks]");
        Assert.DoesNotContain("反对", page.Markup, StringComparison.Ordinal);
        page.WaitForState(() =>
        {
            Room.Time.Advance(TimeSpan.FromSeconds(1));
            return page.FindAll("[data-serve]").Count == 2;
        });

        Assert.DoesNotContain("反对", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-thanks]"));
    }

    [Fact]
    public async Task Chair_SeesWhoHasNotVoted_AndWhatToPressNext()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(4, VoteMode.NamedTurnout));
        await Room.CastAsync(vote, 1);

        var page = Open<VoteChair>(vote, VoteRoom.Chair);
        page.WaitForElement("tr[data-number='4']");

        Assert.Equal(["close", "extend", "cancel"], page.FindAll("button[data-step]").Select(button => button.GetAttribute("data-step")));
        Assert.Contains("1 / 4 已投", page.Find("#roll").TextContent, StringComparison.Ordinal);
        page.Find(".roll input[type=checkbox]").Change(true);
        page.WaitForAssertion(() => Assert.Equal(["2", "3", "4"], page.FindAll(".roll tr[data-number]").Select(row => row.GetAttribute("data-number"))));
    }

    [Fact]
    public async Task Successor_HasTheChairsButtons_AndMinutesAndScrutineersReadWhoRanIt()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3));
        var page = Open<VoteChair>(vote, VoteRoom.OtherChair);
        Assert.Contains("chen", page.Find("[data-in-place]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["close", "extend", "cancel"], page.FindAll("button[data-step]").Select(button => button.GetAttribute("data-step")));
        Assert.Empty(Open<VoteChair>(vote, VoteRoom.Chair).FindAll("[data-in-place]"));
        Assert.NotEmpty(Open<VotePage>(vote, VoteRoom.OtherChair).FindAll($"a[href='/votes/{vote}/chair']"));

        // Who watches it runs nothing, whatever the account's role is by now.
        var watcher = Open<VoteChair>(vote, VoteRoom.Shen with { Role = Role.CouncilChair });
        Assert.Empty(watcher.FindAll("button[data-step]"));
        Assert.NotEmpty(watcher.FindAll("[data-watcher]"));

        Assert.True((await Room.Desk.CloseAsync(vote, VoteRoom.OtherChair, default)).Succeeded);
        Assert.Contains("li 代 chen", Open<VoteWatch>(vote, VoteRoom.Shen).WaitForElement("[data-in-place]").TextContent, StringComparison.Ordinal);
        var minutes = Open<VoteMinutes>(vote, VoteRoom.Voter(1));
        Assert.Equal("li", minutes.Find("[data-in-place]").TextContent);
        Assert.Equal(["chen", "li", "shen", "wu"], minutes.FindAll(".signatures b").Select(name => name.TextContent));
        minutes.WaitForAssertion(() => Assert.Contains("li", minutes.Find("[data-step=Closed]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Minutes_OfAClosedVote_TellItsCourseAndHoldTheCheckpointsOfItsSteps()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3));
        await Room.Desk.ExtendAsync(vote, VoteRoom.Noon.AddHours(1.25), "还有人在路上", VoteRoom.Chair, default);
        await Room.CastAsync(vote, 1);
        await Room.CastAsync(vote, 2);
        var early = Open<VoteMinutes>(vote, VoteRoom.Voter(1));
        Assert.Empty(early.FindAll("[data-step]"));
        await Room.Desk.CloseAsync(vote, VoteRoom.Chair, default);

        var page = Open<VoteMinutes>(vote, VoteRoom.Voter(1));

        page.WaitForAssertion(() => Assert.Equal(["Opened", "Extended", "Closed"], page.FindAll("[data-step]").Select(step => step.GetAttribute("data-step"))));
        Assert.Contains("还有人在路上", page.Find("[data-step=Extended]").TextContent, StringComparison.Ordinal);
        Assert.Equal("通过", page.Find("#result").TextContent);
        Assert.Equal(2, page.FindAll("tbody tr").Count);
        Assert.Equal(3, page.FindAll(".signatures p").Count);
    }

    private static RollEntry Entry(int number) => new(number, new RollId(Guid.NewGuid()), "居民", "1 号楼", 1, 0, null, null, new byte[32]);

    private IEnumerable<IRenderedComponent<VoteFollower>> EveryPage(VoteId vote) =>
    [
        Open<VotePage>(vote, VoteRoom.Voter(1)), Open<VotePage>(vote, VoteRoom.Voter(7)), Open<VotePage>(vote, VoteRoom.Chair),
        Open<VoteChair>(vote, VoteRoom.Chair), Open<VoteScreen>(vote, VoteRoom.Voter(1)), Open<VoteWatch>(vote, VoteRoom.Shen), Open<VoteMinutes>(vote, VoteRoom.Shen), Open<VoteServe>(vote, VoteRoom.Clerk), Open<VotePaper>(vote, VoteRoom.Clerk),
    ];
}
