using System.Text.Json;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>
/// Every page of the care side in both languages, at a desk and on a phone, in all four looks, against the machine-checkable rules of WCAG 2.2 AA. CONSOLE_LOOKS=all runs
/// every combination; else languages and sizes take turns, page by page.
/// </summary>
public sealed class CarePagesTests(BrowserApp app) : BrowserTests(app)
{
    private static readonly Actor Manager = new(new StaffId(DemoAccounts.IdOf(Role.GridManager)), "马红", Role.GridManager, "demo");

    [Fact]
    public async Task Pages_InEveryLanguageSizeAndLook_BreakNoRule()
    {
        var home = App.HomeOf(3);
        var alert = await RaiseAsync(home);
        var pages = new (string Path, string Shown)[]
        {
            ("field", "article.going .choices"), ($"care?alert={alert}", "article.panel .contact"), ("morning", "h1"), ("homes", "tbody tr a"), ($"homes/{home.Id.Home}", "svg[role]"), ("door-codes", "h1"), ("duty", ".shift"),
            ("approvals", "h1"), ("assets?asset=new", ".asset-form"), ("repairs?view=map&at=building:1", ".map-list article"), ("assets/plates", ".plate"), ("map", ".block"), ("numbers", ".tile"), ("routines", "h1"), ("wall", ".block"), ("demo", "h1"),
            (await LinkAsync(alert), "button[name=answer]"),
        };
        foreach (var (turn, language) in new[] { "zh-CN", "en-US" }.Index())
        {
            var page = await App.EnterAsync(Role.GridManager, language: language);
            foreach (var (index, (path, shown)) in pages.Index().Where(page => Axe.All || page.Index % 2 == turn))
            {
                var (atDesk, onPhone) = (Axe.All ? language == "zh-CN" : index / 2 % 2 == 0, Axe.All || index / 2 % 2 == 1);   // at a desk the colours are the same in the other language
                await page.SetViewportSizeAsync(1440, 900);
                await page.GotoAsync(App.Url + path);
                if (!path.StartsWith("fine/", StringComparison.Ordinal))   // has no circuit
                {
                    await ConnectedAsync(page);
                }

                await Expect(page.Locator(shown).First).ToBeVisibleAsync();
                await Expect(page).Not.ToHaveTitleAsync("");
                await Axe.ToEndAsync(page);
                await Axe.CheckAsync(page, language);
                if (atDesk)
                {
                    await Axe.CheckLooksAsync(page, $"{language} 1440");
                }

                if (onPhone)
                {
                    await page.SetViewportSizeAsync(390, 844);
                    await Axe.CheckLooksAsync(page, $"{language} 390", whole: true);
                }
            }
        }
    }

    // In hand and with somebody at the door, so that every part of the pages has something to show.
    private async Task<AlertId> RaiseAsync(Home home)
    {
        var desk = App.Services.GetRequiredService<AlertDesk>();
        var dispatch = App.Services.GetRequiredService<DispatchDesk>();
        var at = App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var decision = new WatchDecision(
            at, home.Id, AnomalyKind.Sos, "pages-button", Severity.Critical, DecisionChange.Opened, at, at, new Sentence("按下了测试用的求助按钮。", "The test button was pressed."));
        await ((IWatchFacts)desk).DecidedAsync([decision], CancellationToken.None);
        var alert = AlertPolicy.ConditionOf(decision);
        var asked = await desk.AskVisitAsync(alert, Manager, "电话无人接听", Manager.Id, CancellationToken.None);
        var visit = asked.Value.Visit!.Value;
        await dispatch.DepartAsync(visit, Manager, CancellationToken.None);
        Assert.True((await dispatch.ArriveAsync(visit, Manager, CancellationToken.None)).Succeeded);
        return alert;
    }

    // As it is sent to the resident, from the gateway's file.
    private async Task<string> LinkAsync(AlertId alert)
    {
        var asked = await App.Services.GetRequiredService<FineDesk>().AskAsync(alert, Manager, ContactPolicy.ResidentId, CancellationToken.None);
        Assert.True(asked.Succeeded, asked.Problem?.Code);
        string? Sent() => File.Exists(App.MessagesFile)
            ? File.ReadAllLines(App.MessagesFile).Select(line => JsonDocument.Parse(line).RootElement)
                .Where(line => line.GetProperty("stage").GetString() == "FineAsked" && line.GetProperty("subject").GetString() == asked.Value.Subject)
                .Select(line => new Uri(line.GetProperty("link").GetString()!).AbsolutePath.TrimStart('/')).FirstOrDefault()
            : null;
        await Eventually.HoldsAsync(() => Sent() is not null, "the message is sent");
        return Sent()!;
    }
}
