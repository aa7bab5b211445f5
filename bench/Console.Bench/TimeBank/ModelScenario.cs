using System.Diagnostics;
using System.Globalization;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Tests.Outbound.Chain;

namespace CommunityConsole.Bench.TimeBank;

/// <summary>The long run of contract against rules on a real node, and what steps cost there; exit code 1 where a step costs more than it may. Wants build/chain-tools.sh to have run.</summary>
internal static class ModelScenario
{
    private const int Window = 250;

    /// <summary>Arguments: steps (20000), seed (by chance).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var steps = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Random.Shared.Next();
        Console.WriteLine($"{steps} steps, seed {seed}");
        var kept = await GasTable.PrintAsync();

        await using var chain = await LocalChain.StartAsync("--block-time", "0.25");
        await chain.DeployAsync();
        var run = new ModelRun(chain, seed, Window);
        var watch = Stopwatch.StartNew();
        await run.TakeAsync(steps);
        Console.WriteLine($"compared {steps} steps in {watch.Elapsed.TotalSeconds:0.0} s, {steps / watch.Elapsed.TotalSeconds:0}/s");
        await run.CompareStateAsync();
        await run.RetireAsync(200);
        await run.CompareStateAsync();
        Console.WriteLine($"state compared too, {watch.Elapsed.TotalSeconds:0.0} s in all; nothing differs");
        Console.WriteLine(string.Join(", ", run.Outcomes.OrderByDescending(static o => o.Value).Select(static o => $"{o.Key} {o.Value}")));
        foreach (var (kind, gas) in run.Gas.OrderBy(static g => g.Key))
        {
            gas.Sort();
            Console.WriteLine($"{kind,-16} {gas.Count,6} taken, gas median {gas[gas.Count / 2],7}, most {gas[^1],7}{(kind == nameof(ConfirmMany) ? " a record" : "")}");
        }

        return kept ? 0 : 1;
    }
}
