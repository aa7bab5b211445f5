using CommunityConsole.Core.Community;
using CommunityConsole.Core.TimeBank;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>An hour of help, from two neighbours' phones to the counter and back again.</summary>
public sealed class TimeTests(BrowserApp app) : BrowserTests(app)
{
    [Fact]
    public async Task Help_IsAskedForMatchedServedConfirmedByTheStation_Disputed_AndReversed()
    {
        const string words = "陪我去公园走走";
        var asker = await OnTheirPhoneAsync(5);
        await Expect(asker.Locator("[data-balance]")).ToBeVisibleAsync();
        await Axe.CheckAsync(asker);
        await asker.Locator("[data-ask]").ClickAsync();
        await asker.Locator("select[name=service]").SelectOptionAsync("1");
        await asker.Locator("select[name=building]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await asker.FillAsync("input[name=door]", "1 单元 202");
        await asker.FillAsync("input[name=phone]", "13800005555");
        await asker.FillAsync("textarea[name=note]", words);
        await Axe.CheckAsync(asker);
        await asker.Locator("[data-send]").ClickAsync();
        var asked = asker.Locator("[data-help]", new() { HasText = words });
        await Expect(asked).ToHaveAttributeAsync("data-state", "Asked");
        var id = await asked.GetAttributeAsync("data-help");

        // The neighbour sees surname and building, volunteers, and gets door and number once both have agreed.
        var helper = await OnTheirPhoneAsync(3);
        var open = helper.Locator($"[data-open='{id}']");
        await Expect(open).ToContainTextAsync("孙**");
        await Expect(open).ToContainTextAsync("那时有空");
        await open.Locator("[data-volunteer]").ClickAsync();
        var helping = helper.Locator($"[data-help='{id}']");
        await Expect(helping).ToHaveAttributeAsync("data-state", "Proposed");
        await Expect(helping).Not.ToContainTextAsync("202");
        await asked.Locator("[data-agree]").ClickAsync();
        await Expect(helping).ToHaveAttributeAsync("data-state", "Agreed");
        await Expect(helping).ToContainTextAsync("1 单元 202");
        await Expect(helping.Locator("[data-phone]")).ToHaveAttributeAsync("href", "tel:13800005555");

        await helping.Locator("[data-serve]").ClickAsync();
        await helper.FillAsync("input[name=minutes]", "40");
        await helper.Locator("[data-send]").ClickAsync();
        await Expect(helping).ToHaveAttributeAsync("data-state", "Filed");

        // The clerk confirms in the station's name.
        var clerk = await App.EnterAsync(Role.StationClerk);
        await clerk.GotoAsync(App.Url + "time/board?show=Confirm");
        await ConnectedAsync(clerk);
        var line = clerk.Locator($"[data-help='{id}']");
        await Expect(line).ToContainTextAsync("40 分钟");
        await Axe.CheckAsync(clerk);
        await line.Locator("[data-instead]").ClickAsync();
        await clerk.FillAsync(".ask textarea", "电话问过本人");
        await clerk.Locator(".ask .button.primary").ClickAsync();
        await Expect(line).ToHaveCountAsync(0);
        var service = asker.Locator("[data-line=Service]", new() { HasText = "−40 分钟" });
        await Expect(service).ToBeVisibleAsync();

        await service.Locator("[data-dispute]").ClickAsync();
        await asker.FillAsync(".ask textarea", "只走了十分钟");
        await asker.Locator(".ask .button.primary").ClickAsync();
        await Expect(service.Locator("[data-dispute]")).ToHaveCountAsync(0);   // the bank has it

        // The grid manager's ruling, at the desk itself.
        var store = App.Services.GetRequiredService<ITimeBankStore>();
        var record = await store.LookAsync(sight => sight.State.Records.Single(one => one.Value.Status == RecordStatus.Disputed && one.Value.Credited == 40).Key, default);
        var manager = new Actor(new StaffId("demo-GridManager"), "周建平", Role.GridManager, "demo");
        Assert.Null((await App.Services.GetRequiredService<TimeBankDesk>().RuleAsync(record, reverse: true, "问过两边，时间不对", manager, default)).Problem);
        await Expect(service).ToContainTextAsync("已冲回");
        await Expect(asker.Locator("[data-line=Reversal]").First).ToContainTextAsync("+40 分钟");
        await Expect(helping).ToHaveCountAsync(0);
        await Axe.CheckAsync(asker);
    }

    private async Task<IPage> OnTheirPhoneAsync(int resident)
    {
        var phone = await App.OpenAsync(390, 844);
        Assert.True((await phone.APIRequest.PostAsync($"{App.Url}demo/sign-in/Resident?as={resident}")).Ok);
        await phone.GotoAsync(App.Url + "time");
        await ConnectedAsync(phone);
        return phone;
    }
}
