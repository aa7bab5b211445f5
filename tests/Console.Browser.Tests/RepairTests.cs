using CommunityConsole.Core.Community;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>From a resident's phone to a worker's and back, until the resident is content.</summary>
public sealed class RepairTests(BrowserApp app) : BrowserTests(app)
{
    [Fact]
    public async Task Report_ByPhone_ComesBackAsNotFixed_IsFixedAndRated_AndIsOnTheListOfWhatToImprove()
    {
        const string words = "单元门口的感应灯一直不亮，晚上摔过人";
        var resident = await App.OpenAsync(390, 844);
        await resident.GotoAsync(App.Url + "report");
        await resident.FillAsync("textarea[name=description]", words);
        await resident.Locator("input[value=lighting]").CheckAsync();
        await resident.Locator("[data-photos] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "lamp.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Dot) });
        await Expect(resident.Locator("[data-photos] li img")).ToBeVisibleAsync();
        await Axe.CheckAsync(resident);
        await resident.ClickAsync("[data-next]");
        await resident.ClickAsync("[data-next]");   // without a place it goes no further
        await Expect(resident.Locator("[data-step='2']")).ToBeVisibleAsync();
        await resident.SelectOptionAsync("select[name=building]", new SelectOptionValue { Index = 1 });
        await resident.ClickAsync("[data-next]");
        await resident.FillAsync("input[name=contact]", "13800001234");
        await resident.ClickAsync("[data-send]");
        var number = await resident.Locator("[data-number]").TextContentAsync();
        await Expect(resident.Locator("[data-code]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[A-Z2-9]{10}$"));
        await Axe.CheckAsync(resident);

        // The program or a person has given it to a unit; the worker takes it from the second tab.
        var worker = await App.EnterAsync(Role.RepairWorker, 390, 844);
        await ConnectedAsync(worker);
        var manager = await App.EnterAsync(Role.GridManager);
        await manager.GotoAsync(App.Url + "repairs");
        await ConnectedAsync(manager);
        var managers = manager.Locator($"article[data-repair='{number}']");
        await Expect(manager.Locator($"[data-column=ToSort] [data-repair='{number}'], [data-column=Assigned] [data-repair='{number}']")).ToHaveCountAsync(1);
        await Axe.CheckAsync(manager);
        await worker.GotoAsync($"{App.Url}repairs/{number}");
        await ConnectedAsync(worker);
        await Expect(worker.Locator(".chip[data-state]")).ToHaveAttributeAsync("data-state", "Assigned");
        await Axe.CheckAsync(worker);
        Assert.True(await worker.Locator(".history img").EvaluateAsync<bool>("async image => { image.loading = 'eager'; await image.decode(); return image.naturalWidth > 0; }"));
        await PressAsync(worker, "Accept", "Accepted");
        await Expect(managers).ToHaveCountAsync(1);
        await Expect(manager.Locator($"[data-column=InHand] [data-repair='{number}']")).ToBeVisibleAsync();
        await PressAsync(worker, "Start", "Working");
        await FinishAsync(worker, "换了感应器");
        await Expect(manager.Locator($"[data-column=ToConfirm] [data-repair='{number}']")).ToBeVisibleAsync();

        await resident.ReloadAsync();
        await Expect(resident.Locator(".mine-now")).ToHaveAttributeAsync("data-state", "Done");
        await resident.Locator(".mine-no").ClickAsync();
        await resident.FillAsync("textarea[name=note]", "人走过去还是不亮");
        await resident.Locator(".mine-ask details button[type=submit]").ClickAsync();
        await Expect(worker.Locator(".chip[data-state]")).ToHaveAttributeAsync("data-state", "Reopened", new() { Timeout = 5_000 });
        await Expect(worker.Locator(".history")).ToContainTextAsync("人走过去还是不亮");
        await Expect(manager.Locator($"[data-column=Reopened] [data-repair='{number}']")).ToContainTextAsync("人走过去还是不亮");

        await PressAsync(worker, "Accept", "Accepted");
        await PressAsync(worker, "Start", "Working");
        await FinishAsync(worker, "接线松了，已接好并试过");
        await resident.ReloadAsync();
        await resident.Locator(".mine-yes").ClickAsync();
        await resident.Locator("label[for=star-2]").ClickAsync();
        await Axe.CheckAsync(resident);
        await resident.Locator(".mine-rate button[type=submit]").ClickAsync();
        await Expect(resident.Locator(".mine-rated")).ToContainTextAsync("您评了 2 星");
        await Expect(worker.Locator(".chip[data-state]")).ToHaveAttributeAsync("data-state", "Confirmed");
        await Expect(managers).ToHaveCountAsync(0);

        await resident.GotoAsync(App.Url + "progress");
        await Expect(resident.Locator("tr", new() { HasText = $"#{number} " })).ToContainTextAsync("照明");
        await Expect(resident.Locator("main")).Not.ToContainTextAsync("摔过人");
        await Axe.CheckAsync(resident);

        // What was rated low is on the month's list, becomes work with an owner, and everybody reads what is done about it.
        await manager.GotoAsync(App.Url + "repairs/improvements");
        await ConnectedAsync(manager);
        var cause = manager.Locator("[data-cause]", new() { Has = manager.Locator($"a[href='/repairs/{number}']") });
        await Expect(cause).ToContainTextAsync("低分 1 个");
        await cause.Locator("[data-open]").ClickAsync();
        await manager.FillAsync(".ask textarea[name=plan]", "整栋楼的感应灯换成同一型号");
        await manager.SelectOptionAsync(".ask select[name=owner]", "p:demo-RepairWorker");
        await Axe.CheckAsync(manager);
        await manager.Locator(".ask .button.primary").ClickAsync();
        await Expect(cause).ToContainTextAsync("已列为改进");
        await worker.GotoAsync(App.Url + "repairs/improvements");
        await ConnectedAsync(worker);
        var card = worker.Locator("[data-improvement]", new() { HasText = "整栋楼的感应灯换成同一型号" });
        await card.Locator("[data-act-on=finish]").ClickAsync();
        await worker.FillAsync(".ask textarea", "全部换了同一型号");
        await worker.Locator(".ask .button.primary").ClickAsync();
        await Expect(card).ToHaveCountAsync(0);
        await resident.ReloadAsync();
        await Expect(resident.Locator(".improved li", new() { HasText = "全部换了同一型号" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Card_DraggedOnTheBoard_GoesOnlyWhereTheLifeCycleAllows()
    {
        var board = await App.EnterAsync(Role.RepairWorker);
        await ConnectedAsync(board);
        var card = board.Locator("[data-column=Assigned] article", new() { HasText = "垃圾桶满了没人收" });
        await Expect(card).ToHaveAttributeAsync("data-to", "InHand");
        var number = await card.GetAttributeAsync("data-repair");

        await card.DragToAsync(board.Locator("[data-board] > [data-column=ToConfirm]"));
        await Expect(board.Locator("[data-drop]")).ToHaveCountAsync(0);
        await Expect(card).ToBeVisibleAsync();
        await card.DragToAsync(board.Locator("[data-board] > [data-column=InHand]"));

        await Expect(board.Locator($"[data-column=InHand] [data-repair='{number}']")).ToBeVisibleAsync();
        await Expect(board.Locator($"[data-column=InHand] [data-repair='{number}'] button[data-move=Start]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Plate_ScannedByPhone_IsOnTheMapAtOnce_AndTheKeyboardLeadsToIt()
    {
        var manager = await App.EnterAsync(Role.GridManager);
        await manager.GotoAsync(App.Url + "repairs?view=map");
        await ConnectedAsync(manager);
        var lamp = manager.Locator(".things a", new() { HasText = "L-001" });
        await Expect(manager.Locator(".plan-wide .block").First).ToBeVisibleAsync();
        await Expect(lamp).ToHaveCountAsync(0);

        var resident = await App.OpenAsync(390, 844);
        await resident.GotoAsync(App.Url + "report?asset=L-001");
        await Expect(resident.Locator("[data-thing='L-001']")).ToContainTextAsync("1 号楼");
        await resident.FillAsync("textarea[name=description]", "这盏灯一闪一闪的");
        await Axe.CheckAsync(resident);
        await resident.ClickAsync("[data-next]");
        await resident.ClickAsync("[data-send]");
        var number = await resident.Locator("[data-number]").TextContentAsync();

        await Expect(lamp).ToBeVisibleAsync();
        await manager.Locator(".plan-wide [data-place='building:1'] a").FocusAsync();
        await manager.Keyboard.PressAsync("Enter");
        await Expect(manager.Locator($".map-list [data-repair='{number}']")).ToContainTextAsync("路灯 L-001");
        await lamp.ClickAsync();
        await Expect(manager.Locator(".map-list article")).ToHaveCountAsync(1);
    }

    // A picture of one point.
    private const string Dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static async Task PressAsync(IPage worker, string move, string state)
    {
        await worker.Locator($".acts button[data-move={move}]").ClickAsync();
        await Expect(worker.Locator(".chip[data-state]")).ToHaveAttributeAsync("data-state", state);
    }

    private static async Task FinishAsync(IPage worker, string note)
    {
        await worker.Locator(".acts button[data-move=Finish]").ClickAsync();
        await worker.FillAsync(".ask textarea", note);
        await worker.Locator(".ask .button.primary").ClickAsync();
        await Expect(worker.Locator(".chip[data-state]")).ToHaveAttributeAsync("data-state", "Done");
    }
}
