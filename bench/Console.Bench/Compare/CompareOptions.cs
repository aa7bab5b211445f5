using System.Globalization;

namespace CommunityConsole.Bench.Compare;

/// <summary>What <c>mqtt-compare</c> does; see <see cref="Usage"/>.</summary>
internal sealed record CompareOptions
{
    public const string Usage = """
        mqtt-compare [--rounds 3] [--seconds 4] [--window 20] [--only qos1,qos0,route,paced,burst,idle] [--servers floor,plain,stored,mosquitto]
          --rounds   how often each server is measured; the servers take turns
          --window   publications of one connection that wait for their acknowledgement
        """;

    public int Rounds { get; init; } = 3;

    public double Seconds { get; init; } = 4;

    public int Window { get; init; } = 20;

    public IReadOnlyList<string> Parts { get; init; } = ["qos1", "qos0", "route", "paced", "burst", "idle"];

    public IReadOnlyList<string> Servers { get; init; } = ["floor", "plain", "stored", "mosquitto"];

    /// <exception cref="ArgumentException">An unknown name, or a name without a value.</exception>
    public static CompareOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new CompareOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} has no value.");
            options = args[i] switch
            {
                "--rounds" => options with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--seconds" => options with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
                "--window" => options with { Window = int.Parse(value, CultureInfo.InvariantCulture) },
                "--only" => options with { Parts = value.Split(',') },
                "--servers" => options with { Servers = value.Split(',') },
                _ => throw new ArgumentException($"{args[i]} is not known."),
            };
        }

        return options;
    }
}
