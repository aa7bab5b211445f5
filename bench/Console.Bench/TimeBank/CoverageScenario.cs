using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;
using CommunityConsole.Web.Tests.Outbound.Chain;

namespace CommunityConsole.Bench.TimeBank;

/// <summary>How many ways of the contract's conditional jumps random steps and crooked calls take, counted from the node's own traces.</summary>
internal static class CoverageScenario
{
    private const double Wanted = 0.95;

    /// <summary>Arguments: random steps (3000), seed (by chance).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var steps = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3000;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Random.Shared.Next();
        var coverage = await CompileAsync();
        await using var chain = await LocalChain.StartAsync("--steps-tracing");
        await chain.DeployAsync();
        var transactions = 0;
        chain.Seen = async receipt =>
        {
            transactions++;
            object options = new { disableStack = true, disableStorage = true, enableMemory = false };
            var trace = await chain.Rpc.CallAsync("debug_traceTransaction", [EvmHex.Of(receipt.Transaction.Span), options], default);
            coverage.Add(trace["structLogs"].Json.EnumerateArray().Select(static log => log.GetProperty("pc").GetInt32()));
        };
        await new ModelRun(chain, seed, window: 1).TakeAsync(steps);
        await new CrookedCalls(chain).SendAsync();
        await new LastCalls(chain).SendAsync();

        var (all, taken) = coverage.Ways;
        foreach (var line in coverage.Missing)
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"seed {seed}, {transactions} transactions: {taken} of {all} ways taken, {100.0 * taken / all:0.0} %");
        return taken >= Wanted * all ? 0 : 1;
    }

    private static async Task<JumpCoverage> CompileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("coverage-");
        var map = Path.Combine(folder.FullName, "map.json");
        using var compiling = Process.Start("node", [Path.Combine(ContractFiles.Tools, "compile.mjs"), "--out", folder.FullName, "--map", map]);
        await compiling.WaitForExitAsync();
        using var compiled = JsonDocument.Parse(await File.ReadAllTextAsync(map));
        folder.Delete(recursive: true);
        return new JumpCoverage(compiled.RootElement);
    }
}
