using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>Reminds the unit when the date is past and tells the next one up step by step; counts as confirmed what nobody objected to.</summary>
internal sealed class RepairOverdue(RepairBoard board, RepairDesk desk, RepairAdvisor advisor, TimeProvider time)
{
    /// <summary>Looks at everything on the board.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var repair in board.All)
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
    }

    private bool Due(Repair repair, DateTimeOffset now) => RepairPolicy.LateFrom(repair) is { } late && now >= late && Told(repair, late, now) > repair.Escalation;

    private Result<Repair> TellUp(Repair repair, DateTimeOffset at)
    {
        while (RepairPolicy.LateFrom(repair) is { } late && at >= late && repair.Escalation < Told(repair, late, at))
        {
            repair = repair.Escalate(repair.Escalation == 0 ? null : advisor.Answers(repair).Steps[repair.Escalation - 1].To, Actor.Program(repair.Community), at);
        }

        return repair;
    }

    // The unit at the deadline, then one for each step that has come.
    private int Told(Repair repair, DateTimeOffset late, DateTimeOffset now) =>
        repair is not { Service: not null, Site: not null } ? 0 : 1 + advisor.Answers(repair).Steps.Count(step => now >= late + step.AfterDeadline);
}
