using Bunit;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Web.Pages.Votes;
using VotesPage = CommunityConsole.Web.Pages.Votes.Votes;

namespace CommunityConsole.Web.Tests.Pages.Votes;

/// <summary>How often the pages of a vote read beside its board, and what they show when that fails.</summary>
public sealed class VoteReadingTests : VoteHall
{
    [Fact]
    public async Task BallotsOfOthers_MoveTheTallyOfAPhone_AndReadNothing()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(9));
        var page = Open<VotePage>(vote, VoteRoom.Voter(9));
        page.WaitForElement("[data-ballot]");
        var list = Render<VotesPage>(parameters => parameters.AddCascadingValue(WorkerOf(VoteRoom.Voter(9))));
        list.WaitForElement("[data-vote] .chip.sev-Attention");
        var reads = People.Reads;

        for (var voter = 1; voter <= 4; voter++)
        {
            await Room.CastAsync(vote, voter);
            await UntilAsync(() => page.Find("figcaption b").TextContent == $"{voter} 人 / 9 人");
            await UntilAsync(() => list.Markup.Contains($"{voter} 人", StringComparison.Ordinal));
        }

        Assert.Equal(reads, People.Reads);
        await Room.Desk.CloseAsync(vote, VoteRoom.Chair, default);
        await UntilAsync(() => page.FindAll("#result").Count == 1);
        Assert.Equal(reads + 1, People.Reads);
    }

    [Fact]
    public async Task Roll_WhileBallotsComeIn_IsReadEveryTwoSeconds_TheLastBallotToo()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(30));
        var page = Open<VoteChair>(vote, VoteRoom.Chair);
        page.WaitForElement("tr[data-number='30']");
        var (reads, began) = (People.Reads, Room.Time.GetUtcNow());

        for (var voter = 1; voter <= 20; voter++)
        {
            await Room.CastAsync(vote, voter);
            await UntilAsync(() => page.Find("figcaption b").TextContent == $"{voter} 人 / 30 人");
        }

        await UntilAsync(() => page.Find("#roll").TextContent.Contains("20 / 30 已投", StringComparison.Ordinal));
        Assert.InRange(People.Reads - reads, 1, 1 + (int)((Room.Time.GetUtcNow() - began) / TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task ReadingThatFails_LeavesThePageAlive_AndIsMadeUpForWithTheNextChange()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3));
        var page = Open<VotePage>(vote, VoteRoom.Voter(2));
        page.WaitForElement("[data-ballot]");
        await Room.CastAsync(vote, 2);

        People.Fails = true;
        await Room.Desk.CloseAsync(vote, VoteRoom.Chair, default);
        await UntilAsync(() => page.FindAll("#result").Count == 1);
        Assert.Empty(page.FindAll("[data-receipt]"));

        People.Fails = false;
        await Room.Desk.AnnounceAsync(vote, VoteRoom.Chair, default);
        await UntilAsync(() => page.FindAll("[data-receipt]").Count == 1);
    }

    [Fact]
    public async Task Tablet_ClearedWhileTheBallotWaits_ShowsNothingOfTheAnswer()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3));
        var page = Open<VoteServe>(vote, VoteRoom.Clerk);
        page.WaitForElement("[data-serve='2']").Click();
        var gate = new TaskCompletionSource();
        People.Gate = gate.Task;
        page.WaitForElement("[data-option=against] .confirm button").Click();

        await UntilAsync(() => page.FindAll("[data-serve]").Count == 3, seconds: 5);
        await page.InvokeAsync(gate.SetResult);
        await UntilAsync(() => page.FindAll("[data-serve]").Count == 2);   // it is in the log, and on the roll

        Assert.Empty(page.FindAll("[data-thanks]"));
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }

    [Fact]
    public async Task Watch_IsForWhomTheVoteNames_AndTellsOthersWhoThatIs()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(25) with { Scrutineers = [VoteRoom.Voter(1).Id, VoteRoom.Wu.Id] });

        var named = Open<VoteWatch>(vote, VoteRoom.Voter(1));
        named.WaitForElement("[data-checkpoint]");
        Assert.NotEmpty(named.FindAll("tr[data-number='25']"));

        var other = Open<VoteWatch>(vote, VoteRoom.Voter(2));
        other.WaitForElement("[data-not-watching]");
        Assert.Empty(other.FindAll("tr[data-number], [data-checkpoint]"));
        Assert.Contains("这一页给监票人看", other.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoints_OfALongVote_AreTheNewestOnTheScreenAndThoseOfItsStepsOnPaper()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(30) with { ClosesAt = VoteRoom.Noon.AddHours(6) });
        for (var signed = 0; signed < 23; signed++)
        {
            await Room.CastAsync(vote, signed + 1);
            Room.Time.Advance(TimeSpan.FromMinutes(10));
            await Room.Loop.LookAsync(default);
        }

        var watch = Open<VoteWatch>(vote, VoteRoom.Shen);
        watch.WaitForElement("[data-checkpoint]");
        Assert.Equal((20, "5"), (watch.FindAll("[data-checkpoint]").Count, watch.Find("[data-older]").GetAttribute("data-older")));

        await Room.Desk.CloseAsync(vote, VoteRoom.Chair, default);
        await Room.Desk.AnnounceAsync(vote, VoteRoom.Chair, default);
        var minutes = Open<VoteMinutes>(vote, VoteRoom.Shen);
        minutes.WaitForElement("[data-more]");
        Assert.Equal(["Opened", "Closed", "Announced"], minutes.FindAll("[data-signed]").Select(row => row.GetAttribute("data-signed")));
        Assert.Equal("24", minutes.Find("[data-more]").GetAttribute("data-more"));
    }

    private Task UntilAsync(Func<bool> reached, double seconds = 0.1) => Eventually.HoldsAsync(
        () =>
        {
            Room.Time.Advance(TimeSpan.FromSeconds(seconds));
            return reached();
        },
        "what the page was to show");
}
