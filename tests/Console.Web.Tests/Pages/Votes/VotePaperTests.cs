using Bunit;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Web.Pages.Votes;

namespace CommunityConsole.Web.Tests.Pages.Votes;

/// <summary>Two people at two screens.</summary>
public sealed class VotePaperTests : VoteHall
{
    [Fact]
    public async Task Paper_ReadAlikeAtTwoScreens_Counts_AndNeitherScreenShowsWhatTheOtherRead()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3, VoteMode.NamedTurnout));
        var (one, two) = (Open<VotePaper>(vote, VoteRoom.Clerk), Open<VotePaper>(vote, VoteRoom.Second));

        Enter(one, 2, "against");
        Assert.Contains("录好了第一遍", one.WaitForElement("[data-said]").TextContent, StringComparison.Ordinal);
        await SeesAsync(two, () => two.FindAll("[data-slip='2'] [data-second]").Count == 1);
        two.Find("[data-slip='2'] [data-second]").Click();
        Assert.Empty(two.FindAll("[data-read][checked]"));
        Read(two, "against");

        two.WaitForAssertion(() => Assert.Contains("已计入", two.Find("[data-said]").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, Room.Board.Find(vote)!.Cast.Ballots);
        await SeesAsync(one, () => one.FindAll("[data-slip]").Count == 0);
    }

    [Fact]
    public async Task Paper_ReadDifferently_IsToldAtBothScreens()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3, VoteMode.NamedTurnout));
        var (one, two) = (Open<VotePaper>(vote, VoteRoom.Clerk), Open<VotePaper>(vote, VoteRoom.Second));

        Enter(one, 2, "against");
        Enter(two, 2, "for");

        two.WaitForAssertion(() => Assert.Contains("不一样", two.Find("[data-said]").TextContent, StringComparison.Ordinal));
        await SeesAsync(one, () => one.Find("[data-slip='2'] .chip").TextContent.Contains("不一样", StringComparison.Ordinal));
        Assert.DoesNotContain("赞成", one.Find(".slips").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, Room.Board.Find(vote)!.Cast.Ballots);
    }

    [Fact]
    public async Task SecretSheets_AreEnteredWithoutNames_AndTheChairIsToldWhatWaits()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(6, VoteMode.Secret));
        var roll = (await Room.Archive.RollAsync(vote, VoteRoom.Chair, default)).Value;
        foreach (var line in roll.Take(5))
        {
            await Room.Papers.HandAsync(vote, line.Entry.Id, VoteRoom.Clerk, default);
            await Room.Papers.HandAsync(vote, line.Entry.Id, VoteRoom.Second, default);
        }

        await Room.Papers.OpenUrnAsync(vote, VoteRoom.Second, default);
        var clerk = Open<VotePaper>(vote, VoteRoom.Clerk);
        clerk.WaitForElement("[data-slip='urn']");
        Assert.Equal(["urn"], clerk.FindAll(".slips > ul > [data-slip]").Select(line => line.GetAttribute("data-slip")));   // what two agree on is folded away
        Assert.Equal(["1", "2", "3", "4", "5"], clerk.FindAll(".settled [data-slip]").Select(line => line.GetAttribute("data-slip")));
        Assert.Equal(5, clerk.FindAll(".people .sev-Done").Count);
        Assert.Contains("1 人", clerk.Find("[data-more]").TextContent, StringComparison.Ordinal);
        Assert.Empty(clerk.FindAll("[data-sheet]"));
        clerk.Find("[data-slip='urn'] [data-second]").Click();
        clerk.WaitForElement("[data-sheet]").Input("4");
        Assert.Empty(clerk.FindAll("[data-paper]"));
        Read(clerk, "for");

        clerk.WaitForAssertion(() => Assert.Contains("待核对 0 人；箱里的票：一致 0 张，待核对 1 张", clerk.Find(".slips .num").TextContent, StringComparison.Ordinal));
        var chair = Open<VoteChair>(vote, VoteRoom.Chair);
        chair.WaitForElement("[data-papers='5']");
    }

    [Fact]
    public async Task Visit_IsHandedOverOnlyOnceAnotherPersonConfirmed()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(2));
        var (one, two) = (Open<VoteServe>(vote, VoteRoom.Clerk), Open<VoteServe>(vote, VoteRoom.Second));
        foreach (var screen in new[] { one, two })
        {
            screen.WaitForElement("[data-channel='Visit']").Change(true);
            screen.WaitForElement("[data-witness='1']");
            Assert.Empty(screen.FindAll("[data-serve]"));
        }

        two.Find("[data-witness='1']").Click();

        two.WaitForElement("[data-witnessed]");
        await SeesAsync(one, () => one.FindAll("[data-serve='1']").Count == 1);
        Assert.Empty(one.FindAll("[data-serve='2']"));
    }

    private static void Enter(IRenderedComponent<VotePaper> page, int number, string option)
    {
        page.WaitForElement($"[data-paper='{number}']").Click();
        Read(page, option);
    }

    private static void Read(IRenderedComponent<VotePaper> page, string option)
    {
        page.WaitForElement($"[data-read='{option}']").Change(true);
        page.Find("[data-enter]").Click();
    }

    // A screen looks by itself; the test moves its clock.
    private Task SeesAsync<T>(IRenderedComponent<T> page, Func<bool> condition)
        where T : VoteFollower => Eventually.HoldsAsync(() =>
    {
        Room.Time.Advance(TimeSpan.FromSeconds(1));
        return condition();
    }, $"what {page.Instance} waits for");
}
