using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>A phone that loses its link on the way: what was tapped is kept, sent once in order, and counts from the tap.</summary>
public sealed class FieldPhoneTests(BrowserApp app) : BrowserTests(app)
{
    private static readonly Actor Lin = new(new StaffId(DemoAccounts.IdOf(Role.SocialWorker)), "林晓芸", Role.SocialWorker, "demo");

    [Fact]
    public async Task Steps_TappedWithoutALink_AreSentOnceInOrderWithTheTimesOfTheTaps()
    {
        var visit = await VisitAsync(App.HomeOf(9));
        var phone = await App.EnterAsync(Role.SocialWorker, 390, 844);
        await phone.GotoAsync(App.Url + "field");
        await ConnectedAsync(phone);
        var card = phone.Locator("article.going", new() { HasText = BrowserApp.PlaceOf(App.HomeOf(9)) });

        await phone.Context.SetOfflineAsync(true);
        await card.Locator("button[data-act=depart]").ClickAsync();
        await card.Locator("button[data-act=arrive]").ClickAsync();
        await Expect(card.Locator(".going-wait")).ToContainTextAsync("将在恢复连接后发送");
        await Expect(card.Locator("button[data-act=outcome]")).ToBeVisibleAsync();
        await phone.EvaluateAsync("""
            () => {
                const kept = JSON.parse(localStorage.getItem('field.queue'));
                kept[0].tapped -= 240000; // four minutes ago
                kept[1].tapped -= 120000;
                localStorage.setItem('field.queue', JSON.stringify(kept));
            }
            """);
        await phone.Context.SetOfflineAsync(false);

        await Expect(card).ToHaveAttributeAsync("data-state", "Arrived");
        await Expect(card.Locator(".going-wait")).ToBeEmptyAsync();
        var steps = (await App.Services.GetRequiredService<DispatchDesk>().FindAsync(visit, Lin, CancellationToken.None)).Value.Steps;
        Assert.Equal([VisitStepKind.Asked, VisitStepKind.Accepted, VisitStepKind.Left, VisitStepKind.Arrived], steps.Select(step => step.Kind));
        Assert.Equal(4, (steps[2].ReceivedAt - steps[2].At)!.Value.TotalMinutes, 0.5);
        Assert.Equal(2, (steps[3].ReceivedAt - steps[3].At)!.Value.TotalMinutes, 0.5);
    }

