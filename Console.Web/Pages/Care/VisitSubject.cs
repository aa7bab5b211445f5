using CommunityConsole.Core.Care;
using CommunityConsole.Core.Dispatch;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>Reads what a visit is about.</summary>
internal static class VisitSubject
{
    private const string Alert = "alert:";

    /// <summary>The alert a visit is about; null when it is about something else.</summary>
    public static AlertId? AlertOf(Visit visit) =>
        visit.Subject.StartsWith(Alert, StringComparison.Ordinal) && Guid.TryParse(visit.Subject.AsSpan(Alert.Length), out var id) ? new AlertId(id) : null;
}
