using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Water that does not stop: a slow leak (no pause for a day), a tap left open (strong flow for hours), or the meter's own alarm.</summary>
internal sealed class WaterRule(OpenConditions conditions)
{
    private const long ShortestRun = 24 * EstateClock.Hour;
    private const long TapTime = 3 * EstateClock.Hour;
    private const double StrongFlow = 60;
    private const int Days = 28;

    private readonly double[] _longest = new double[Days];      // milliseconds, the longest run that ended on a day
    private readonly double[] _strongest = new double[Days];    // litres per hour
    private int _day;
    private long _runStart = long.MinValue;
    private double _runLitres;
    private long _strongStart = long.MinValue;
    private double _strongLitres;
    private double _usualFlow;
    private double _usualRun;

    public void Take(long from, long to, double litres)
    {
        if (to - from > Row.Longest || to <= from)
        {
            (_runStart, _strongStart) = (long.MinValue, long.MinValue);   // a pause may lie inside: nothing is known of it
            return;
        }

        var perHour = litres * EstateClock.Hour / (to - from);
        Flow(from, to, litres);
        Strong(from, to, litres, perHour);
        _strongest[_day] = Math.Max(_strongest[_day], perHour);
    }

    public void Alarm(long now, string device, DeviceAlarm alarm) =>
        conditions.Open(now, AnomalyKind.ContinuousWater, device, Severity.Urgent, now, Evidence.MeterAlarm(device, alarm));

    /// <summary>Closes a day and finds what is usual.</summary>
    public void Learn()
    {
        _usualFlow = Second(_strongest);
        _usualRun = Second(_longest);
        _day = (_day + 1) % Days;
        _longest[_day] = _strongest[_day] = 0;
    }

    public void Pass(StatePass pass)
    {
        pass.Numbers(_longest);
        pass.Numbers(_strongest);
        pass.Count(ref _day, 0, Days - 1);
        pass.Long(ref _runStart);
        pass.Number(ref _runLitres);
        pass.Long(ref _strongStart);
        pass.Number(ref _strongLitres);
        pass.Number(ref _usualFlow);
        pass.Number(ref _usualRun);
    }

    private void Flow(long from, long to, double litres)
    {
        if (litres <= 0)
        {
            if (_runStart != long.MinValue)
            {
                _longest[_day] = Math.Max(_longest[_day], from - _runStart);
            }

            _runStart = long.MinValue;
            Stop(to);
            return;
        }

        if (_runStart == long.MinValue)
        {
            (_runStart, _runLitres) = (from, 0);
        }

        _runLitres += litres;
        if (to - _runStart >= Math.Max(ShortestRun, 1.5 * _usualRun) && conditions.IsNews(AnomalyKind.ContinuousWater, Severity.Attention))
        {
            conditions.Open(to, AnomalyKind.ContinuousWater, "", Severity.Attention, _runStart, Evidence.Flow(to - _runStart, _runLitres));
        }
    }

    private void Strong(long from, long to, double litres, double perHour)
    {
        if (perHour < Math.Max(StrongFlow, 0.6 * _usualFlow))
        {
            _strongStart = long.MinValue;
            return;
        }

        if (_strongStart == long.MinValue)
        {
            (_strongStart, _strongLitres) = (from, 0);
        }

        _strongLitres += litres;
        if (to - _strongStart >= TapTime && conditions.IsNews(AnomalyKind.ContinuousWater, Severity.Urgent))
        {
            conditions.Open(to, AnomalyKind.ContinuousWater, "", Severity.Urgent, _strongStart,
                Evidence.Tap(to - _strongStart, _strongLitres * EstateClock.Hour / (to - _strongStart)));
        }
    }

    // A zero between two readings proves that everything is shut; that ends the meter's own alarms too.
    private void Stop(long now)
    {
        for (var i = conditions.All.Count - 1; i >= 0; i--)
        {
            if (conditions.All[i].Kind == AnomalyKind.ContinuousWater)
            {
                conditions.Clear(now, AnomalyKind.ContinuousWater, conditions.All[i].Cause, Evidence.FlowStopped);
            }
        }
    }

    // The largest may be the leak itself.
    private static double Second(ReadOnlySpan<double> values)
    {
        Span<double> sorted = stackalloc double[Days];
        values.CopyTo(sorted);
        sorted.Sort();
        return sorted[^2];
    }
}
