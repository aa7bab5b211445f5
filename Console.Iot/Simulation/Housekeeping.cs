namespace CommunityConsole.Iot.Simulation;

/// <summary>What a resident does at home in a day, in litres and watts.</summary>
internal static class Housekeeping
{
    public static void Plan(HomeDay day, Persona persona, ref Dice dice, double wake, double bed, (double From, double To)? guests)
    {
        Night(day, persona, ref dice, wake, bed);
        Meals(day, persona, ref dice, wake);
        Toilets(day, persona, ref dice, wake, bed);
        Washing(day, persona, ref dice, wake, bed);
        Evening(day, persona, ref dice, bed);
        if (guests is { } visit)
        {
            for (var at = visit.From + 15; at < visit.To; at += dice.Between(35, 70))
            {
                day.Draw(at, dice.Between(5, 9), 2);
            }

            day.Run(visit.From + 5, 1500, 4);
        }
    }

    private static void Night(HomeDay day, Persona persona, ref Dice dice, double wake, double bed)
    {
        for (var i = dice.Count(persona.NightToilets); i > 0; i--)
        {
            var at = dice.Between(-60, wake - 20);
            Toilet(day, persona, ref dice, at < 0 && bed < 1440 - 60 ? 1440 + at : at);
        }
    }

    private static void Meals(HomeDay day, Persona persona, ref Dice dice, double wake)
    {
        day.Draw(wake + 3, dice.Between(4, 7) * persona.Thrift, 4);
        day.Draw(wake + 9, 1.5);
        day.Run(wake + 9, 1500, 4);
        Meal(day, persona, ref dice, wake + dice.Between(25, 45), 5, 5, 12);
        Meal(day, persona, ref dice, dice.Around(11.5 * 60, persona.Regularity), 11, 9, 28);
        Meal(day, persona, ref dice, dice.Around(17.5 * 60, persona.Regularity), 10, 9, 25);
    }

    // A meal missed by being out is made on return, or was eaten out when that is too late.
    private static void Meal(HomeDay day, Persona persona, ref Dice dice, double at, double cooking, double dishes, double length)
    {
        var eats = dice.Between(20, 35);
        var moved = day.AwayAt(at) ? day.BackFrom(at) + 12 : at;
        if (moved - at > 100)
        {
            return;
        }

        day.Draw(moved, cooking * dice.Between(0.7, 1.2) * persona.Thrift, length / 2);
        day.Run(moved, persona.ElectricCooker ? 1100 : 130, length);
        day.Draw(moved + length + eats, dishes * dice.Between(0.7, 1.2) * persona.Thrift, 5);
    }

    private static void Toilets(HomeDay day, Persona persona, ref Dice dice, double wake, double bed)
    {
        for (var at = wake + 1; at < bed; at += dice.Around(persona.ToiletEvery, persona.ToiletEvery / 4))
        {
            Toilet(day, persona, ref dice, at);
        }
    }

    private static void Toilet(HomeDay day, Persona persona, ref Dice dice, double at)
    {
        day.Draw(at, 5 * persona.Thrift, 2);
        day.Draw(at + 2, dice.Between(0.5, 1.2));
    }

    private static void Washing(HomeDay day, Persona persona, ref Dice dice, double wake, double bed)
    {
        var laundryAt = dice.Between(wake + 60, 10.5 * 60);
        if (dice.Chance(persona.LaundryPerWeek / 7) && !day.AwayAt(laundryAt))
        {
            for (var fill = 0; fill < 3; fill++)
            {
                day.Draw(laundryAt + (fill * 16), 15, 4);
            }

            day.Run(laundryAt, 330, 48);
        }

        var bathAt = persona.BathsInTheMorning ? wake + 40 : dice.Around(bed - 70, 15);
        if (dice.Chance(persona.BathsPerWeek / 7) && !day.AwayAt(bathAt))
        {
            day.Draw(bathAt, dice.Between(26, 42) * persona.Thrift, 9);
            day.Run(bathAt - 25, persona.ElectricHeater ? 1800 : 60, 30);
        }

        if (dice.Chance(0.2))
        {
            day.Draw(wake + 80, 8 * persona.Thrift, 12);
        }
    }

    private static void Evening(HomeDay day, Persona persona, ref Dice dice, double bed)
    {
        var dusk = 18.2 * 60;
        day.Run(dusk, dice.Between(15, 45), bed - dusk);
        day.Run(18.6 * 60, persona.TelevisionWatts, bed - dice.Between(20, 50) - (18.6 * 60));
        if (persona.NoonTelevision)
        {
            day.Run(12 * 60, persona.TelevisionWatts, 55);
        }

        // A foot bath before bed, and the last round to the bathroom.
        day.Draw(bed - 22, dice.Between(5, 8) * persona.Thrift, 4);
        Toilet(day, persona, ref dice, bed - 4);
    }
}
