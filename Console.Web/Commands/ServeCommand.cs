namespace CommunityConsole.Web.Commands;

/// <summary><c>serve</c>: the console, the embedded MQTT server and everything behind them, until stopped.</summary>
internal static class ServeCommand
{
    /// <summary>Serves until a signal; 1 when a setting or the machine does not allow it (a sentence says what to do).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = ConsoleHost.Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;   // asked to stop while it was starting
        }
        catch (Exception fault) when (StartFault.Say(fault) is { Count: > 0 } sentences)
        {
            foreach (var sentence in sentences)
            {
                await Console.Error.WriteLineAsync(sentence);
            }

            return 1;
        }
    }
}
