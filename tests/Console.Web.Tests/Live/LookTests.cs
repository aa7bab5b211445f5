using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Http;

namespace CommunityConsole.Web.Tests.Live;

public sealed class LookTests
{
    [Theory]
    [InlineData("/care", "", "dark.large", "dark", "large")]
    [InlineData("/care", "", null, "light", "normal")]
    [InlineData("/wall", "", "light.large", "dark", "normal")]
    [InlineData("/wall", "", null, "dark", "normal")]
    [InlineData("/wall", "?theme=light", "dark.normal", "light", "normal")]
    [InlineData("/screen/7", "", "dark.large", "light", "normal")]
    [InlineData("/screen/7", "?theme=dark", null, "dark", "normal")]
    [InlineData("/wallet", "", "light.large", "light", "large")]
    [InlineData("/care", "", "contrast.normal", "contrast", "normal")]
    public void Of_Request_IsWhatWasChosen_ExceptOnADisplay(string path, string query, string? chosen, string theme, string font)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        if (chosen is not null)
        {
            context.Request.Headers.Cookie = $"{Look.Cookie}={chosen}";
        }

        Assert.Equal(new Look(theme, font), Look.Of(context.Request));
    }
}
