using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Web.Pages.Care;

namespace CommunityConsole.Web.Pages.Map;

/// <summary>How many of each severity.</summary>
public readonly record struct SeverityCounts(int Notice, int Attention, int Urgent, int Critical)
{
    /// <summary>The severities, gravest first.</summary>
    public static IReadOnlyList<Severity> GravestFirst { get; } = [.. Enum.GetValues<Severity>().OrderDescending()];

    /// <summary>All of them.</summary>
    public int Total => Notice + Attention + Urgent + Critical;

    /// <summary>The gravest there is; null where there is none.</summary>
    public Severity? Gravest
    {
        get
        {
            var counts = this;
            return GravestFirst.Where(severity => counts[severity] > 0).Select(severity => (Severity?)severity).FirstOrDefault();
        }
    }

    /// <summary>How many of one.</summary>
    public int this[Severity severity] => severity switch
    {
        Severity.Critical => Critical,
        Severity.Urgent => Urgent,
        Severity.Attention => Attention,
        _ => Notice,
    };

    /// <summary>With one more.</summary>
    public SeverityCounts With(Severity severity) => severity switch
    {
        Severity.Critical => this with { Critical = Critical + 1 },
        Severity.Urgent => this with { Urgent = Urgent + 1 },
        Severity.Attention => this with { Attention = Attention + 1 },
        _ => this with { Notice = Notice + 1 },
    };

    /// <summary>Counts alerts.</summary>
    public static SeverityCounts Of(IEnumerable<Alert> alerts) => alerts.Aggregate(default(SeverityCounts), (counts, alert) => counts.With(WeightOf(alert)));

    /// <summary>How an alert weighs on a screen seen from afar: one that waits because the resident is known to be away, or is shelved, pages nobody and is a remark there.</summary>
    public static Severity WeightOf(Alert alert) => CareFilter.StageOf(alert) is CareStage.Quiet or CareStage.Shelved ? Severity.Notice : alert.Severity;
}
