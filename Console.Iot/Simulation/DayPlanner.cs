using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>Plans one day of one home from its seed: pure, and the same whichever days were planned before.</summary>
internal sealed class DayPlanner(long seed, long home, EstateCalendar calendar)
{
    private const int TripBlock = 28;

    public Persona Persona { get; } = Persona.Of(seed, home);

    /// <summary>The day as it goes, with what happens to it.</summary>
    public HomeDay Plan(DateOnly date, IReadOnlyList<Happening> happenings)
    {
        var start = calendar.Instant(date.ToDateTime(TimeOnly.MinValue));
        var end = calendar.Instant(date.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var day = new HomeDay(date, start, (int)(end - start).TotalMinutes);
        var dice = new Dice(seed, home, 1_000_000 + date.DayNumber);
        var wake = dice.Around(Persona.Wake + (Holidays.Weekend(date) ? 10 : 0), Persona.Regularity);
        var bed = dice.Around(Persona.Bed, Persona.Regularity);

        Outings.Plan(day, Persona, ref dice, wake, bed, TripOn(date));
        AwayFrom(day, happenings);
        var guests = Outings.Guests(day, Persona, ref dice);
        Housekeeping.Plan(day, Persona, ref dice, wake, bed, guests);
        Stand(day);
        Disturb(day, happenings);
        day.Moves.Sort((a, b) => a.Second.CompareTo(b.Second));
        return day;
    }

    // One trip at most per four weeks: where it lies in them is thrown once for all of its days.
    private TripDay TripOn(DateOnly date)
    {
        var block = date.DayNumber / TripBlock;
        var dice = new Dice(seed, home, 2_000_000 + block);
        if (!dice.Chance(Persona.Trips))
        {
            return TripDay.None;
        }

        var first = (block * TripBlock) + dice.Whole(2, 20);
        var last = first + dice.Whole(1, 4);
        return date.DayNumber < first || date.DayNumber > last ? TripDay.None
            : date.DayNumber == first ? TripDay.Leaving
            : date.DayNumber == last ? TripDay.Returning
            : TripDay.Gone;
    }

    private void AwayFrom(HomeDay day, IReadOnlyList<Happening> happenings)
    {
        foreach (var away in happenings.Where(h => h.What == HappeningKind.Away))
        {
            var (from, to) = Within(day, away);
            if (to <= from)
            {
                continue;
            }

            day.Moves.RemoveAll(m => m.Second >= from * 60 && m.Second < (to * 60) + 60);
            day.Leave(from, to);
            if (from > 0)
            {
                Doorway.Out(day, from, Persona.Key);
            }

            if (to < day.Litres.Length)
            {
                Doorway.In(day, to, Persona.Key);
            }
        }
    }

    // Standby and a fridge whose compressor keeps its turn over midnight.
    private void Stand(HomeDay day)
    {
        var minute = day.Start.ToUnixTimeSeconds() / 60;
        var on = Persona.FridgeCycle * 0.38;
        for (var i = 0; i < day.Standing.Length; i++)
        {
            var turn = (minute + i + home) % Persona.FridgeCycle;
            day.Standing[i] = (float)(Persona.StandbyWatts + (turn < on ? Persona.FridgeWatts : 0));
        }
    }

    private static void Disturb(HomeDay day, IReadOnlyList<Happening> happenings)
    {
        foreach (var happening in happenings.Where(h => h.What == HappeningKind.Collapse && h.From < day.Start.AddMinutes(day.Litres.Length)))
        {
            var (from, to) = Within(day, happening);
            if (to > from)
            {
                day.Stop(from, happening.Amount);
            }
        }

        foreach (var happening in happenings)
        {
            var (from, to) = Within(day, happening);
            switch (happening.What)
            {
                case HappeningKind.RunningTap:
                    for (var i = (int)from; i < (int)to; i++)
                    {
                        day.Litres[i] += happening.Amount / 60f;
                    }

                    break;
                case HappeningKind.Draw when Begins(day, happening):
                    day.Litres[(int)from] += happening.Amount;
                    break;
                case HappeningKind.StaffVisit when Begins(day, happening):
                    Doorway.Visit(day, from, 20, LockMethod.Staff);
                    break;
                case HappeningKind.Sos when Begins(day, happening):
                    day.Moves.Add(new Move(from * 60, DeviceKind.Sos, Measure.Sos, 1));
                    break;
                case HappeningKind.Alarm when Begins(day, happening):
                    day.Moves.Add(new Move(from * 60, happening.Device, Measure.Alarm, happening.Amount));
                    break;
                default:
                    break;
            }
        }
    }

    private static bool Begins(HomeDay day, Happening happening) =>
        happening.From >= day.Start && happening.From < day.Start.AddMinutes(day.Litres.Length);

    private static (double From, double To) Within(HomeDay day, Happening happening)
    {
        var from = (happening.From - day.Start).TotalMinutes;
        var to = happening.Until is { } until ? (until - day.Start).TotalMinutes : day.Litres.Length;
        return (Math.Clamp(from, 0, day.Litres.Length), Math.Clamp(to, 0, day.Litres.Length));
    }
}
