using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Repairs;

/// <summary>Gives reports to the unit that answers for them, where it is sure what they are about; what it is not sure of waits for a person.</summary>
internal sealed class RepairDispatch(RepairBoard board, RepairDesk desk, RepairAdvisor advisor, IOptions<RepairOptions> options, TimeProvider time)
{
    // What a person must decide is not asked again until it changes.
    private readonly Dictionary<RepairId, (int Version, Urgency Urgency)> _unsure = [];

    /// <summary>How soon a person must say what a report is about; null where none need.</summary>
    public Urgency? WaitsForPerson(Repair repair) =>
        repair.State == RepairState.Submitted && _unsure.TryGetValue(repair.Id, out var unsure) && unsure.Version == repair.Version ? unsure.Urgency : null;

    /// <summary>Looks at every report nobody answers for yet.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var waiting = board.All.Where(repair => RepairViews.Of(repair.State) == RepairView.Pending).OrderBy(repair => repair.Id.Value).ToList();
        foreach (var gone in _unsure.Keys.Except(waiting.Select(repair => repair.Id)).ToList())
        {
            _unsure.Remove(gone);
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

        var suggestion = advisor.Suggest(repair);
        if (now < repair.CreatedAt + options.Value.DispatchAfter && suggestion.Triage.Urgency != Urgency.Danger)
        {
            return;
        }

        if (RepairTwins.Of(repair, board.Latest(repair.Community)).FirstOrDefault(twin => twin.IsCertain && twin.Other.Id.Value < repair.Id.Value) is { } twin)
        {
            await desk.FollowMergeAsync(repair.Id, twin.Other.Id, repair.Community, cancellation);
        }
        else if (suggestion.IsSure)
        {
            await desk.FollowAsync(repair.Id, (stored, at) => stored.State == RepairState.Submitted ? Sort(stored, suggestion.Triage, at) : stored, cancellation);
        }
        else
        {
            _unsure[repair.Id] = (repair.Version, suggestion.Triage.Urgency);
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
}
