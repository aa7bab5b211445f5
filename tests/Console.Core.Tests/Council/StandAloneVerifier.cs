using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CommunityConsole.Core.Council;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>The verifier of <c>tools/vote-verifier</c>, run by Node.</summary>
internal static class StandAloneVerifier
{
    private static string Tool => Path.Combine(Here(), "..", "..", "..", "tools", "vote-verifier");

    /// <summary>What it finds in each of the files, all in one run: <c>leaf 7</c>, <c>right closed for</c>, <c>unreadable</c>.</summary>
    internal static async Task<string[]> CheckAsync(IEnumerable<byte[]> files)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(path, files.Select(file => JsonNode.Parse(file)!.ToJsonString(JsonSerializerOptions.Default)));
            var (code, output) = await RunAsync(Path.Combine(Here(), "check-many.mjs"), path);
            Assert.True(code == 0, output);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Runs what a stranger would run; its exit code, and what it printed.</summary>
    internal static async Task<(int Code, string Output)> VerifyAsync(byte[] file, params string[] arguments)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, file);
            return await RunAsync([Path.Combine(Tool, "verify.mjs"), path, .. arguments]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The page as one file.</summary>
    internal static async Task<string> PackAsync() => (await RunAsync(Path.Combine(Tool, "pack.mjs"))).Output;

    /// <summary>What ours finds, in the same words.</summary>
    internal static string Ours(byte[] file)
    {
        try
        {
            var verdict = VoteCheck.Of(VoteExport.Read(file));
            return verdict.Fault is { } fault
                ? $"{Word(fault.Part)} {fault.Number}"
                : $"right {Word(verdict.Stage)} {verdict.Outcome?.Carried ?? "-"}";
        }
        catch (FormatException)
        {
            return "unreadable";
        }
    }

    internal static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        return (node.ExitCode, await output + await errors);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
