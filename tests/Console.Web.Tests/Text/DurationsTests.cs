using System.Globalization;
using CommunityConsole.Web.Text;

namespace CommunityConsole.Web.Tests.Text;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("zh-CN", "-00:00:05", "0 分 00 秒")]
    [InlineData("zh-CN", "00:12:05", "12 分 05 秒")]
    [InlineData("zh-CN", "06:20:59", "6 小时 20 分")]
    [InlineData("zh-CN", "3.04:00:00", "3 天 4 小时")]
    [InlineData("en-US", "06:05:00", "6 h 05 min")]
    [InlineData("en-US", "3.04:00:00", "3 d 4 h")]
    public void Of_Span_IsSaidInTheReadersLanguage(string culture, string span, string words)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

        Assert.Equal(words, Durations.Of(TimeSpan.Parse(span, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("00:00:00.250", "250 毫秒")]
    [InlineData("00:00:45", "45 秒")]
    [InlineData("00:15:00", "15 分")]
    [InlineData("01:30:00", "1.5 小时")]
    [InlineData("3.00:00:00", "3 天")]
    public void About_Span_IsRoundedToWhatMatters(string span, string words)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("zh-CN");

        Assert.Equal(words, Durations.About(TimeSpan.Parse(span, CultureInfo.InvariantCulture)));
    }
}
