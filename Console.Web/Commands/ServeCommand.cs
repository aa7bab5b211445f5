namespace CommunityConsole.Web.Commands;

/// <summary><c>serve</c>: the console, the embedded MQTT server and everything behind them, until stopped.</summary>
internal static class ServeCommand
{
    /// <summary>Serves until a signal; 1 when a setting or the machine does not allow it (a sentence says what to do).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (!TryReadChain(ref args))
        {
            await Console.Error.WriteLineAsync("--chain 后面写 dev（本机试用链）或 off（不用链）。");
            await Console.Error.WriteLineAsync("After --chain comes dev (a chain on this machine, for trying out) or off.");
            return CommandLine.Unusable;
        }

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

    // --chain dev is short for the setting of that name; where the settings name a node, off leaves it out for this run.
    internal static bool TryReadChain(ref string[] args)
    {
        var rest = new List<string>();
        for (var at = 0; at < args.Length; at++)
        {
            if (args[at] != "--chain" && !args[at].StartsWith("--chain=", StringComparison.Ordinal))
            {
                rest.Add(args[at]);
                continue;
            }

            var mode = args[at] == "--chain" ? (at + 1 < args.Length ? args[++at] : "") : args[at]["--chain=".Length..];
            if (mode is not ("dev" or "off"))
            {
                return false;
            }

            rest.Add($"--Chain:Mode={mode}");
        }

        args = [.. rest];
        return true;
    }
}
