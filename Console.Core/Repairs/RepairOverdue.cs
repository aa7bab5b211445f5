using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Repairs;

/// <summary>Reminds the unit when the date is past and tells the next one up step by step; counts as confirmed what nobody objected to.</summary>
internal sealed partial class RepairOverdue(RepairBoard board, RepairDesk desk, RepairAdvisor advisor, TimeProvider time, ILogger<RepairOverdue> logger)
{
    /// <summary>Looks at everything on the board.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var repair in board.All)
        {
            try
            {
                await LookAsync(repair, now, cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One that cannot be read must not hold up the others.
                LogFailed(e, repair.Id.Value);
            }
        }
    }

    private async Task LookAsync(Repair repair, DateTimeOffset now, CancellationToken cancellation)
    {
        if (repair is { State: RepairState.Done, DoneAt: { } done } && now >= done + RepairPolicy.SilentConfirm)
        {
            await desk.FollowAsync(
                repair.Id, (stored, at) => stored.State == RepairState.Done ? stored.Confirm(Actor.Program(stored.Community), at, "silent") : stored, cancellation);
        }
        else if (Due(repair, now))
        {
            await desk.FollowAsync(repair.Id, (stored, at) => TellUp(stored, at), cancellation);
        }
    }

    private bool Due(Repair repair, DateTimeOffset now) => RepairPolicy.LateFrom(repair) is { } late && now >= late && Told(repair, late, now) > repair.Escalation;

    private Result<Repair> TellUp(Repair repair, DateTimeOffset at)
    {
        while (RepairPolicy.LateFrom(repair) is { } late && at >= late && repair.Escalation < Told(repair, late, at))
        {
            repair = repair.Escalate(repair.Escalation == 0 ? null : StepsOf(repair)[repair.Escalation - 1].To, Actor.Program(repair.Community), at);
        }

        return repair;
    }

    // The unit at the deadline, then one for each step that has come.
    private int Told(Repair repair, DateTimeOffset late, DateTimeOffset now) => 1 + StepsOf(repair).Count(step => now >= late + step.AfterDeadline);

    private IReadOnlyList<EscalationStep> StepsOf(Repair repair) => advisor.Answers(advisor.Sorted(repair)).Steps;

    [LoggerMessage(Level = LogLevel.Error, Message = "Repair {Repair} could not be looked at for its deadline; the next look is in a second.")]
    private partial void LogFailed(Exception exception, int repair);
}
