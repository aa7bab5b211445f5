using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>One shift goes and another comes: what is left to those who come, and who is on duty then.</summary>
public sealed class HandoverTests(BrowserApp app) : BrowserTests(app)
{
    private const string Note = "3 号楼张阿姨今晚住女儿家，明早八点回来。";

    [Fact]
    public async Task Shift_LeavesANoteAndEnds_TheNextIsOnDutyAndReadsItOnTheDesk()
    {
        var duty = App.Services.GetRequiredService<DutyDesk>();
        var manager = new Actor(new StaffId(DemoAccounts.IdOf(Role.GridManager)), "马红", Role.GridManager, "demo");
        var going = App.Services.GetRequiredService<DutyRoster>().At("demo", Now)!;
        var leaving = await App.EnterAsync(Role.SocialWorker, 390, 844);
        await leaving.GotoAsync(App.Url + "duty");
        await ConnectedAsync(leaving);
        await leaving.Locator(".handover textarea").FillAsync(Note);
        await leaving.Locator(".handover .button.primary").ClickAsync();
        await Expect(leaving.Locator(".handover .left")).ToContainTextAsync(Note);

        var coming = await App.EnterAsync(Role.GridManager);
        await coming.GotoAsync(App.Url + "duty");
        await ConnectedAsync(coming);
        await coming.Locator(".shift.running button", new() { HasText = "现在结束" }).ClickAsync();
        await coming.Locator(".shift.running .shift-acts button").First.ClickAsync();
        await Expect(coming.Locator(".shift.running")).ToHaveCountAsync(0);
        var next = (await duty.PlanAsync(going with { From = Now, Workers = [manager.Id], Note = null }, 1, manager, CancellationToken.None)).Value[0];
        try
        {
            await Expect(coming.Locator(".shift.running")).ToBeVisibleAsync();
            await coming.GotoAsync(App.Url + "care");
            await ConnectedAsync(coming);
            await coming.Locator(".duty-now summary").ClickAsync();

            await Expect(coming.Locator(".duty-now .names")).ToHaveTextAsync(App.Services.GetRequiredService<StaffDirectory>().NameOf(manager.Id));
            await Expect(coming.Locator(".duty-panel .note")).ToHaveTextAsync(Note);
        }
        finally
        {
            await duty.RemoveAsync(next.Id, manager, CancellationToken.None);
            Assert.True((await duty.PlanAsync(going with { From = Now, Note = null }, 1, manager, CancellationToken.None)).Succeeded);   // as every other test finds it
        }
    }

    private DateTimeOffset Now => App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
}
