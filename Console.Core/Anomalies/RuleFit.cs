using System.Globalization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Which rules are finer than a home's meters can tell: those are not used, and its page says so.</summary>
internal static class RuleFit
{
    // A row over more than this says nothing of single hours (WatchBody, HourSeries).
    private const long HourRules = 5 * EstateClock.Hour / 2;

    /// <summary>The refusals, with their reasons.</summary>
    /// <param name="step">The step of the water meters, litres; null while not known.</param>
    /// <param name="period">The longest usual time between two reports of a meter, milliseconds; null while not known.</param>
    public static IReadOnlyList<Sentence> Refused(long? step, long? period)
    {
        List<Sentence> refused = [];
        if (step >= FloorRule.Litres)
        {
            var litres = step.Value.ToString(CultureInfo.InvariantCulture);
            refused.Add(new(
                $"不采用“12 小时少于 10 升”的底线规则：水表每次跳 {litres} 升，分辨不出 10 升。",
                $"The floor rule (less than 10 l in 12 h) is not used: the water meter moves in steps of {litres} l and cannot tell 10 l."));
        }

        if (period > HourRules)
        {
            var every = EstateClock.Span(period.Value);
            refused.Add(new(
                $"不采用按小时判断的规则（用量异常）：表计每 {every.Zh}才上报一次。",
                $"Rules on single hours (unusual use) are not used: a meter reports only every {every.En}."));
        }

        if (period > SilenceHabits.ShortestLimit)
        {
            var every = EstateClock.Span(period.Value);
            refused.Add(new(
                $"不采用短于上报间隔的安静上限：安静至少要 {every.Zh}才能看出。",
                $"No limit of silence is shorter than the reporting period: a silence shows after {every.En} at the earliest."));
        }

        return refused;
    }

    /// <summary>A limit of silence that the meters can tell.</summary>
    public static long Limit(long limit, long? period) => Math.Max(Math.Max(SilenceHabits.ShortestLimit, limit), period ?? 0);
}
