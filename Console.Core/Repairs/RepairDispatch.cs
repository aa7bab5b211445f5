using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Repairs;

/// <summary>Gives reports to the unit that answers for them, where it is sure what they are about; what it is not sure of waits for a person.</summary>
internal sealed partial class RepairDispatch(
    RepairBoard board, RepairDesk desk, RepairAdvisor advisor, StaffDirectory staff, IOptions<RepairOptions> options, TimeProvider time, ILogger<RepairDispatch> logger)
{
    // What was read from a report holds until the report changes: a look comes with every change of any repair.
    private readonly Dictionary<RepairId, Reading> _read = [];

    /// <summary>How soon a person must say what a report is about; null where none need.</summary>
    public Urgency? WaitsForPerson(Repair repair) =>
        repair.State == RepairState.Submitted && _read.TryGetValue(repair.Id, out var read) && read.NeedsPerson
            ? read.Suggestion.Triage.Urgency
            : null;

    /// <summary>Looks at every report nobody answers for yet.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var waiting = board.All.Where(IsNobodys).OrderByDescending(repair => repair.Urgency == Urgency.Danger).ThenBy(repair => repair.Id.Value).ToList();
        foreach (var gone in _read.Keys.Except(waiting.Select(repair => repair.Id)).ToList())
        {
            _read.Remove(gone);
        }

        foreach (var repair in waiting.Where(repair => WaitsForPerson(repair) is null))
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

    // Pending, or opened again after it was refused before anybody answered for it.
    private static bool IsNobodys(Repair repair) => RepairViews.Of(repair.State) == RepairView.Pending || repair is { State: RepairState.Reopened, Unit: null };

    private async Task LookAsync(Repair repair, DateTimeOffset now, CancellationToken cancellation)
    {
        if (repair.State != RepairState.Submitted)
        {
            await desk.FollowAsync(repair.Id, (stored, at) => stored.State != RepairState.Submitted && IsNobodys(stored) ? Assign(stored, at) : stored, cancellation);
            return;
        }

        if (!_read.TryGetValue(repair.Id, out var read) || read.Version != repair.Version)
        {
            _read[repair.Id] = read = new Reading(repair.Version, advisor.Suggest(repair), NeedsPerson: false);
        }

        if (now < repair.CreatedAt + options.Value.DispatchAfter && read.Suggestion.Triage.Urgency != Urgency.Danger)
        {
            return;
        }

        // A danger is never put away behind an older report: that one may be waiting for parts.
        if (read.Suggestion.Triage.Urgency != Urgency.Danger
            && RepairTwins.Of(repair, board.Latest(repair.Community)).FirstOrDefault(twin => twin.IsCertain && twin.Other.Id.Value < repair.Id.Value) is { } twin
            && (await desk.FollowMergeAsync(repair.Id, twin.Other.Id, repair.Community, cancellation)).Succeeded)
        {
            return;
        }

        if (read.Suggestion.IsSure)
        {
            await desk.FollowAsync(repair.Id, (stored, at) => stored.State == RepairState.Submitted ? Sort(stored, read.Suggestion.Triage, at) : stored, cancellation);
        }
        else
        {
            _read[repair.Id] = read with { NeedsPerson = true };
        }
    }

    private Result<Repair> Sort(Repair repair, RepairTriage triage, DateTimeOffset at)
    {
        var sorted = repair.Triage(triage, Actor.Program(repair.Community), at);
        return sorted.Succeeded ? Assign(sorted.Value, at) : sorted;
    }

    private Result<Repair> Assign(Repair repair, DateTimeOffset at)
    {
        repair = advisor.Sorted(repair);
        var answer = advisor.Answers(repair);


        // One directory serves every community: its person may be of another one, or have left.
        var worker = answer.Worker is { } person && staff.OfRole(repair.Community, Role.RepairWorker).Any(member => member.Id == person) ? answer.Worker : null;
        return repair.Assign(answer.Unit, worker, answer.DueAt, Actor.Program(repair.Community), at);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Repair {Repair} could not be dispatched; the next look is in a second.")]
    private partial void LogFailed(Exception exception, int repair);

    private sealed record Reading(int Version, RepairSuggestion Suggestion, bool NeedsPerson);
}
