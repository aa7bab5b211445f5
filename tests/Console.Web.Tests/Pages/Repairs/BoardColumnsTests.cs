using System.Globalization;
using Bunit;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Pages.Repairs;
using Microsoft.Extensions.DependencyInjection;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Web.Tests.Pages.Repairs;

public sealed class BoardColumnsTests : BunitContext
{
    private static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private readonly RepairRoom _room = Fresh();

    public BoardColumnsTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(_room.Time);
        Services.AddSingleton(Calendar);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task EachState_StandsInItsColumn_AndItsCardNamesOnlyTheColumnsThatMayTakeIt()
    {
        var board = Render(Role.RepairWorker, Ma.Id, [.. await AllAsync()]);

        Assert.Equal(
            [
                "Reopened: 没修好 1 -> InHand", "ToSort: 待分类 2 -> Assigned | Assigned", "Assigned: 已派单 1 -> InHand",
                "InHand: 处理中 2 -> Waiting | ToConfirm Waiting", "Waiting: 等待中 1 -> InHand", "ToConfirm: 待确认 1 -> ",
            ],
            board.FindAll("section[aria-labelledby]").Select(column =>
                $"{column.GetAttribute("data-column")}: {column.QuerySelector("h2")!.TextContent.Trim()} -> {string.Join(" | ", column.QuerySelectorAll("article").Select(card => card.GetAttribute("data-to")))}"));
        Assert.Equal(["true"], board.FindAll("section[aria-labelledby] article[data-to!='']").Select(card => card.GetAttribute("draggable")).Distinct());
        Assert.False(board.Find("[data-column=ToConfirm] article").HasAttribute("draggable"));

        // A drop presses the card's own button for that column: for each named column there is one.
        foreach (var card in board.FindAll("article"))
        {
            Assert.All(card.GetAttribute("data-to")!.Split(' ', StringSplitOptions.RemoveEmptyEntries), to => Assert.NotNull(card.QuerySelector($"button[data-column={to}]")));
        }
    }

    [Fact]
    public async Task Press_OnACardsStep_AsksForThatMoveOfThatRepair()
    {
        var repair = await _room.InAsync(RepairState.Working);
        List<RepairAsk> asked = [];
        var board = Render(Role.RepairWorker, Ma.Id, [repair], asked.Add);

        board.Find("[data-column=InHand] button[data-move=Finish]").Click();
        board.Find("[data-column=InHand] .repair-more button[data-move=Wait]").Click();

        Assert.Equal([new RepairAsk(repair, RepairMove.Finish), new RepairAsk(repair, RepairMove.Wait)], asked);
    }

    [Fact]
    public async Task WorkersOwnList_HasWhatIsOpenAndHis_AndAWayToPhone()
    {
        var mine = await _room.InAsync(RepairState.Reopened);
        var done = await _room.InAsync(RepairState.Done);

        var board = Render(Role.RepairWorker, Ma.Id, [mine, done]);
        var colleagues = Render(Role.RepairWorker, Qin.Id, [mine, done]);
        var managers = Render(Role.GridManager, Zhou.Id, [mine, done]);

        Assert.Equal("tel:13800008000", board.Find(".column-mine article a.button").GetAttribute("href"));
        Assert.Contains("还在漏", board.Find(".column-mine article").TextContent, StringComparison.Ordinal);
        Assert.Single(board.FindAll(".column-mine article"));
        Assert.Contains("您手上没有报修", colleagues.Find(".column-mine").TextContent, StringComparison.Ordinal);
        Assert.Empty(managers.FindAll(".column-mine"));
    }

    [Fact]
    public async Task Gone_WhileTheListIsHeld_CanNeitherBePressedNorDragged()
    {
        var repair = await _room.InAsync(RepairState.Working);

        var board = Render<BoardColumns>(parameters => parameters
            .Add(one => one.Rows, [new HeldRow<Repair>(repair, Gone: true)]).Add(one => one.Cut, new BoardCut([repair], Ma.Id, _ => BoardCut.Most)).Add(one => one.Names, Names()).Add(one => one.Role, Role.RepairWorker).Add(one => one.Me, Ma.Id).Add(one => one.Tab, "InHand"));

        Assert.Empty(board.FindAll("[data-column=InHand] button"));
        Assert.Equal("", board.Find("[data-column=InHand] article").GetAttribute("data-to"));
    }

