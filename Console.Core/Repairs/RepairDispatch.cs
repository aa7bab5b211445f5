using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Repairs;

/// <summary>Gives reports to the unit that answers for them, where it is sure what they are about; what it is not sure of waits for a person.</summary>
internal sealed class RepairDispatch(RepairBoard board, RepairDesk desk, RepairAdvisor advisor, IOptions<RepairOptions> options, TimeProvider time)
{
    // What was read from a report holds until the report changes: a look comes with every change of any repair.
    private readonly Dictionary<RepairId, Reading> _read = [];

    /// <summary>How soon a person must say what a report is about; null where none need.</summary>
    public Urgency? WaitsForPerson(Repair repair) =>
        repair.State == RepairState.Submitted && _read.TryGetValue(repair.Id, out var read) && read.Version == repair.Version && read.NeedsPerson
            ? read.Suggestion.Triage.Urgency
            : null;

    /// <summary>Looks at every report nobody answers for yet.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var waiting = board.All.Where(repair => RepairViews.Of(repair.State) == RepairView.Pending).OrderBy(repair => repair.Id.Value).ToList();
        foreach (var gone in _read.Keys.Except(waiting.Select(repair => repair.Id)).ToList())
        {
            _read.Remove(gone);
        }

        foreach (var repair in waiting.Where(repair => WaitsForPerson(repair) is null))
        {
            await LookAsync(repair, now, cancellation);
        }
    }

    private async Task LookAsync(Repair repair, DateTimeOffset now, CancellationToken cancellation)
    {
        if (repair.State == RepairState.Triaged)
        {
            await desk.FollowAsync(repair.Id, (stored, at) => stored.State == RepairState.Triaged ? Assign(stored, at) : stored, cancellation);
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

        if (RepairTwins.Of(repair, board.Latest(repair.Community)).FirstOrDefault(twin => twin.IsCertain && twin.Other.Id.Value < repair.Id.Value) is { } twin)
        {
            await desk.FollowMergeAsync(repair.Id, twin.Other.Id, repair.Community, cancellation);
        }
        else if (read.Suggestion.IsSure)
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
        var answer = advisor.Answers(repair);
        return repair.Assign(answer.Unit, answer.Worker, answer.DueAt, Actor.Program(repair.Community), at);
    }

    private sealed record Reading(int Version, RepairSuggestion Suggestion, bool NeedsPerson);
}
