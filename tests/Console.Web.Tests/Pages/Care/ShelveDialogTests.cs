using System.Globalization;
using Bunit;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Pages.Care;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Radzen;

namespace CommunityConsole.Web.Tests.Pages.Care;

public sealed class ShelveDialogTests : BunitContext
{
    private readonly List<ShelveAnswer> _sent = [];
    private readonly Task _asked;
    private Problem? _refusal;

    public ShelveDialogTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(MadeUpAlerts.Noon));
        Services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        Services.AddScoped<DialogService>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        _asked = Services.GetRequiredService<DialogService>().AskAsync<ShelveDialog, ShelveAnswer>("搁置", SendAsync);   // the dialog closes the newest one that is open
    }

    [Fact]
    public async Task Choices_SayWhenItComesBack_AndNothingIsShelvedWithoutAReason()
    {
        var dialog = Show();
        Assert.Equal(
            ["1 小时（到 13:00）", "4 小时（到 16:00）", "到早上 8 点（11-23 08:00）", "24 小时（到 11-23 12:00）"],
            dialog.FindAll(".choice").Select(choice => choice.TextContent.Trim()));

        dialog.FindAll(".choice input")[2].Change(true);
        dialog.Find("textarea").Input("  ");
        Assert.True(dialog.Find("[data-send]").HasAttribute("disabled"));
        dialog.Find("textarea").Input(" 女儿明早来 ");
        dialog.Find("[data-send]").Click();

        await _asked;
        Assert.Equal([new ShelveAnswer(ShelfTime.Morning, "女儿明早来")], _sent);
    }

    [Fact]
    public async Task Refused_TheWordsStayInTheOpenDialog_AndAreForgottenOnceItWasTaken()
    {
        _refusal = new NotAllowed("搁置");
        var dialog = Show();
        dialog.Find("textarea").Input("女儿明早来");
        dialog.Find("[data-send]").Click();

        dialog.WaitForElement("[role=alert]");
        Assert.Contains("您的角色不能执行“搁置”。", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("女儿明早来", dialog.Find("textarea").GetAttribute("value"));
        Assert.False(_asked.IsCompleted);
        Assert.Empty(JSInterop.Invocations["consoleDrafts.forget"]);

        _refusal = null;
        dialog.Find("[data-send]").Click();
        await _asked;
        Assert.Equal(2, _sent.Count);
        Assert.Equal($"shelve-{MadeUpAlerts.Of(1).Id}", Assert.Single(JSInterop.Invocations["consoleDrafts.forget"]).Arguments[0]);
    }

    private IRenderedComponent<ShelveDialog> Show() => Render<ShelveDialog>(parameters => parameters.Add(one => one.Alert, MadeUpAlerts.Of(1)).Add(one => one.Send, SendAsync));

    private Task<Problem?> SendAsync(ShelveAnswer answer)
    {
        _sent.Add(answer);
        return Task.FromResult(_refusal);
    }
}
