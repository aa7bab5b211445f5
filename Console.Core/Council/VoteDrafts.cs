using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Turns a draft into a definition.</summary>
internal sealed class VoteDrafts(RuleProfiles profiles, IStaffStore people, EstateCalendar calendar, TimeProvider time)
{
    /// <summary>What is wrong with the draft; null when nothing is.</summary>
    public async Task<Problem?> RefusalAsync(VoteDraft draft, Actor chair, CancellationToken cancellation)
    {
        var known = (await people.ListAsync(cancellation)).Where(person => person.Community == chair.Community && !person.Disabled).Select(person => person.Id).ToHashSet();
        return VoteDraftPolicy.Refusal(draft, RulesOf(draft), chair, known, time.GetUtcNow(), calendar);
    }

    /// <summary>When a vote published now could open by these rules.</summary>
    public DateTimeOffset Earliest(RuleProfile profile) => VoteDraftPolicy.Earliest(profile, time.GetUtcNow(), calendar);

    /// <summary>The definition and the roll it names.</summary>
    public (VoteDefinition Definition, IReadOnlyList<RollEntry> Roll) Settle(VoteDraft draft, VoteId id, Actor chair, byte[] publicKey)
    {
        var roll = RollReader.Enter(draft.Roll);
        var definition = new VoteDefinition
        {
            Id = id,
            Community = chair.Community,
            Topic = draft.Topic,
            Question = draft.Question.Trim(),
            Options = draft.Options.Count == 0 ? VoteOption.OfMotion : [.. draft.Options.Select(option => option with { Text = option.Text.Trim() }), .. Added(draft)],
            Mode = draft.Mode,
            Profile = RulesOf(draft)!,
            MayChange = draft.MayChange,
            OpensAt = draft.OpensAt.ToUniversalTime(),
            ClosesAt = draft.ClosesAt.ToUniversalTime(),
            Chair = chair.Id,
            Scrutineers = [.. draft.Scrutineers.Distinct()],
            RollRoot = RollRoot.Of(roll),
            RollSize = roll.Count,
            Heads = roll.Sum(entry => (long)entry.Heads),
            Area = roll.Sum(entry => entry.Area),
            PublicKey = publicKey,
        };
        return (definition, roll);
    }

    // A spoilt paper of a secret vote is an abstention; who may be named by it there is none.
    private static IEnumerable<VoteOption> Added(VoteDraft draft) => VoteOption.OfMotion.Where(own => own.Code == VoteOption.Abstain && draft.Mode == VoteMode.Secret && draft.Options.Count < 20
        && draft.Options.All(option => option.Code != own.Code && option.Text.Trim() != own.Text));

    private RuleProfile? RulesOf(VoteDraft draft) => profiles.Find(draft.Profile) is not { } profile ? null : draft.Topic > 0 ? profile.OfTopic() : profile;
}
