using System.Globalization;
using Bunit;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Pages.Care;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Radzen;

namespace CommunityConsole.Web.Tests.Pages.Care;

public sealed class ShelveDialogTests : BunitContext
{
    public ShelveDialogTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(MadeUpAlerts.Noon));
        Services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        Services.AddScoped<DialogService>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task Choices_SayWhenItComesBack_AndNothingIsShelvedWithoutAReason()
    {
        var answer = Services.GetRequiredService<DialogService>().OpenAsync<ShelveDialog>("搁置");   // the dialog closes the newest one that is open
        var dialog = Render<ShelveDialog>(parameters => parameters.Add(one => one.Alert, MadeUpAlerts.Of(1)));
        Assert.Equal(
            ["1 小时（到 13:00）", "4 小时（到 16:00）", "到早上 8 点（11-23 08:00）", "24 小时（到 11-23 12:00）"],
            dialog.FindAll(".choice").Select(choice => choice.TextContent.Trim()));

        dialog.FindAll(".choice input")[2].Change(true);
        dialog.Find("textarea").Input("  ");
        Assert.True(dialog.Find(".primary").HasAttribute("disabled"));
        dialog.Find("textarea").Input(" 女儿明早来 ");
        dialog.Find(".primary").Click();

        Assert.Equal(new ShelveAnswer(Core.Care.ShelfTime.Morning, "女儿明早来"), (object?)await answer);
    }
}
