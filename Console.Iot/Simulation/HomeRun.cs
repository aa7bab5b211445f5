using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>Everything the devices of one home say from the day its history began, with what happens in it.</summary>
/// <remarks>Registers are sums from the origin, so two runs of the same home agree wherever their happenings do.</remarks>
/// <param name="estate">Where the home is.</param>
/// <param name="home">Which home.</param>
/// <param name="origin">Any instant of the first day; registers stand at their first value at its local midnight.</param>
/// <param name="happenings">What is out of the ordinary.</param>
public sealed class HomeRun(Estate estate, SimulatedHome home, DateTimeOffset origin, IReadOnlyList<Happening> happenings)
{
    private readonly DayPlanner _planner = new(estate.Seed, home.Number, estate.Calendar);
    private readonly DateOnly _firstDay = estate.Calendar.Day(origin);
    private readonly Happening[] _held = [.. happenings.Where(h => h.What is HappeningKind.Silence or HappeningKind.Backlog)];
    private readonly Happening[] _weak = [.. happenings.Where(h => h.What == HappeningKind.WeakBattery)];

    /// <summary>Reports made after <paramref name="from"/>, in the order of being made; without end, so take while early enough.</summary>
    public IEnumerable<DeviceReport> After(DateTimeOffset from)
    {
        var litres = 0.0;
        var wattHours = 0.0;
        var reports = new List<DeviceReport>();
        for (var date = _firstDay; ; date = date.AddDays(1))
        {
            var day = _planner.Plan(date, happenings);
            var water = Sums(day.Litres, null, 1, litres);
            var power = Sums(day.Watts, day.Standing, 1 / 60.0, wattHours);
            litres = water[^1];
            wattHours = power[^1];
            if (day.Start.AddMinutes(day.Litres.Length) <= from)
            {
                continue;
            }

            reports.Clear();
            foreach (var device in home.Devices)
            {
                Collect(reports, day, device, device.Kind == DeviceKind.Water ? water : power, from);
            }

            reports.Sort((a, b) => a.Made.CompareTo(b.Made));
            foreach (var report in reports)
            {
                yield return report;
            }
        }
    }

    private void Collect(List<DeviceReport> reports, HomeDay day, SimulatedDevice device, double[] sums, DateTimeOffset from)
    {
        var next = (long)Math.Ceiling((day.Start - DateTimeOffset.UnixEpoch - device.Phase) / device.Interval);
        var end = day.Start.AddMinutes(day.Litres.Length);
        for (var made = DateTimeOffset.UnixEpoch + (device.Interval * next) + device.Phase; made < end; made += device.Interval, next++)
        {
            if (made <= from)
            {
                continue;
            }

            var battery = BatteryAt(device, made);
            if (!device.Meters)
            {
                Add(reports, device, made, Measure.Battery, battery ?? 100, null, null);
                continue;
            }

            // Meters speak of their battery once a day, at the first report after midnight.
            var tells = made - day.Start < device.Interval ? battery : null;
            var register = device.Register + (long)At(sums, (made - day.Start).TotalMinutes);
            Add(reports, device, made, device.RegisterMeasure, register, next, tells);
        }

        foreach (var weak in _weak.Where(w => w.Concerns(device.Kind) && w.From >= day.Start && w.From < end && w.From > from))
        {
            // A device tells at once that its battery gives out.
            Add(reports, device, weak.From, Measure.Battery, weak.Amount, null, null);
        }

        foreach (var move in day.Moves)
        {
            var made = day.Start.AddSeconds(move.Second);
            if (move.Kind == device.Kind && made > from)
            {
                Add(reports, device, made, move.Measure, move.Value, null, null);
            }
        }
    }

    private void Add(List<DeviceReport> reports, SimulatedDevice device, DateTimeOffset made, Measure measure, long value, long? sequence, int? battery)
    {
        var delivered = home.UploadEvery is { } every
            ? DateTimeOffset.UnixEpoch + (every * Math.Ceiling((made - DateTimeOffset.UnixEpoch) / every))
            : made;
        foreach (var held in _held)
        {
            if (held.Concerns(device.Kind) && held.Holds(made))
            {
                if (held.What == HappeningKind.Silence)
                {
                    return;
                }

                delivered = held.Until is { } until && until > delivered ? until : held.Until is null ? DateTimeOffset.MaxValue : delivered;
            }
        }

        reports.Add(new DeviceReport(device, made, device.Clock(made), delivered, measure, value, sequence, battery));
    }

    private int? BatteryAt(SimulatedDevice device, DateTimeOffset made) =>
        _weak.FirstOrDefault(w => w.Concerns(device.Kind) && w.Holds(made)) is { } weak && device.Battery is not null
            ? weak.Amount
            : device.BatteryAt(made, origin);

    // sums[i] = total at the start of minute i; one more entry for the end of the day.
    private static double[] Sums(float[] line, float[]? more, double factor, double first)
    {
        var sums = new double[line.Length + 1];
        sums[0] = first;
        for (var i = 0; i < line.Length; i++)
        {
            sums[i + 1] = sums[i] + ((line[i] + (more is null ? 0 : more[i])) * factor);
        }

        return sums;
    }

    private static double At(double[] sums, double minute)
    {
        var whole = Math.Clamp((int)minute, 0, sums.Length - 2);
        return sums[whole] + ((sums[whole + 1] - sums[whole]) * (minute - whole));
    }
}
