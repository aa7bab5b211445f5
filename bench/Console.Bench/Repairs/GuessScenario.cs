using System.Diagnostics;
using System.Globalization;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Bench.Repairs;

/// <summary>What the guess costs: learning in a program just started, then one text at a time.</summary>
internal static class GuessScenario
{
    public static void Run()
    {
        var processor = Environment.CpuUsage.TotalTime;
        var began = Stopwatch.GetTimestamp();
        var guesser = ServiceGuess.Default;
        Say($"learning, just started: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:f0} ms, of the processor {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds:f0} ms");

        var texts = GuessTraining.Read();
        foreach (var round in new[] { "first", "second", "third" })
        {
            var times = texts.Select(text =>
            {
                var asked = Stopwatch.GetTimestamp();
                guesser.Of(text.Description, text.Location);
                return Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            }).Order().ToList();
            Say($"one text, {round} round of {times.Count}: median {times[times.Count / 2]:f3} ms, 95 in 100 below {times[times.Count * 95 / 100]:f3} ms");
        }
    }

    private static void Say(FormattableString line) => System.Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
