using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <content>What water and power meters tell.</content>
internal sealed partial class WatchBody
{
    private void Total(DeviceState device, in Row row)
    {
        var verdict = device.Register.Take(row.Measure, row.Value, row.At, out var rise, out var from);
        _deviceRule.Register(device, verdict, row.At);
        if (verdict == RegisterVerdict.Another)
        {
            device.Doubt(row.At);
        }

        if (verdict == RegisterVerdict.First)
        {
            Start(device, row);
        }
        else if (verdict == RegisterVerdict.Rise && !device.IsDoubted(row.At))
        {
            if (from > device.CoveredTo)
            {
                Inactivity.Uncovered(from - device.CoveredTo);   // what was used before the register began again is not known
            }

            Flow(device, row.Measure == Measure.TotalLitres, from, row.At, rise);
        }
    }

    private void Use(DeviceState device, in Row row)
    {
        var from = device.CoveredTo;
        if (from == long.MinValue)
        {
            Start(device, row);   // over what time it was used is not known
            return;
        }

        var absurd = row.Value < 0 || row.Value > RegisterSense.Most(row.Measure, TimeSpan.FromMilliseconds(row.At - from));
        _deviceRule.Register(device, absurd ? RegisterVerdict.Jumped : RegisterVerdict.Rise, row.At);
        if (absurd)
        {
            Inactivity.Uncovered(row.At - from);
            device.CoveredTo = row.At;
            return;
        }

        if (row.Measure == Measure.UseLitres && device.Rhythm.Usual is { } usual && row.At - from > 2 * usual && MayBeSign(row.Value, usual, row.At - from))
        {
            Inactivity.Uncovered(row.At - from - usual);
        }

        Flow(device, row.Measure == Measure.UseLitres, from, row.At, row.Value);
    }

    // After lost rows: a sign of life if it tells of its own interval, and none if it tells of the whole gap. Which, nobody
    // knows; so it is no sign, and the gap is no silence. None at all is taken at its word: recordings of real homes leave
    // rows of a night out, and to doubt each of them found people an hour later (docs/detection.md).
    private bool MayBeSign(long litres, long interval, long gap) =>
        litres >= _drip.Sign((double)interval / EstateClock.Hour) && litres < _drip.Sign((double)gap / EstateClock.Hour);

    private void Watts(DeviceState device, in Row row)
    {
        var before = device.WattsAt;
        device.WattsAt = row.At;
        if (device.CoveredTo == long.MinValue)
        {
            Start(device, row);
        }

        var move = Load(device, row.Value, 1, row.At, _clock.HourOfDay(row.At));
        if (before == long.MinValue)
        {
            return;
        }

        if (row.At - before > LongestHold)
        {
            Inactivity.Uncovered(row.At - before);
            move = PowerMove.None;
        }
        else if (!device.CountsEnergy)
        {
            Power.Add(before, row.At, (double)row.Value * (row.At - before) / EstateClock.Hour);
        }

        Moved(move, before, row.At);
        Covered(device, row.At);
    }

    /// <summary>A mean or momentary load; one beyond a home's supply is a fault of the meter and no sign of anybody.</summary>
    private PowerMove Load(DeviceState device, double watts, double step, long at, int hourOfDay)
    {
        if (device.Steady.Take(watts, step))
        {
            _idlePower.Moved(device.Name);
            _deviceRule.Moved(device, at);
        }

        if (Math.Abs(watts) > MostWatts)
        {
            _deviceRule.Register(device, RegisterVerdict.Jumped, at);
            device.Power.Break();
            return PowerMove.None;
        }

        _deviceRule.Register(device, RegisterVerdict.Rise, at);
        return device.Power.Take(watts, hourOfDay);
    }

    private void Start(DeviceState device, in Row row)
    {
        var water = row.Measure is Measure.TotalLitres or Measure.UseLitres;
        _hasWater |= water;
        _hasPower |= !water;
        device.CountsEnergy |= row.Measure is Measure.TotalWattHours or Measure.UseWattHours;
        device.CoveredTo = Math.Max(device.CoveredTo, row.At);
        device.LastMove = row.At;
        Inactivity.Begin(row.At);
    }

    /// <summary>An amount that was used between two instants.</summary>
    private void Flow(DeviceState device, bool water, long from, long to, long amount)
    {
        if (water && amount > 0)
        {
            _idleWater.Moved(device.Name);
            _deviceRule.Moved(device, to);
        }

        if (to <= from)
        {
            return;   // two rows of one instant: the later one adds no time, and its amount is in the next difference
        }

        var hours = (double)(to - from) / EstateClock.Hour;
        if (water)
        {
            Water.Add(from, to, amount);
            Routine.Water(to, amount);
            _floor.Take(from, to, amount);
            _waterRule.Take(from, to, amount);
            if (amount >= BackByWater * _drip.Sign(hours))
            {
                Presence.Inside(from, to);
            }

            if (amount >= _drip.Sign(hours))
            {
                Alive(to, Sign.Water);
            }
        }
        else
        {
            device.CountsEnergy = true;
            Power.Add(from, to, amount);
            if (to - from > Row.Longest)
            {
                device.Power.Break();
                if (!_devices.OtherTells(device, to))
                {
                    Inactivity.Uncovered(to - from);
                }
            }

            // The mean over a long row hides what happened inside it.
            var move = Load(device, amount / hours, 1 / hours, to, _clock.HourOfDay(to - 1));
            Moved(to - from > Row.Longest ? PowerMove.None : move, device.RowFrom, to);
            device.RowFrom = from;
        }

        Covered(device, to);
    }

    /// <summary>Power changed at some instant between two.</summary>
    private void Moved(PowerMove move, long from, long to)
    {
        if (move == PowerMove.None)
        {
            return;
        }

        if (move == PowerMove.On)
        {
            Presence.Inside(from, to);    // a machine ends its work by itself, but hardly anything starts so
        }

        Alive(to, Sign.Power);
    }
}
