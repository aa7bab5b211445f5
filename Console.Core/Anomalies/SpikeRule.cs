namespace CommunityConsole.Core.Anomalies;

/// <summary>Use far above the SSA expectation: an hour that is rare among a week of hours and much in itself.</summary>
internal sealed class SpikeRule(OpenConditions conditions, bool water)
{
    private const double Rare = 0.002;
    private const int Calm = 6;

    /// <summary>Less than this above expectation is no news: litres, or watt-hours.</summary>
    public double Much { get; } = water ? 50 : 1000;

    private readonly string _cause = water ? "water" : "power";
    private long _lastHour = long.MinValue / 2;

    /// <summary>Judges a closed hour.</summary>
    public void Take(long now, long hour, double value, double expected, double rare)
    {
        if (rare <= Rare && value >= expected + Much)
        {
            // A second such hour soon after the first is no longer one long shower.
            var again = hour - _lastHour <= Calm && conditions.Find(AnomalyKind.UnusualUse, _cause) is not null;
            var severity = again ? Severity.Attention : Severity.Notice;
            if (conditions.IsNews(AnomalyKind.UnusualUse, severity, _cause))
            {
                conditions.Open(now, AnomalyKind.UnusualUse, _cause, severity, hour * EstateClock.Hour, Evidence.Unusual(water, value, expected));
            }

            _lastHour = hour;
        }
        else if (hour - _lastHour > Calm)
        {
            conditions.Clear(now, AnomalyKind.UnusualUse, _cause, Evidence.UsualAgain);
        }
    }

    public void Pass(StatePass pass) => pass.Long(ref _lastHour);
}
