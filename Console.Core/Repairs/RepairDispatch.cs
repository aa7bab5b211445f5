using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Repairs;

/// <summary>Gives reports to the unit that answers for them, where it is sure what they are about; what it is not sure of waits for a person.</summary>
internal sealed partial class RepairDispatch(
    RepairBoard board, RepairDesk desk, RepairAdvisor advisor, StaffDirectory staff, IOptions<RepairOptions> options, TimeProvider time, ILogger<RepairDispatch> logger)
{
    // The words of a report never change: each is read once, since a look comes with every change of any repair.
    private readonly Dictionary<RepairId, RepairSuggestion> _read = [];

    /// <summary>How soon a person must say what a report is about; null where none need. Follows from the report and the time alone, so that a restart calls nobody off.</summary>
    public Urgency? WaitsForPerson(Repair repair) =>
        repair.State == RepairState.Submitted && HasRested(repair) && Read(repair) is { IsSure: false, Triage.Urgency: var urgency } ? urgency : null;

    /// <summary>Looks at every report nobody answers for yet.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var waiting = board.All.Where(IsNobodys).OrderByDescending(repair => repair.Urgency == Urgency.Danger).ThenBy(repair => repair.Id.Value).ToList();
        foreach (var gone in _read.Keys.Except(waiting.Select(repair => repair.Id)).ToList())
        {
            _read.Remove(gone);
        }

        foreach (var repair in waiting.Where(repair => WaitsForPerson(repair) is null))
        {
            try
            {
                await LookAsync(repair, cancellation);
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

    private async Task LookAsync(Repair repair, CancellationToken cancellation)
    {
        if (repair.State != RepairState.Submitted)
        {
            await desk.FollowAsync(repair.Id, (stored, at) => stored.State != RepairState.Submitted && IsNobodys(stored) ? Assign(stored, at) : stored, cancellation);
            return;
        }

        if (!HasRested(repair))
        {
            return;
        }

        var suggestion = Read(repair);
        // A danger is never put away behind an older report: that one may be waiting for parts.
        if (suggestion.Triage.Urgency != Urgency.Danger
            && RepairTwins.Of(repair, board.Latest(repair.Community)).FirstOrDefault(twin => twin.IsCertain && twin.Other.Id.Value < repair.Id.Value) is { } twin
            && (await desk.FollowMergeAsync(repair.Id, twin.Other.Id, repair.Community, cancellation)).Succeeded)
        {
            return;
        }

        if (suggestion.IsSure)
        {
            await desk.FollowAsync(repair.Id, (stored, at) => stored.State == RepairState.Submitted ? Sort(stored, suggestion.Triage, at) : stored, cancellation);
        }
    }

    // A danger does not rest.
    private bool HasRested(Repair repair) => time.GetUtcNow() >= repair.CreatedAt + options.Value.DispatchAfter || Read(repair).Triage.Urgency == Urgency.Danger;

    private RepairSuggestion Read(Repair repair) => _read.TryGetValue(repair.Id, out var known) ? known : _read[repair.Id] = advisor.Suggest(repair);

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
}
