using System.Net;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Tests.Access;

public sealed class ProductionTests
{
    [Fact]
    public async Task FirstStart_InProduction_HasNoDemoAndAcceptsOnlyThePrintedLink()
    {
        await using var app = new ProductionApp();
        using var client = app.Anonymous();

        using var demo = await client.PostAsync("/demo/sign-in/Administrator", null);
        var page = await client.GetStringAsync("/");

        Assert.Equal(HttpStatusCode.NotFound, demo.StatusCode);
        Assert.DoesNotContain("/demo/sign-in", page, StringComparison.Ordinal);
        Assert.False(app.Services.GetRequiredService<FirstStart>().Accepts(""));
        Assert.False(app.Services.GetRequiredService<FirstStart>().Accepts("guess"));
    }

    [Theory]
    [InlineData("Demo:Speed", "fast")]
    [InlineData("Demo:Homes", "0")]
    [InlineData("Community:Id", "a/b")]
    [InlineData("Community:TimeZone", "Moon/Crater")]
    [InlineData("Proxy:Known", "10.0.0.2, proxy.example")]
    public async Task WrongSetting_StopsTheStart_AndNamesItsKey(string key, string value)
    {
        var wrong = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var app = ConsoleHost.Build(
                ["--environment=Production", "--applicationName=Console.Web", "--Urls=http://127.0.0.1:0", "--Mqtt:Port=0", $"--{key}={value}"]);
            await app.StartAsync();
        });

        var sentences = wrong is AggregateException all ? all.InnerExceptions : (IEnumerable<Exception>)[wrong];
        Assert.Contains(sentences.OfType<OptionsValidationException>().SelectMany(one => one.Failures), failure => failure.Contains(key, StringComparison.Ordinal));
    }

    private sealed class ProductionApp : ConsoleApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseEnvironment("Production");
        }
    }
}
