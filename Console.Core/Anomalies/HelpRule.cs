using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Calls for help: presses that follow each other within half an hour are one call.</summary>
internal sealed class HelpRule(OpenConditions conditions, EstateClock clock)
{
    public const long OneCall = 30 * EstateClock.Minute;
    public const string Duress = "duress";

    private long _last = long.MinValue / 2;
    private long _lastDuress = long.MinValue / 2;

    public void Take(in Row row)
    {
        var duress = row.Measure == Measure.Alarm;
        var cause = duress ? Duress : "";
        ref var last = ref duress ? ref _lastDuress : ref _last;
        if (row.At - last > OneCall)
        {
            conditions.Clear(last + OneCall, AnomalyKind.Sos, cause, Evidence.HelpQuiet);
        }

        last = row.At;
        conditions.Open(row.At, AnomalyKind.Sos, cause, Severity.Critical, row.At, Evidence.Help(duress, clock.When(row.At)));
    }

    public void Pass(StatePass pass)
    {
        pass.Long(ref _last);
        pass.Long(ref _lastDuress);
    }
}