    [Fact]
    public async Task Photo_TakenWithoutALink_GoesAfterTheOutcomeAndLeavesNothingOnThePhone()
    {
        var home = App.HomeOf(7);
        var visit = await VisitAsync(home);
        var phone = await App.EnterAsync(Role.SocialWorker, 390, 844);
        await phone.GotoAsync(App.Url + "field");
        await ConnectedAsync(phone);
        var card = phone.Locator("article.going", new() { HasText = BrowserApp.PlaceOf(home) });
        await card.Locator("button[data-act=depart]").ClickAsync();
        await card.Locator("button[data-act=arrive]").ClickAsync();
        await Expect(card).ToHaveAttributeAsync("data-state", "Arrived");

        await phone.Context.SetOfflineAsync(true);
        await card.Locator("input[data-photo]").SetInputFilesAsync(new FilePayload { Name = "door.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Dot) });
        await Expect(card.Locator(".going-shots img")).ToHaveCountAsync(1);
        await card.GetByText("平安", new() { Exact = true }).ClickAsync();
        await card.Locator("button[data-act=outcome]").ClickAsync();
        await phone.Context.SetOfflineAsync(false);

        var desk = App.Services.GetRequiredService<DispatchDesk>();
        var photos = App.Services.GetRequiredService<VisitPhotoDesk>();
        var subject = (await desk.FindAsync(visit, Lin, CancellationToken.None)).Value.Subject;
        await Eventually.HoldsAsync(async () => (await photos.ListAsync(home.Id, subject, Lin, CancellationToken.None)).Value.Count == 1, "the photo has come");
        Assert.Equal(VisitState.Done, (await desk.FindAsync(visit, Lin, CancellationToken.None)).Value.State);
        var told = await App.Services.GetRequiredService<IAuditLog>().ReadAsync(0, CancellationToken.None)
            .Where(record => record.Details?.Subject == $"visit:{visit}").Select(record => record.Action).ToListAsync();
        Assert.Equal(["visit.finish", "visit.photograph"], told.TakeLast(2));
        await phone.WaitForFunctionAsync("() => localStorage.getItem('field.queue') === '[]'");
        await Eventually.HoldsAsync(async () => await phone.EvaluateAsync<int>("""
            async () => {
                const opening = indexedDB.open('field-photos');
                await new Promise(done => { opening.onsuccess = done; });
                const count = opening.result.transaction('photos').objectStore('photos').count();
                return await new Promise(done => { count.onsuccess = () => done(count.result); });
            }
            """) == 0, "the phone keeps no photo that was taken in");
    }

    // A PNG of one pixel.
    private const string Dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    public async Task Steps_UnsentForDays_AreSaidOrSent_AndAVisitThatIsOverLeavesNothingOnThePhone()
    {
        var visit = await VisitAsync(App.HomeOf(10), Reason);
        var phone = await App.EnterAsync(Role.SocialWorker, 390, 844);
        await phone.GotoAsync(App.Url + "field");
        await ConnectedAsync(phone);
        var card = phone.Locator("article.going", new() { HasText = BrowserApp.PlaceOf(App.HomeOf(10)) });
        await phone.Context.SetOfflineAsync(true);
        await card.Locator("button[data-act=second]").ClickAsync();
        await card.Locator("button[data-act=depart]").ClickAsync();
        await phone.EvaluateAsync("""
            () => {
                const DAY = 86400000, kept = JSON.parse(localStorage.getItem('field.queue'));
                kept[0].tapped -= 8 * DAY; // longer than the server believes
                kept[1].tapped -= 3 * DAY;
                localStorage.setItem('field.queue', JSON.stringify(kept));
            }
            """);
        await card.Locator("button[data-act=arrive]").ClickAsync();
        await card.Locator(".choices input").First.CheckAsync();
        await card.Locator("button[data-act=outcome]").ClickAsync();

        var late = phone.Locator("[data-refused] li", new() { HasText = "七天没有发出" });
        await Expect(late).ToContainTextAsync(BrowserApp.PlaceOf(App.HomeOf(10)));
        await Expect(late).ToContainTextAsync("请打电话告诉值班室");
        Assert.DoesNotContain(Reason, await SeenAsync(phone), StringComparison.Ordinal);

        await phone.Context.SetOfflineAsync(false);
        await Expect(card).ToHaveCountAsync(0);
        var stored = (await App.Services.GetRequiredService<DispatchDesk>().FindAsync(visit, Lin, CancellationToken.None)).Value;
        Assert.Equal([VisitStepKind.Asked, VisitStepKind.Accepted, VisitStepKind.Left, VisitStepKind.Arrived, VisitStepKind.Finished], stored.Steps.Select(step => step.Kind));
        await late.Locator("button").ClickAsync();
        await Expect(late).ToHaveCountAsync(0);

        // Aged on another page: the list itself would write what it sees now.
        await phone.GotoAsync(App.Url + "demo");
        await phone.EvaluateAsync("() => localStorage.setItem('field.seen', JSON.stringify({ at: Date.now() - 13 * 3600000, visits: [] }))");
        await phone.ReloadAsync();
        await Eventually.HoldsAsync(async () => await SeenAsync(phone) == "", "what the phone saw half a day ago is still on it");
    }

    private const string Reason = "血压计报警后没有回音";

    private static Task<string> SeenAsync(IPage phone) => phone.EvaluateAsync<string>("() => localStorage.getItem('field.seen') ?? ''");

    // Asked for ten minutes ago: no step counts from before that.
    private async Task<VisitId> VisitAsync(Home home, string reason = "电话无人接听")
    {
        var now = App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var request = new VisitRequest(home.Id, home.Cell, $"test:{Guid.NewGuid():N}", reason, MayLeaveAtOnce: true, now, null, Lin.Id);
        var asked = Visit.Ask(VisitId.New(), request, Lin, now.AddMinutes(-10));
        var log = App.Services.GetRequiredService<CommandLog>();
        Assert.True(await App.Services.GetRequiredService<IVisitStore>().SaveAsync(asked, 0, log.Done(Lin, "visit.ask", asked.Subject, "", ""), CancellationToken.None));
        var going = await App.Services.GetRequiredService<DispatchDesk>().AcceptAsync(asked.Id, Lin with { GivenAt = now.AddMinutes(-9) }, CancellationToken.None);
        Assert.True(going.Succeeded);
        return asked.Id;
    }
}
