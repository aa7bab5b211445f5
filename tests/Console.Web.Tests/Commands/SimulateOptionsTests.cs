using CommunityConsole.Web.Commands;

namespace CommunityConsole.Web.Tests.Commands;

public sealed class SimulateOptionsTests
{
    [Fact]
    public void Parse_AllThatIsAsked_IsTaken()
    {
        var options = SimulateOptions.Parse(["--homes", "40", "--speed", "60", "--host", "broker", "--port", "2883", "--rate", "500"], out _)!;

        Assert.Equal((40, 60, "broker", 2883, 500), (options.Homes, options.Speed, options.Host, options.Port, options.Rate));
    }

    [Theory]
    [InlineData("--homes", "0")]
    [InlineData("--speed", "-1")]
    [InlineData("--speed", "NaN")]
    [InlineData("--port", "99999")]
    [InlineData("--community", "a/b")]
    [InlineData("--colour", "red")]
    [InlineData("--homes")]
    public async Task Run_WithWhatCannotBeUnderstood_NamesItAndEndsWithTwo(params string[] args)
    {
        var error = new StringWriter();

        var code = await SimulateCommand.RunAsync(args, TextWriter.Null, error, CancellationToken.None);

        Assert.Equal(2, code);
        Assert.Contains(string.Join(' ', args), error.ToString(), StringComparison.Ordinal);
    }
}
