using Bunit;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Core.Tests.Council.Delegates;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Votes;
using CommunityConsole.Web.Tests.Pages.Topics;
using CommunityConsole.Web.Tests.Storage.Care;
using Microsoft.Extensions.DependencyInjection;
using static CommunityConsole.Core.Tests.Council.Delegates.DelegateRoom;

namespace CommunityConsole.Web.Tests.Pages.Votes;

/// <summary>The chair's form over the real desks.</summary>
public sealed class VotePrepareTests : VoteHall
{
    private readonly DelegateRoom _council = new();
    private readonly ConsoleFile _file = new();

    [Fact]
    public async Task Roll_OfTheDelegates_HasThoseWhoServeWhenTheVoteOpens_OneHeadEach()
    {
        await _council.AddAsync(Entry("王芳", "2", "zheng"));
        await _council.AddAsync(Entry("李强", "10"));
        await _council.AddAsync(Entry("就要期满", "1", until: 3));
        await _council.AddAsync(Entry("就要上任", "1", from: 3));
        var page = await OpenAsync();

        await page.Find("textarea").ChangeAsync(new() { Value = "同意改造 2 号楼的电梯吗？" });
        await page.FindAll("fieldset.choices input[type=checkbox]")[0].ChangeAsync(new() { Value = true });
        await page.FindAll("fieldset.choices input[type=checkbox]")[1].ChangeAsync(new() { Value = true });

        await page.Find("[data-roll=delegates]").ChangeAsync(new() { Value = "on" });
        await page.Find("form").SubmitAsync();
        await Eventually.HoldsAsync(() => page.FindAll("[data-publish]").Count == 1, "the preview is shown");
        Assert.Equal(["就要上任", "王芳", "李强"], page.FindAll(".roll-preview tbody td:nth-child(2)").Select(cell => cell.TextContent));
        await page.Find("[data-publish]").ClickAsync(new());

        await Eventually.HoldsAsync(() => Room.Board.Latest("demo").Count == 1, "the vote is published");
        var vote = Room.Board.Latest("demo")[0];
        var roll = (await Room.Archive.RollAsync(vote.Id, VoteRoom.Chair, default)).Value;
        Assert.Equal((3, 3L), (vote.Definition.RollSize, vote.Definition.Heads));
        Assert.Equal([null, (StaffId?)new StaffId("zheng"), null], roll.Select(line => line.Entry.Account));
        Assert.Equal("幸福里 2 号楼", roll[1].Entry.Place);
    }

    [Fact]
    public async Task Roll_OfNoDelegates_SaysWhereToEnterThem_AndIsNotPublished()
    {
        var page = await OpenAsync();

        await page.Find("[data-roll=delegates]").ChangeAsync(new() { Value = "on" });
        Assert.Equal("/delegates", page.Find(".refusal a").GetAttribute("href"));
        await page.Find("form").SubmitAsync();

        await Eventually.HoldsAsync(() => page.FindAll("#refused").Count == 1, "the refusal is said");
        Assert.Empty(page.FindAll("[data-publish]"));
    }

    protected override void Register(IServiceCollection services) => services.AddTopicPages(Room).AddSingleton(_council.Reader).AddSingleton(new AccountNames(_file.Contexts));

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _council.DisposeAsync();
        _file.Dispose();
    }

    private async Task<IRenderedComponent<VotePrepare>> OpenAsync()
    {
        await _file.MigrateAsync();
        await Services.GetRequiredService<StaffDirectory>().LoadAsync(default);
        return Render<VotePrepare>(parameters => parameters.AddCascadingValue(WorkerOf(VoteRoom.Chair)));
    }
}
