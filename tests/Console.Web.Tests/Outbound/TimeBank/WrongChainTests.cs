using CommunityConsole.Core.Community;
using CommunityConsole.Core.Notices;
using CommunityConsole.Web.Tests.Outbound.Chain;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Outbound.TimeBank;

/// <summary>The whole program before a node that is another chain than the settings say.</summary>
public sealed class WrongChainTests
{
    [Fact]
    public async Task WrongChain_IsSaidOnTheStatusPageAndToAdministrators_AndTheProgramWorksOn()
    {
        await using var node = await FakeNode.StartAsync(); // chain id 1
        using var app = new App(node.Url);
        using var boss = await app.EnterAsync(Role.Administrator);
        var notices = app.Services.GetRequiredService<NoticeOutbox>();

        await Eventually.HoldsAsync(() => notices.Active.Any(static notice => notice.Stage == NoticeStage.ChainStandsStill), "an administrator is told");

        Assert.Contains("发件箱停着", await boss.GetStringAsync("/status"), StringComparison.Ordinal);
        Assert.DoesNotContain(node.Asked, static call => call.Contains("sendRaw", StringComparison.Ordinal));
    }

    private sealed class App(Uri node) : ConsoleApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Chain:Mode", "Node");
            builder.UseSetting("Chain:Url", node.ToString());
            builder.UseSetting("Chain:ChainId", "20260");
            builder.UseSetting("Chain:Genesis", new string('1', 64));
            builder.UseSetting("Chain:Contract", ChainVectors.FirstContract.ToString());
            builder.UseSetting("Chain:CodeHash", new string('2', 64));
        }
    }
}
