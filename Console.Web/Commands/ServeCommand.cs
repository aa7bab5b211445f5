using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Commands;

/// <summary><c>serve</c>: the console, the embedded MQTT server and everything behind them, until stopped.</summary>
internal static class ServeCommand
{
    /// <summary>Serves until a signal; 1 when a setting is wrong (the message names its key).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = ConsoleHost.Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException wrong)
        {
            return await RefuseAsync(wrong.Failures);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(one => one is OptionsValidationException))
        {
            return await RefuseAsync(several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(wrong => wrong.Failures));
        }
    }

    private static async Task<int> RefuseAsync(IEnumerable<string> failures)
    {
        foreach (var failure in failures)
        {
            await Console.Error.WriteLineAsync($"设置有误 / wrong setting: {failure}");
        }

        return 1;
    }
}
