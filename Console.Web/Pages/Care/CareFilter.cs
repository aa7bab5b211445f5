using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>The stages of an alert as the strip counts them and the address names them.</summary>
public enum CareStage
{
    /// <summary>Nobody has it and it pages.</summary>
    ToTake,

    /// <summary>Somebody has it and phones.</summary>
    Contacting,

    /// <summary>A visit is asked for or approved.</summary>
    VisitAsked,

    /// <summary>Somebody is on the way or there.</summary>
    OnTheWay,

    /// <summary>Proposed as false: waits for a second person.</summary>
    ToConfirm,

    /// <summary>Put aside by a person for a while: pages nobody, comes back by itself.</summary>
    Shelved,

    /// <summary>A remark, or held while the resident is known to be away: pages nobody.</summary>
    Quiet,
}

/// <summary>What the desk shows: part of the address, so that a view can be sent as a link.</summary>
/// <param name="Stage">Only this stage; null for all.</param>
/// <param name="Severity">Only this and worse; null for all.</param>
/// <param name="Mine">Only what I have.</param>
/// <param name="Words">Address or kind contains this.</param>
public sealed record CareFilter(CareStage? Stage, Severity? Severity, bool Mine, string Words)
{
    /// <summary>Shows everything.</summary>
    public static CareFilter All { get; } = new(null, null, Mine: false, "");

    /// <summary>The stage an open alert is in.</summary>
    public static CareStage StageOf(Alert alert) => alert switch
    {
        { State: AlertState.Open, HelpAsked: not null } => CareStage.ToTake,
        { ShelvedUntil: not null } => CareStage.Shelved,
        { State: AlertState.Open, Severity: Core.Anomalies.Severity.Notice } or { State: AlertState.Open, HeldUntil: not null } => CareStage.Quiet,
        { State: AlertState.Open } => CareStage.ToTake,
        { Proposal: not null } => CareStage.ToConfirm,
        { State: AlertState.Taken or AlertState.Contacting } => CareStage.Contacting,
        { State: AlertState.VisitAsked or AlertState.Approved } => CareStage.VisitAsked,
        _ => CareStage.OnTheWay,
    };

    /// <summary>Whether the alert is shown.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="me">Whose desk.</param>
    /// <param name="text">What can be searched: the address as shown and the kind in the reader's words.</param>
    public bool Shows(Alert alert, StaffId me, Func<Alert, string> text) =>
        (Stage is null || StageOf(alert) == Stage)
        && (Severity is null || alert.Severity >= Severity)
        && (!Mine || alert.TakenBy == me)
        && (Words.Length == 0 || text(alert).Contains(Words, StringComparison.CurrentCultureIgnoreCase));

    /// <summary>The desk's address with this filter and that alert open.</summary>
    public string Address(AlertId? open)
    {
        List<string> parts = [];
        Add("alert", open?.Value.ToString("D"));
        Add("stage", Stage?.ToString());
        Add("severity", Severity?.ToString());
        Add("mine", Mine ? "true" : null);
        Add("q", Words.Length == 0 ? null : Uri.EscapeDataString(Words));
        return parts.Count == 0 ? "/care" : "/care?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={value}");
            }
        }
    }
}
