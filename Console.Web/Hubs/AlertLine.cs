using CommunityConsole.Core.Care;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Hubs;

/// <summary>An alert as the hub sends it: a line of the replay output, with <c>id</c> and <c>state</c>.</summary>
/// <param name="Id">The alert's id.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Time">When the watch decided, ISO 8601 with the estate's offset.</param>
/// <param name="Home">The home's id inside its community, or the area: <c>building:7</c>, <c>cell:east</c>, <c>community</c>.</param>
/// <param name="Kind">What was found.</param>
/// <param name="Severity">How urgent.</param>
/// <param name="Change"><c>opened</c>, <c>raised</c> or <c>cleared</c>.</param>
/// <param name="Since">Start of the condition, ISO 8601 with the estate's offset.</param>
/// <param name="Evidence">One sentence, in both languages.</param>
internal sealed record AlertLine(
    Guid Id, string State, string Time, string Home, string Kind, string Severity, string Change, string Since, AlertEvidence Evidence)
{
    /// <summary>The line of an alert as it stands.</summary>
    public static AlertLine Of(Alert alert, EstateCalendar calendar) => new(
        alert.Id.Value,
        alert.State.ToString(),
        Text(alert.DecidedAt, calendar),
        alert.Area?.Text ?? alert.Home.Home,
        alert.Kind.ToString(),
        alert.Severity.ToString(),
        ChangeOf(alert),
        Text(alert.Since, calendar),
        new AlertEvidence(alert.Evidence.Zh, alert.Evidence.En));

    private static string ChangeOf(Alert alert) => alert switch
    {
        { ClearedAt: not null } => "cleared",
        _ when alert.Steps.Any(step => step.Kind == AlertStepKind.Raised) => "raised",
        _ => "opened",
    };

    private static string Text(DateTimeOffset instant, EstateCalendar calendar) =>
        calendar.Local(instant).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The evidence in both languages.</summary>
internal sealed record AlertEvidence(string Zh, string En);
