namespace CommunityConsole.Iot.Simulation;

/// <summary>Where a day lies in a trip.</summary>
internal enum TripDay
{
    None,
    Leaving,
    Gone,
    Returning,
}

/// <summary>Who goes out and who comes in on a day.</summary>
internal static class Outings
{
    /// <summary>The resident's own ways: market, park, square dance, or a trip of days.</summary>
    public static void Plan(HomeDay day, Persona persona, ref Dice dice, double wake, double bed, TripDay trip)
    {
        // Thrown before the choice, so that a trip changes only its own days.
        var tripHour = dice.Between(8.5 * 60, 10.5 * 60);
        var homeHour = dice.Between(15 * 60, 18 * 60);
        var market = (At: dice.Around(persona.MarketAt, persona.Regularity), Length: dice.Between(40, 95), Goes: dice.Chance(persona.MorningOuting));
        var park = (At: dice.Around(14.7 * 60, 25), Length: dice.Between(60, 140), Goes: dice.Chance(persona.AfternoonOuting));
        var dance = (At: dice.Around(19 * 60, 12), Length: dice.Between(45, 85), Goes: dice.Chance(persona.EveningOuting));
        var unwell = dice.Chance(0.02);

        switch (trip)
        {
            case TripDay.Leaving:
                Go(day, persona, tripHour, day.Litres.Length);
                break;
            case TripDay.Gone:
                day.Leave(0, day.Litres.Length);
                break;
            case TripDay.Returning:
                day.Leave(0, homeHour);
                Doorway.In(day, homeHour, persona.Key);
                break;
            case TripDay.None when !unwell:
                var leaves = Math.Max(wake + 50, market.At);
                if (market.Goes)
                {
                    Go(day, persona, leaves, leaves + market.Length);
                }

                if (park.Goes)
                {
                    Go(day, persona, park.At, park.At + park.Length);
                }

                if (dance.Goes && dance.At + dance.Length < bed - 40)
                {
                    Go(day, persona, dance.At, dance.At + dance.Length);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Family and neighbours; the span of the visit in minutes, or null.</summary>
    public static (double From, double To)? Guests(HomeDay day, Persona persona, ref Dice dice)
    {
        var family = Holidays.Includes(day.Date) ? 3 : Holidays.Weekend(day.Date) ? 2 : 0.5;
        var comes = dice.Chance(Math.Min(0.9, persona.Visitors * family));
        var from = dice.Between(10.2 * 60, 16 * 60);
        var to = from + dice.Between(40, 200);
        if (!comes || day.AwayAt(from) || day.AwayAt(to))
        {
            return null;
        }

        Doorway.Open(day, from);
        Doorway.Open(day, to);
        return (from, to);
    }

    private static void Go(HomeDay day, Persona persona, double from, double to)
    {
        day.Leave(from, to);
        Doorway.Out(day, from, persona.Key);
        if (to < day.Litres.Length)
        {
            Doorway.In(day, to, persona.Key);
        }
    }
}
