using System.Diagnostics;

namespace CommunityConsole.Web.Tests.Commands;

/// <summary>One run of the program with a command, as a process of its own.</summary>
internal sealed record ProgramRun(int Code, string Said, string Complained)
{
    /// <summary>What stands behind a label at the start of a line.</summary>
    internal string After(string label) =>
        Said.Split('\n').Single(line => line.Contains(label, StringComparison.Ordinal)).Split(": ", 2)[1].Trim();

    internal static async Task<ProgramRun> OfAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Console.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["Data__Directory"] = folder;
        start.Environment["Demo__Enabled"] = "false";
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return new ProgramRun(process.ExitCode, await said, await complained);
    }
}
