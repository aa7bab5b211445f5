using CommunityConsole.Core.Community;
using CommunityConsole.Web.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>A vote in a hall, from the chair's question to the result on everybody's phone.</summary>
public sealed class VoteTests(BrowserApp app) : BrowserTests(app)
{
    private const int ShownWithinMilliseconds = 1_000;
    private const string Question = "是否同意今晚的议程？";

    [Fact]
    public async Task Vote_FromTheQuestionToTheResult_IsOnEveryScreen()
    {
        var chair = await App.EnterAsync(Role.CouncilChair);
        var number = await PublishAsync(chair);
        await chair.Locator("[data-step=open]").ClickAsync();
        await Expect(chair.Locator("[data-state=Open]")).ToBeVisibleAsync();
        var screen = await App.EnterAsync(Role.Scrutineer, 1920, 1080);
        await screen.GotoAsync($"{App.Url}screen/{number}");
        await ConnectedAsync(screen);

        // Four vote; the screen counts with them.
        var phones = new List<IPage>();
        for (var resident = 1; resident <= 4; resident++)
        {
            var phone = await PhoneAsync(resident, number, App.Url);
            phones.Add(phone);
            await ChooseAsync(phone, resident == 4 ? "against" : "for");
            await Expect(phone.Locator("[data-receipt]")).ToBeVisibleAsync();
        }

        await Expect(screen.Locator("[data-option=for] .figure")).ToContainTextAsync("3 人", new() { Timeout = ShownWithinMilliseconds });
        await Expect(screen.Locator("[data-option=against] .figure")).ToContainTextAsync("1 人");

        // One tries again from another phone of hers.
        var again = await phones[1].APIRequest.PostAsync($"{App.Url}api/votes/{number}/ballots", new() { DataObject = new { option = "against", clientKey = "another phone" } });
        Assert.Equal((409, true), (again.Status, (await again.TextAsync()).Contains("每人一票", StringComparison.Ordinal)));

        // One loses the link between the first tap and the answer.
        await using var relay = LinkRelay.To(App.Url);
        var far = await PhoneAsync(5, number, relay.Url);
        await far.Locator("[data-option=for] label").ClickAsync();
        relay.Cut();
        await far.Locator("[data-option=for] [data-cast]").ClickAsync();
        await Expect(far.Locator("[data-ballot][data-busy]")).ToHaveCountAsync(1);
        relay.Mend();
        await Expect(far.Locator("[data-receipt]")).ToBeVisibleAsync();
        var code = await far.Locator("[data-receipt]").GetAttributeAsync("data-code");
        await far.ReloadAsync();
        await Expect(far.Locator("[data-receipt]")).ToHaveAttributeAsync("data-code", code!);
        await Expect(screen.Locator("[data-option=for] .figure")).ToContainTextAsync("4 人");
        await Expect(screen.Locator("[data-option=against] .figure")).ToContainTextAsync("1 人");
        phones.Add(far);

        await chair.Locator("[data-step=close]").ClickAsync();
        await Expect(chair.Locator(".ask")).ToContainTextAsync("还有 2 人没有投");
        await chair.Locator(".ask .button.primary").ClickAsync();
        await chair.Locator("[data-step=announce]").ClickAsync();
        foreach (var phone in phones)
        {
            await Expect(phone.Locator("#result")).ToHaveTextAsync("通过");
            await Expect(phone.Locator("[data-receipt]")).ToBeVisibleAsync();
        }

        await Expect(screen.Locator(".decision")).ToHaveTextAsync("通过");
        await Expect(screen.Locator("[data-state=Announced]")).ToBeVisibleAsync();
        await Axe.CheckAsync(phones[0]);
        await Axe.CheckAsync(screen);
        await VerifiedAsync(chair, code!);
    }

