using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>The habits of one made-up older person living alone. Clock times are minutes after local midnight.</summary>
internal sealed record Persona
{
    public required double Wake { get; init; }
    public required double Bed { get; init; }

    /// <summary>Deviation of every habitual time, minutes.</summary>
    public required double Regularity { get; init; }

    public required double NightToilets { get; init; }
    public required double ToiletEvery { get; init; }

    /// <summary>How freely water runs: factor on every draw.</summary>
    public required double Thrift { get; init; }

    public required double MorningOuting { get; init; }
    public required double AfternoonOuting { get; init; }
    public required double EveningOuting { get; init; }
    public required double MarketAt { get; init; }
    public required double Visitors { get; init; }
    public required double Trips { get; init; }
    public required double LaundryPerWeek { get; init; }
    public required double BathsPerWeek { get; init; }
    public required bool BathsInTheMorning { get; init; }
    public required bool ElectricCooker { get; init; }
    public required bool ElectricHeater { get; init; }
    public required double TelevisionWatts { get; init; }
    public required bool NoonTelevision { get; init; }
    public required double StandbyWatts { get; init; }
    public required double FridgeWatts { get; init; }

    /// <summary>Minutes of one turn of the fridge's compressor, on and off together.</summary>
    public required int FridgeCycle { get; init; }

    public required LockMethod Key { get; init; }

    /// <summary>The person of home <paramref name="home"/>; the same each time.</summary>
    public static Persona Of(long seed, long home)
    {
        var dice = new Dice(seed, home, 1);
        return new Persona
        {
            Wake = dice.Around(6.2 * 60, 35),
            Bed = dice.Around(21.6 * 60, 35),
            Regularity = dice.Between(7, 22),
            NightToilets = dice.Between(0.6, 2.2),
            ToiletEvery = dice.Between(110, 190),
            Thrift = dice.Between(0.75, 1.2),
            MorningOuting = dice.Between(0.45, 0.95),
            AfternoonOuting = dice.Between(0.1, 0.6),
            EveningOuting = dice.Between(0, 0.4),
            MarketAt = dice.Around(8.2 * 60, 35),
            Visitors = dice.Between(0.03, 0.3),
            Trips = dice.Between(0, 0.3),
            LaundryPerWeek = dice.Between(1, 3),
            BathsPerWeek = dice.Between(2, 5),
            BathsInTheMorning = dice.Chance(0.15),
            ElectricCooker = dice.Chance(0.55),
            ElectricHeater = dice.Chance(0.5),
            TelevisionWatts = dice.Between(60, 140),
            NoonTelevision = dice.Chance(0.6),
            StandbyWatts = dice.Between(12, 40),
            FridgeWatts = dice.Between(70, 115),
            FridgeCycle = dice.Whole(34, 58),
            Key = dice.Of([LockMethod.Finger, LockMethod.Finger, LockMethod.Code, LockMethod.Key, LockMethod.Card]),
        };
    }
}
