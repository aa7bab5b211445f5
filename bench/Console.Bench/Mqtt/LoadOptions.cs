using System.Globalization;

namespace CommunityConsole.Bench;

/// <summary>What <c>mqtt-load</c> does; see <see cref="Usage"/>.</summary>
internal sealed record LoadOptions
{
    public const string Usage = """
        mqtt-load [--host 127.0.0.1] [--port 1883] [--connections 50] [--rate 0] [--seconds 10] [--window 20]
                  [--count 0] [--qos 1] [--bytes 240] [--version 5] [--topic "community/demo/home/load{0}/water/w{0}"]
          --rate    messages per second over all connections; 0 sends as fast as acknowledgements come
          --window  publications of one connection that wait for their acknowledgement
          --count   messages of each connection instead of a time; 0 for the time
          --bytes   length of a payload; --topic with {0} for the number of the connection
        """;

    public string Host { get; init; } = "127.0.0.1";

    public int Port { get; init; } = 1883;

    public int Connections { get; init; } = 50;

    public double Rate { get; init; }

    public double Seconds { get; init; } = 10;

    public int Window { get; init; } = 20;

    public int Count { get; init; }

    public int Qos { get; init; } = 1;

    public int Bytes { get; init; } = 240;

    public int Version { get; init; } = 5;

    public string Topic { get; init; } = "community/demo/home/load{0}/water/w{0}";

    /// <summary>The topic of each connection, where they follow no pattern.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>The first part of the client ids.</summary>
    public string Client { get; init; } = "load";

    /// <summary>Seconds.</summary>
    public ushort KeepAlive { get; init; } = 60;

    public string TopicOf(int number) => Topics?[number] ?? string.Format(CultureInfo.InvariantCulture, Topic, number);

    /// <exception cref="ArgumentException">An unknown name, or a name without a value.</exception>
    public static LoadOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new LoadOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} has no value.");
            options = args[i] switch
            {
                "--host" => options with { Host = value },
                "--port" => options with { Port = Int(value) },
                "--connections" => options with { Connections = Int(value) },
                "--rate" => options with { Rate = double.Parse(value, CultureInfo.InvariantCulture) },
                "--seconds" => options with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
                "--window" => options with { Window = Int(value) },
                "--count" => options with { Count = Int(value) },
                "--qos" => options with { Qos = Int(value) },
                "--bytes" => options with { Bytes = Int(value) },
                "--version" => options with { Version = Int(value) },
                "--topic" => options with { Topic = value },
                _ => throw new ArgumentException($"{args[i]} is not known."),
            };
        }

        return options;
    }

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
