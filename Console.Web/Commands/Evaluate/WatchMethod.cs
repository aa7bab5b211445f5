using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>The product's own watch.</summary>
internal sealed class WatchMethod(HomeWatch watch, WatchOptions options, EstateCalendar calendar) : IMethod
{
    private readonly List<WatchDecision> _decisions = [];

    public Severity? Standing { get; private set; }

    public void Take(in Reading reading, List<Told> told)
    {
        watch.Take(reading, _decisions);
        foreach (var decision in _decisions)
        {
            if (decision.Kind == AnomalyKind.Inactivity)
            {
                Standing = decision.Change == DecisionChange.Cleared ? null : decision.Severity;
                if (Standing is { } severity)
                {
                    told.Add(new Told(decision.Time, severity));
                }
            }
        }

        _decisions.Clear();
    }

    public IMethod Copy() =>
        new WatchMethod(HomeWatch.Load(watch.Home, options, calendar, watch.Save()), options, calendar) { Standing = Standing };
}
