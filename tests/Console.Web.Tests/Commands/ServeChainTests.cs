using CommunityConsole.Web.Commands;

namespace CommunityConsole.Web.Tests.Commands;

public sealed class ServeChainTests
{
    [Theory]
    [InlineData("--chain dev --Urls http://localhost:1", "--Chain:Mode=dev --Urls http://localhost:1")]
    [InlineData("--Urls x --chain=off", "--Urls x --Chain:Mode=off")]
    [InlineData("--Urls x", "--Urls x")]
    public void Chain_DevOrOff_IsTheSetting(string given, string read)
    {
        var args = given.Split(' ');

        Assert.True(ServeCommand.TryReadChain(ref args));
        Assert.Equal(read, string.Join(' ', args));
    }

    [Theory]
    [InlineData("--chain")]
    [InlineData("--chain main")]
    [InlineData("--chain=")]
    public async Task Chain_AnythingElse_IsNoCommandLine(string given) => Assert.Equal(CommandLine.Unusable, await ServeCommand.RunAsync(given.Split(' ')));
}