    [Fact]
    public async Task Ballot_RefusedOrPutOffByWhatStandsBetween_IsAnswered_AndThePhoneForgetsIt()
    {
        var chair = await App.EnterAsync(Role.CouncilChair);
        var number = await PublishAsync(chair);
        await chair.Locator("[data-step=open]").ClickAsync();
        await Expect(chair.Locator("[data-state=Open]")).ToBeVisibleAsync();
        var phone = await PhoneAsync(6, number, App.Url);
        List<string> keys = [];
        await phone.RouteAsync("**/api/votes/*/ballots", async route =>
        {
            keys.Add(route.Request.PostDataJSON()!.Value.GetProperty("clientKey").GetString()!);
            await (keys.Count switch
            {
                1 => route.FulfillAsync(new() { Status = 403, ContentType = "text/html", Body = "<h1>No</h1>" }),
                2 => route.FulfillAsync(new() { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" }, Body = "later" }),
                _ => route.ContinueAsync(),
            });
        });

        await ChooseAsync(phone, "against");
        await Expect(phone.Locator(".refusal[role=alert]:not([data-refused])")).ToContainTextAsync("这张票没有投出（403）");
        await ForgottenAsync(phone, "ballot:", "ballot-choice:");

        await phone.Locator("[data-option=against] [data-cast]").ClickAsync();
        await Expect(phone.Locator("[data-receipt]")).ToBeVisibleAsync();
        Assert.Equal((3, true, false), (keys.Count, keys[1] == keys[2], keys[0] == keys[1]));

        // What a page that went away in the middle has left is not sent again beside the receipt, nor to the next at this phone.
        var name = $"{number}:{await phone.Locator("[data-receipt]").GetAttributeAsync("data-of")}";
        await phone.EvaluateAsync("name => ['ballot', 'ballot-choice', 'ballot-phrase'].forEach(kind => sessionStorage.setItem(`${kind}:${name}`, '\"for\"'))", name);
        await phone.ReloadAsync();
        await Expect(phone.Locator("[data-receipt]")).ToBeVisibleAsync();
        await ConnectedAsync(phone);
        await ForgottenAsync(phone, "ballot:", "ballot-choice:");

        // Not only where the browser heeds the header that clears a site's storage: held here, before it comes.
        await phone.EvaluateAsync("addEventListener('submit', event => event.preventDefault(), { once: true })");
        await phone.Locator(".account summary").ClickAsync();
        await phone.Locator("form[action='/sign-out'] button").ClickAsync();
        await ForgottenAsync(phone, "ballot");
    }

    [Fact]
    public async Task Topic_AfterItsMeeting_IsVotedOn_AndTheResolutionBecomesATask()
    {
        var chair = await App.EnterAsync(Role.CouncilChair);
        await chair.GotoAsync(App.Url + "topics");
        await chair.GetByRole(AriaRole.Link, new() { Name = DemoTopicPlan.ReadyTitle }).ClickAsync();
        await chair.WaitForURLAsync("**/topics/*");
        var topic = chair.Url;
        var number = (await chair.Locator("[data-vote]").GetAttributeAsync("data-vote"))!;
        await chair.Locator("[data-do=open]").ClickAsync();
        await ConnectedAsync(chair);
        await chair.Locator("[data-step=open]").ClickAsync();
        await Expect(chair.Locator("[data-state=Open]")).ToBeVisibleAsync();

        // Five of the seven on its roll: the council wants two thirds of them there, and more than half of all to agree.
        var hall = await App.OpenAsync(390, 844);
        for (var resident = 1; resident <= 5; resident++)
        {
            Assert.True((await hall.APIRequest.PostAsync($"{App.Url}demo/sign-in/Resident?as={resident}")).Ok);
            Assert.True((await hall.APIRequest.PostAsync($"{App.Url}api/votes/{number}/ballots", new() { DataObject = new { option = resident == 5 ? "against" : "for", clientKey = "phone" } })).Ok);
        }

        await chair.Locator("[data-step=close]").ClickAsync();
        await chair.Locator(".ask .button.primary").ClickAsync();
        await chair.Locator("[data-step=announce]").ClickAsync();
        await chair.Locator("[data-topic].primary").ClickAsync();
        await ConnectedAsync(chair);
        await Expect(chair.Locator("[data-resolution=Adopted] #result")).ToHaveTextAsync("通过");
        await chair.Locator("[data-do=plan]").ClickAsync();
        await chair.Locator(".ask .button.primary").ClickAsync();
        await chair.Locator("[data-do=assign]").ClickAsync();
        await chair.FillAsync(".ask [name=what]", "搭棚、装喷淋");
        await chair.SelectOptionAsync(".ask [name=owner]", new SelectOptionValue { Label = "马大勇" });

        // The page is lost before it was sent: what was written is there again, and gone once the desk has it.
        await chair.ReloadAsync();
        await ConnectedAsync(chair);
        await chair.Locator("[data-do=assign]").ClickAsync();
        await Expect(chair.Locator(".ask [name=what]")).ToHaveValueAsync("搭棚、装喷淋");
        await chair.Locator(".ask .button.primary").ClickAsync();
        await Expect(chair.Locator("[data-task='1']")).ToContainTextAsync("马大勇");
        await ForgottenAsync(chair, "draft:topic-task");

        // Its owner sees it with the button that ends it; everybody sees it in the year's plan.
        var owner = await App.EnterAsync(Role.RepairWorker, 390, 844);
        await owner.GotoAsync(topic);
        await Expect(owner.Locator("[data-task='1'] [data-do=finish]")).ToBeVisibleAsync();
        await owner.GotoAsync(App.Url + "topics/plan");
        await Expect(owner.Locator(".plan")).ToContainTextAsync("搭棚、装喷淋");
        await Axe.CheckAsync(owner);
    }

    // As somebody does who believes nobody: both files as the page gives them away, opened from the disk without a network.
    private async Task VerifiedAsync(IPage from, string code)
    {
        var folder = Directory.CreateTempSubdirectory("console-verifier-").FullName;
        try
        {
            foreach (var (link, file) in new[] { ("/record", "vote.json"), ("/vote-verifier.html", "vote-verifier.html") })
            {
                var given = await from.RunAndWaitForDownloadAsync(() => from.Locator($".evidence a[href$='{link}']").ClickAsync());
                await given.SaveAsAsync(Path.Combine(folder, file));
            }

            var desk = await App.OpenAsync(390, 844);
            await desk.Context.SetOfflineAsync(true);
            await desk.GotoAsync(new Uri(Path.Combine(folder, "vote-verifier.html")).AbsoluteUri);
            await desk.SetInputFilesAsync("#file", Path.Combine(folder, "vote.json"));

            await Expect(desk.Locator("#verdict.right")).ToHaveTextAsync("✓ 全部正确");
            await Expect(desk.Locator("#result")).ToContainTextAsync("参与 5，名册 7");
            await desk.FillAsync("#code", code);
            await Expect(desk.Locator("#found")).ToContainTextAsync("在。");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ForgottenAsync(IPage phone, params string[] beginnings) =>
        await phone.WaitForFunctionAsync("beginnings => !Object.keys(sessionStorage).some(key => beginnings.some(one => key.startsWith(one)))", beginnings);

    private async Task<string> PublishAsync(IPage chair)
    {
        await chair.GotoAsync(App.Url + "votes/new");
        await ConnectedAsync(chair);
        await chair.FillAsync("textarea[data-keep=vote-question]", Question);
        await chair.SelectOptionAsync(".form select", "procedural");
        await chair.Locator(".form label", new() { HasText = "沈一诺" }).Locator("input").CheckAsync();
        await chair.Locator(".form label", new() { HasText = "唐启明" }).Locator("input").CheckAsync();
        await chair.Locator(".form button[type=submit]").ClickAsync();
        await Expect(chair.Locator(".preview")).ToContainTextAsync(Question);
        await chair.Locator("[data-publish]").ClickAsync();
        await chair.WaitForURLAsync("**/chair");
        return chair.Url.Split('/')[^2];
    }

    private async Task<IPage> PhoneAsync(int resident, string number, string at)
    {
        var phone = await App.OpenAsync(390, 844, at: at);
        Assert.True((await phone.APIRequest.PostAsync($"{at}demo/sign-in/Resident?as={resident}")).Ok);
        await phone.GotoAsync($"{at}votes/{number}");
        await ConnectedAsync(phone);
        await Expect(phone.Locator("[data-ballot]")).ToBeVisibleAsync();
        return phone;
    }

    private static async Task ChooseAsync(IPage phone, string option)
    {
        await Expect(phone.Locator("[data-cast]").First).ToBeHiddenAsync();
        await phone.Locator($"[data-option={option}] label").ClickAsync();
        await phone.Locator($"[data-option={option}] [data-cast]").ClickAsync();
    }
}
