using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Governance;

/// <summary>Something that happened in another feature and may earn somebody points.</summary>
/// <param name="Person">Whose doing it was.</param>
/// <param name="Rule">The rule that may reward it.</param>
/// <param name="Occasion">What it was: of one occasion there is one award, however often it is told.</param>
/// <param name="At">When, UTC.</param>
internal sealed record RewardFact(StaffId Person, string Rule, string Occasion, DateTimeOffset At);

/// <summary>A feature that tells of what may be rewarded.</summary>
internal interface IRewardSource
{
    /// <summary>Names it for good: how far it was heard is kept under this name.</summary>
    string Name { get; }

    /// <summary>What happened in the community since that instant, oldest first.</summary>
    Task<IReadOnlyList<RewardFact>> SinceAsync(string community, DateTimeOffset since, CancellationToken cancellation);
}

/// <summary>有效建议被采纳: the motion that came of a resident's proposal was carried.</summary>
internal sealed class AdoptedProposals(TopicBoard topics) : IRewardSource
{
    public string Name => "topics";

    public Task<IReadOnlyList<RewardFact>> SinceAsync(string community, DateTimeOffset since, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<RewardFact>>(
    [
        .. topics.Latest(community)
            .Where(topic => topic.ChangedAt >= since && topic.Proposal.InNameOf.Length == 0)   // what a clerk wrote down is not the clerk's idea
            .Select(topic => (Topic: topic, Step: topic.Steps.FirstOrDefault(step => step.Move is TopicResolved { Carried: not null })))
            .Where(each => each.Step is { } step && step.At >= since)
            .Select(each => new RewardFact(each.Topic.ProposedBy, "proposal", each.Topic.Subject, each.Step!.At))
            .OrderBy(fact => fact.At),
    ]);
}

/// <summary>报修核实: what somebody reported was there, was mended, and nobody objected. Of several who reported it the first counts.</summary>
internal sealed class ConfirmedReports(IRepairStore repairs) : IRewardSource
{
    public string Name => "repairs";

    public async Task<IReadOnlyList<RewardFact>> SinceAsync(string community, DateTimeOffset since, CancellationToken cancellation)
    {
        var confirmed = await repairs.PageAsync(new RepairQuery(community) { States = [RepairState.Confirmed], FromPeople = true, UpdatedSince = since }, cancellation);
        return
        [
            .. confirmed.Items
                .Select(repair => (Repair: repair, Step: repair.Steps.LastOrDefault(step => step.Kind == RepairStepKind.Confirmed), Reporter: repair.Reporters is [{ Account: { } first }, ..] ? first : (StaffId?)null))
                .Where(each => each is { Step: not null, Reporter: not null } && each.Step.At >= since)
                .Select(each => new RewardFact(each.Reporter!.Value, "repair", each.Repair.Subject, each.Step!.At))
                .OrderBy(fact => fact.At),
        ];
    }
}
