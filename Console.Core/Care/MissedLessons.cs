using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Care;

/// <summary>
/// Teaches what the program could not teach any more because it ended between the two commits: an alert is closed, then
/// its outcome becomes a lesson under the alert's own id; it is opened again, then the lesson is taken back. Looked for
/// once, at the start.
/// </summary>
internal sealed class MissedLessons(IAlertStore alerts, LessonBook book, LessonDesk lessons, StaffDirectory staff, TimeProvider time)
{
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(30);

    /// <summary>Teaches the lessons that are missing, in the name of who closed the alert; takes back those of alerts that are open.</summary>
    public async Task TeachAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var community in staff.Communities)
        {
            foreach (var alert in await alerts.ListOpenInAsync(community, now - LookBack, now, cancellation))
            {
                if (IsMissing(alert) && AlertPolicy.LessonOf(alert) is { } lesson && await CloserOfAsync(alert, cancellation) is { } closer)
                {
                    await lessons.LearnAsync(alert.Id.Value, alert.Home, lesson, alert.Since, closer, cancellation);
                }
                else if (alert.IsOpen)
                {
                    await lessons.TakeBackAsync(alert.Id.Value, alert.Home, Actor.Program(community), cancellation);
                }
            }
        }
    }

    // One that was taken back before the alert was closed belongs to an earlier closing.
    private bool IsMissing(Alert alert) =>
        alert is { IsOpen: false, ClosedAt: { } closed }
        && !book.Of(alert.Home).Any(lesson => lesson.Id == alert.Id.Value && (lesson.UndoneAt is not { } undone || undone >= closed));

    private async Task<Actor?> CloserOfAsync(Alert alert, CancellationToken cancellation) =>
        alert.Steps.LastOrDefault(step => step.Kind is AlertStepKind.Resolved or AlertStepKind.Dismissed) is { } closing
        && await staff.FindAsync(closing.By, cancellation) is { } member
            ? new Actor(member.Id, member.Name, member.Role, member.Community)
            : null;
}
