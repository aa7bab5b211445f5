using BenchmarkDotNet.Running;

namespace CommunityConsole.Bench;

internal static class Entry
{
    /// <summary>A scenario by its name, else the benchmarks that the arguments choose.</summary>
    private static async Task<int> Main(string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case "store":
                await Intake.StoreScenario.RunAsync(args[1..]);
                return 0;
            case "intake":
                await Intake.IntakeScenario.RunAsync();
                return 0;
            case "watch":
                Anomalies.WatchScenario.Run();
                return 0;
            case "decode":
                Decode.DecodeScenario.Run();
                return 0;
            case "guess":
                Repairs.GuessScenario.Run();
                return 0;
            case "mqtt-load":
                return await MqttLoad.RunAsync(args[1..]);
            case "mqtt-compare":
                return await Compare.CompareScenario.RunAsync(args[1..]);
            case "mqtt-floor":
                return await Compare.Floor.RunAsync(args[1..]);
            case "mqtt-serve":
                return await MqttServe.RunAsync(args[1..]);
            case "sos":
                return await Sos.SosScenario.RunAsync(args[1..]);
            case "consoles":
                return await Consoles.ConsolesScenario.RunAsync(args[1..]);
            case "repairs":
                return await Repairs.RepairsScenario.RunAsync(args[1..]);
            case "votes":
                return await Votes.VotesScenario.RunAsync(args[1..]);
            case "hall":
                return await Votes.HallScenario.RunAsync(args[1..]);
            case "street":
                return await Street.StreetScenario.RunAsync(args[1..]);
            case "district":
                return await District.DistrictScenario.RunAsync(args[1..]);
            case "points":
                return await Points.PointsScenario.RunAsync(args[1..]);
            case "points-serve":
                return await Points.PointsServer.RunAsync(args[1]);
            case "timebank-model":
                return await TimeBank.ModelScenario.RunAsync(args[1..]);
            case "timebank-outbox":
                return await TimeBank.OutboxScenario.RunAsync(args[1..]);
            case "timebank-verify":
                return TimeBank.VerifyScenario.Run(args[1..]);
            case "timebank-coverage":
                return await TimeBank.CoverageScenario.RunAsync(args[1..]);
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Entry).Assembly).Run(args);
                return 0;
        }
    }
}
