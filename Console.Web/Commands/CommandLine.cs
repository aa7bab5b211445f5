using CommunityConsole.Web.Commands.Evaluate;
using CommunityConsole.Web.Commands.Replay;

namespace CommunityConsole.Web.Commands;

/// <summary>Finds the command named by the first argument; without one the program serves.</summary>
internal static class CommandLine
{
    /// <summary>Exit code of a command line that names nothing the program can do.</summary>
    public const int Unusable = 2;

    private delegate Task<int> Command(string[] args);

    private static readonly Dictionary<string, Command> All = new(StringComparer.Ordinal)
    {
        ["serve"] = ServeCommand.RunAsync,
        ["replay"] = ReplayCommand.RunAsync,
        ["evaluate"] = EvaluateCommand.RunAsync,
        ["simulate"] = SimulateCommand.RunAsync,
        ["verify"] = VerifyCommand.RunAsync,
        ["user"] = UserCommand.RunAsync,
        ["device"] = DeviceCommand.RunAsync,
    };

    /// <summary>Runs the command and returns the exit code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        // A first argument with dashes is a setting (--Urls ...), so the command is the default one.
        if (args.Length == 0 || args[0].StartsWith('-'))
        {
            return ServeCommand.RunAsync(args);
        }

        return All.TryGetValue(args[0], out var command) ? command(args[1..]) : RefuseAsync(args[0]);
    }

    private static async Task<int> RefuseAsync(string name)
    {
        await Console.Error.WriteLineAsync($"没有“{name}”这个命令。可用的命令：{string.Join("、", All.Keys)}。");
        await Console.Error.WriteLineAsync($"There is no command \"{name}\". The commands are: {string.Join(", ", All.Keys)}.");
        return Unusable;
    }
}
