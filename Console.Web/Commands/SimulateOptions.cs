using System.Globalization;

namespace CommunityConsole.Web.Commands;

/// <summary>What <c>simulate</c> was asked for.</summary>
internal sealed record SimulateOptions
{
    public const string Usage = "simulate --homes N --speed X [--host H] [--port P] [--community C] [--rate MESSAGES_PER_SECOND] [--seed S] [--zone TIMEZONE]";

    public int Homes { get; private init; } = 300;
    public double Speed { get; private init; } = 1;
    public string Host { get; private init; } = "127.0.0.1";
    public int Port { get; private init; } = 1883;
    public string Community { get; private init; } = "demo";

    /// <summary>Extra messages per second of real time, on top of what the homes say by themselves.</summary>
    public double Rate { get; private init; }

    public long Seed { get; private init; } = 1;
    public string Zone { get; private init; } = "Asia/Shanghai";

    /// <summary>Reads <c>--name value</c> pairs; null, with the fault, when one cannot be understood.</summary>
    public static SimulateOptions? Parse(string[] args, out string fault)
    {
        var options = new SimulateOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || options.With(args[i], args[i + 1]) is not { } next)
            {
                fault = string.Join(' ', args.Skip(i).Take(2));
                return null;
            }

            options = next;
        }

        fault = "";
        return options;
    }

    private SimulateOptions? With(string name, string value) => name switch
    {
        "--homes" when int.TryParse(value, CultureInfo.InvariantCulture, out var homes) && homes is > 0 and <= 100_000 => this with { Homes = homes },
        "--speed" when Number(value) is { } speed and > 0 and <= 100_000 => this with { Speed = speed },
        "--host" when value.Length > 0 => this with { Host = value },
        "--port" when int.TryParse(value, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536 => this with { Port = port },
        "--community" when value.Length is > 0 and <= 64 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') => this with { Community = value },
        "--rate" when Number(value) is { } rate and >= 0 and <= 1_000_000 => this with { Rate = rate },
        "--seed" when long.TryParse(value, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        "--zone" when TimeZoneInfo.TryFindSystemTimeZoneById(value, out _) => this with { Zone = value },
        _ => null,
    };

    private static double? Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
