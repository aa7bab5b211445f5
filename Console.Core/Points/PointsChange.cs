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

    /// <summary>The entry as it stands in the ledger, once it does.</summary>
    public PointsEntry? Entry { get; init; }

    /// <summary>All this is there already, by the same command: nothing is written, the answer is the first one.</summary>
    public bool IsThere { get; init; }
}

/// <summary>Until when a feature that tells facts was heard: what it told before is rewarded, or never will be.</summary>
/// <param name="Source">Which: <c>topics</c>, <c>repairs</c>.</param>
/// <param name="Until">The instant, UTC.</param>
public sealed record PointsHeard(string Source, DateTimeOffset Until);