    [Fact]
    public async Task Change_OfOneRepair_DrawsItsCardAlone()
    {
        var (first, second) = (await _room.InAsync(RepairState.Assigned), await _room.InAsync(RepairState.Working));
        var board = Render(Role.GridManager, Zhou.Id, [first, second]);
        var cards = board.FindComponents<RepairCard>().ToDictionary(card => card.Instance.Row.Item.Id);
        var accepted = (await _room.Desk.AcceptAsync(first.Id, Ma, default)).Value;

        board.Render(parameters => parameters.Add(one => one.Rows, [new HeldRow<Repair>(accepted, Gone: false), new HeldRow<Repair>(second, Gone: false)]));

        Assert.Equal(1, cards[second.Id].RenderCount);
        Assert.NotNull(board.Find($"[data-column=InHand] [data-repair='{first.Id}']"));
    }

    [Fact]
    public async Task Flood_ShowsTheMostPressingOfAColumnAndTheNewest_CountsAll_AndMoreWhenAsked()
    {
        var one = await _room.InAsync(RepairState.Assigned);
        var flood = Enumerable.Range(0, 250).Select(number => one with { Id = new RepairId(1_000 + number) }).ToList();
        List<string> more = [];
        var board = Render(Role.GridManager, Zhou.Id, flood, more: more.Add);

        Assert.Equal(flood.Take(BoardCut.Most).Concat(flood.TakeLast(BoardCut.Newest)).Select(repair => repair.Id.ToString()), board.FindAll("[data-column=Assigned] article").Select(card => card.GetAttribute("data-repair")));
        Assert.Contains("250", board.Find("[data-column=Assigned] h2").TextContent, StringComparison.Ordinal);
        Assert.Contains("130", board.Find("[data-column=Assigned] [data-more]").TextContent, StringComparison.Ordinal);

        board.Find("[data-column=Assigned] [data-more]").Click();

        Assert.Equal(["Assigned"], more);
        Assert.Equal(220, new BoardCut(flood, Zhou.Id, tab => tab == more[0] ? 200 : BoardCut.Most).Shown.Count);
    }

    [Fact]
    public async Task Cut_KeepsTheReadersOwnWork_AndWhatAHandIsOn_ThoughTheColumnIsLong()
    {
        var one = await _room.InAsync(RepairState.Working);
        var flood = Enumerable.Range(0, 150).Select(number => one with { Id = new RepairId(1_000 + number) }).ToList();
        var id = (await _room.InAsync(RepairState.Triaged)).Id;
        await _room.Desk.AssignAsync(id, null, Qin.Id, Zhou, default);
        var mine = (await _room.Desk.AcceptAsync(id, Qin, default)).Value;

        var cut = new BoardCut([.. flood, mine], Qin.Id, _ => BoardCut.Most);

        Assert.Equal(flood.Take(BoardCut.Most).Concat(flood.TakeLast(BoardCut.Newest)).Append(mine), cut.Shown);
        Assert.Contains(flood[110], new BoardCut([.. flood, mine], Qin.Id, _ => BoardCut.Most, new HashSet<RepairId> { flood[110].Id }).Shown);
        Assert.Equal((151, 1, 0), (cut.CountOf("InHand"), cut.CountOf(RepairFilter.MineTab), cut.CountOf("Waiting")));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await _room.DisposeAsync();
        await base.DisposeAsyncCore();
    }

    private IRenderedComponent<BoardColumns> Render(Role role, StaffId me, IReadOnlyList<Repair> repairs, Action<RepairAsk>? asked = null, Action<string>? more = null)
    {
        var cut = new BoardCut(repairs, me, _ => BoardCut.Most);
        return Render<BoardColumns>(parameters => parameters
            .Add(one => one.Rows, [.. cut.Shown.Select(repair => new HeldRow<Repair>(repair, Gone: false))]).Add(one => one.Cut, cut)
            .Add(one => one.OnMore, tab => more?.Invoke(tab))
            .Add(one => one.Names, Names()).Add(one => one.Role, role).Add(one => one.Me, me).Add(one => one.Tab, "InHand").Add(one => one.OnMove, ask => asked?.Invoke(ask)));
    }

    private RepairNames Names() => new(_room.Advisor, new StaffDirectory(new VolatileStaffStore([])));

    private async Task<List<Repair>> AllAsync()
    {
        List<Repair> all = [];
        foreach (var state in Enum.GetValues<RepairState>().Where(state => RepairColumns.Of(state) is not null))
        {
            all.Add(await _room.InAsync(state));
        }

        return all;
    }
}
