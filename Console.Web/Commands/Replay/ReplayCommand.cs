using System.ComponentModel.DataAnnotations;
using System.Text;

namespace CommunityConsole.Web.Commands.Replay;

/// <summary><c>replay FILE.csv[.gz] [--out FILE]</c>: recorded readings through the watches, decisions out.</summary>
/// <remarks>Starts from an empty state, opens no port and touches no data directory.</remarks>
internal static class ReplayCommand
{
    private const int Unreadable = 2;

    /// <summary>Runs the command on the console.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        return await RunAsync(args, output, Console.Error, CancellationToken.None);
    }

    /// <summary>Runs the command; 0, or 2 when the file cannot be read or a setting is wrong.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (!TryArguments(args, out var file, out var target))
        {
            await errors.WriteLineAsync("usage: replay FILE.csv[.gz] [--out FILE]");
            return Unreadable;
        }

        try
        {
            var (options, calendar) = Recording.Settings();
            await using var input = Recording.Open(file);
            var warmUp = await ReplayWarmUp.RunAsync(options, calendar, cancellation);
            var reader = new ReplayReader(input, calendar, errors);
            reader.ReadHeader();
            var run = new ReplayRun(options, calendar);
            var decisions = run.Decide(reader, cancellation);
            if (target is null)
            {
                await DecisionLines.WriteAsync(decisions, calendar, output, cancellation);
            }
            else
            {
                await using var into = new StreamWriter(target, append: false, new UTF8Encoding(false));
                await DecisionLines.WriteAsync(decisions, calendar, into, cancellation);
            }

            await errors.WriteLineAsync(run.Report(reader, warmUp));
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or ValidationException or InvalidOperationException)
        {
            await errors.WriteLineAsync($"replay: {fault.Message}");
            return Unreadable;
        }
    }

    private static bool TryArguments(string[] args, out string file, out string? target)
    {
        (file, target) = ("", null);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--out" && i + 1 < args.Length)
            {
                target = args[++i];
            }
            else if (file.Length == 0 && !args[i].StartsWith('-'))
            {
                file = args[i];
            }
            else
            {
                return false;
            }
        }

        return file.Length > 0;
    }
}
