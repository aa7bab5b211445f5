using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Bench.Street;

/// <summary>How large, how long, how much happens.</summary>
internal sealed record StreetOptions
{
    public int Homes { get; init; } = 2_000;

    /// <summary>Days that are worked.</summary>
    public int Days { get; init; } = 30;

    /// <summary>Days that the watches have learned before.</summary>
    public int Learned { get; init; } = 60;

    /// <summary>People who collapse in the time worked; far more often than in life, so that a share can be given.</summary>
    public int Collapses { get; init; } = 100;

    public int Seed { get; init; } = 1;

    public static StreetOptions Parse(string[] args)
    {
        var options = new StreetOptions();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = int.Parse(args[i + 1], System.Globalization.CultureInfo.InvariantCulture);
            options = args[i] switch
            {
                "--homes" => options with { Homes = value },
                "--days" => options with { Days = value },
                "--learned" => options with { Learned = value },
                "--collapses" => options with { Collapses = value },
                "--seed" => options with { Seed = value },
                _ => throw new ArgumentException($"Unknown option {args[i]}; there are --homes, --days, --learned, --collapses and --seed."),
            };
        }

        return options;
    }
}

/// <summary>A person who lies helpless from an instant on, in a home whose water, power and door are watched.</summary>
internal sealed record Incident(SimulatedHome Home, DateTimeOffset At);

/// <summary>What goes wrong in the street, and where: the same for the same seed.</summary>
internal sealed class StreetPlan
{
    private static readonly TimeSpan FoundAtLast = TimeSpan.FromHours(96);
    private readonly Dictionary<int, List<Happening>> _happenings = [];

    public StreetPlan(Estate estate, StreetOptions options, DateTimeOffset start)
    {
        var random = new Random(options.Seed);
        var order = estate.Homes.ToArray();
        random.Shuffle(order);
        var next = 0;

        IEnumerable<SimulatedHome> Some(int count) => order[next..(next = Math.Min(order.Length, next + count))];
        DateTimeOffset Sometime(double daysBefore) => start.AddMinutes(random.Next((int)((options.Days - daysBefore) * 24 * 60)));

        // Each home has one thing at most, so that what the desk does about it can be told.
        foreach (var home in Some(options.Collapses))
        {
            var at = Sometime(2);
            Incidents.Add(new Incident(home, at));
            Happen(home, new Happening(HappeningKind.Collapse, at, at + FoundAtLast, Amount: random.Next(2) * 60));
        }

        foreach (var home in Some(options.Homes / 10))
        {
            var at = Sometime(5);
            Happen(home, new Happening(HappeningKind.Away, at, at.AddHours(random.Next(20, 120))));
        }

        foreach (var home in Some(options.Homes / 40))
        {
            var at = Sometime(3);
            Happen(home, new Happening(random.Next(2) == 0 ? HappeningKind.Backlog : HappeningKind.Silence, at, at.AddHours(random.Next(3, 40)), DeviceKind.Water));
        }

        foreach (var home in Some(options.Homes / 40))
        {
            Happen(home, new Happening(HappeningKind.WeakBattery, Sometime(1), Amount: 8));
        }

        foreach (var home in Some(options.Homes / 100))
        {
            var at = Sometime(1);
            Happen(home, new Happening(HappeningKind.RunningTap, at, at.AddHours(6), Amount: 300));
        }

        foreach (var home in Some(options.Homes / 50))
        {
            var at = Sometime(1);
            Presses.Add(new Incident(home, at));
            Happen(home, new Happening(HappeningKind.Sos, at));
        }

        // The network of one building fails for five hours in the evening.
        var cut = start.AddDays(options.Days / 2).AddHours(19);
        foreach (var home in estate.Homes.Where(home => home.Building == estate.Homes[0].Building))
        {
            Happen(home, new Happening(HappeningKind.Backlog, cut, cut.AddHours(5)));
        }
    }

    /// <summary>Who collapses, when.</summary>
    public List<Incident> Incidents { get; } = [];

    /// <summary>Who presses the button, when.</summary>
    public List<Incident> Presses { get; } = [];

    public IReadOnlyList<Happening> Of(SimulatedHome home) => _happenings.GetValueOrDefault(home.Number) ?? [];

    private void Happen(SimulatedHome home, Happening happening)
    {
        if (!_happenings.TryGetValue(home.Number, out var all))
        {
            _happenings[home.Number] = all = [];
        }

        all.Add(happening);
    }
}
