using Bunit;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Web.Pages.Votes;
using CommunityConsole.Web.Storage.Council;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using VotesPage = CommunityConsole.Web.Pages.Votes.Votes;

namespace CommunityConsole.Web.Tests.Pages.Votes;

/// <summary>What people see of a phrase, of a key that is another one, and of a clock that jumped.</summary>
public sealed class VoteKeptPagesTests : VoteHall
{
    [Fact]
    public async Task Phrase_TypedAfterTheClose_FindsItsBallot_AndSaysWhenThereIsNone()
    {
        var vote = await CastSecretAsync(21);
        var early = Open<VotePhrases>(vote, VoteRoom.Voter(1));
        early.WaitForElement("[data-no-phrases]");
        await Room.Desk.CloseAsync(vote, VoteRoom.Chair, default);

        var page = Open<VotePhrases>(vote, VoteRoom.Voter(1));
        page.WaitForElement("[data-phrase-search]").Input("暗语　7");

        Assert.Contains("反对", page.WaitForElement("[data-found]").TextContent, StringComparison.Ordinal);
        page.Find("[data-phrase-search]").Input("暗语 99");
        page.WaitForElement("[data-not-found]");
        page.Find("[data-phrase-search]").Input("暗语");
        Assert.Empty(page.FindAll("[data-not-found], [data-found]"));   // while somebody types, nothing is missing yet
        Assert.Contains("21", page.Find("#all").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(Open<VotePage>(vote, VoteRoom.Voter(1)).FindAll($"a[href='/votes/{vote}/phrases']"));
    }

    [Fact]
    public async Task Phrases_OfFewerThanTwenty_AreNeverListed()
    {
        var vote = await CastSecretAsync(19);
        await Room.Desk.CloseAsync(vote, VoteRoom.Chair, default);

        var page = Open<VotePhrases>(vote, VoteRoom.Voter(1));

        Assert.Contains("不到二十张", page.WaitForElement("[data-no-phrases]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-leaf], [data-phrase-search]"));
        Assert.Empty(Open<VotePage>(vote, VoteRoom.Voter(1)).FindAll($"a[href='/votes/{vote}/phrases']"));
    }

    [Fact]
    public async Task Verifier_IsBesideTheRecord_OnEveryPageThatShowsTheResult()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3));
        await Room.Desk.CloseAsync(vote, VoteRoom.Chair, default);

        Assert.All<IRenderedComponent<VoteFollower>>(
            [Open<VotePage>(vote, VoteRoom.Voter(1)), Open<VoteWatch>(vote, VoteRoom.Shen), Open<VoteMinutes>(vote, VoteRoom.Shen)],
            page => page.WaitForElement("a[href='/vote-verifier.html'][download]"));
    }

    [Fact]
    public async Task OtherKey_StandsOnTheListAndOnTheChairsPage_AndAtHealth()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(3));
        var before = await Room.PreparedAsync(VoteRoom.Draft(3));
        var health = new VoteHealth(Room.Signer);
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new HealthCheckContext())).Status);
        Assert.Empty(Open<VoteChair>(vote, VoteRoom.Chair).FindAll("[data-other-key]"));
        Room.Signer.Note(Room.Board.Find(vote)!.Definition with { PublicKey = [1] });

        Assert.Contains("votes.key", Open<VoteChair>(vote, VoteRoom.Chair).WaitForElement("[data-other-key]").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(Render<VotesPage>(parameters => parameters.AddCascadingValue(WorkerOf(VoteRoom.Voter(1)))).FindAll("[data-other-key]"));
        var prepared = Open<VoteChair>(before, VoteRoom.Chair);
        Assert.Empty(prepared.FindAll("[data-step=open]:not([disabled])"));
        Assert.NotEmpty(prepared.FindAll("[data-step=cancel]:not([disabled])"));   // its own key is the one in the house
        var told = await health.CheckHealthAsync(new HealthCheckContext());
        Assert.Equal(HealthStatus.Degraded, told.Status);   // not unhealthy: care goes on
        Assert.Contains("votes.key", told.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeptCheckpoint_PastedByTheScrutineer_IsTheSame_OrIsNot()
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(5, VoteMode.NamedTurnout));
        var kept = VoteFigures.Line(Room.Board.Find(vote)!.Checkpoint!);
        await Room.CastAsync(vote, 1);
        Room.Time.Advance(TimeSpan.FromMinutes(11));
        await Room.Loop.LookAsync(default);

        var page = Open<VoteWatch>(vote, VoteRoom.Shen);
        page.WaitForElement("[data-kept]").Input(kept);
        Assert.Contains("没有改动", page.WaitForElement("[data-same]").TextContent, StringComparison.Ordinal);
        page.Find("[data-kept]").Input(kept[..^1] + (kept[^1] == '0' ? '1' : '0'));
        page.WaitForAssertion(() => Assert.Contains("被改动过", page.Find("[data-same]").TextContent, StringComparison.Ordinal));
        page.Find("[data-kept]").Input(kept[..^5]);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-same]")));
        Open<VotePage>(vote, VoteRoom.Voter(1)).WaitForElement("[data-signed-leaf]");
    }

    private async Task<VoteId> CastSecretAsync(int voters)
    {
        var vote = await Room.OpenAsync(VoteRoom.Draft(25, VoteMode.Secret));
        for (var voter = 1; voter <= voters; voter++)
        {
            await Room.CastAsync(vote, voter, voter == 7 ? VoteOption.Against : VoteOption.For);
        }

        return vote;
    }
}
