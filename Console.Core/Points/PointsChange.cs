using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>What a decision writes, all of it in one transaction or none.</summary>
public sealed record PointsChange
{
    /// <summary>The entry to be made.</summary>
    public PointsPosting? Posting { get; init; }

    /// <summary>A member, new or changed.</summary>
    public PointsMember? Member { get; init; }

    /// <summary>An activity, new or changed.</summary>
    public PointsActivity? Activity { get; init; }

    /// <summary>What came onto the shelf.</summary>
    public StockMove? Stock { get; init; }

    /// <summary>A voucher, new or a step further.</summary>
    public PointsVoucher? Voucher { get; init; }

    /// <summary>A new version of the rules.</summary>
    public PointRules? Rules { get; init; }

    /// <summary>How far another feature was heard.</summary>
    public PointsHeard? Heard { get; init; }

    /// <summary>How people check in to an activity.</summary>
    public CheckInTerms? Terms { get; init; }

    /// <summary>A check-in, new or a step further.</summary>
    public CheckIn? CheckIn { get; init; }

    /// <summary>An appeal, new or answered.</summary>
    public PointsAppeal? Appeal { get; init; }

    /// <summary>What is no longer kept.</summary>
    public PointsForget? Forget { get; init; }

    /// <summary>Written down, and refused all the same: a code that was none counts as a try.</summary>
    public Problem? Refusal { get; init; }

    /// <summary>The entry as it stands in the ledger, once it does.</summary>
    public PointsEntry? Entry { get; init; }

    /// <summary>All this is there already, by the same command: nothing is written, the answer is the first one.</summary>
    public bool IsThere { get; init; }
}

/// <summary>Until when a feature that tells facts was heard: what it told before is rewarded, or never will be.</summary>
/// <param name="Source">Which: <c>topics</c>, <c>repairs</c>.</param>
/// <param name="Until">The instant, UTC.</param>
public sealed record PointsHeard(string Source, DateTimeOffset Until);

/// <summary>Phones, metres and answered words that are deleted.</summary>
/// <param name="Account">Whose; null for everybody.</param>
/// <param name="Before">Of check-ins and answers before that instant.</param>
public sealed record PointsForget(LedgerKey? Account, DateTimeOffset Before);
