using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>What kind of entry; the numbers stand in the ledger.</summary>
public enum PointsKind
{
    /// <summary>得分: by a rule in force.</summary>
    Award = 1,

    /// <summary>兑换: for something of the catalogue.</summary>
    Redemption = 2,

    /// <summary>得分撤销: the counter-entry of an award.</summary>
    AwardReversed = 3,

    /// <summary>兑换取消: the counter-entry of a redemption.</summary>
    RedemptionCancelled = 4,

    /// <summary>规则公布: moves nothing; from here on the ledger vouches for the text of a version of the rules.</summary>
    RulesPublished = 5,
}

/// <summary>One entry of a community's points ledger, as it stands there.</summary>
/// <param name="Line">What it says.</param>
/// <param name="Hash">Its link of the chain.</param>
public sealed record PointsEntry(LedgerLine Line, byte[] Hash)
{
    /// <summary>The ledger's name in its hashes.</summary>
    public const string Ledger = "PTB1";

    /// <summary>Its place, from 1.</summary>
    public long Number => Line.Number;

    /// <summary>What kind.</summary>
    public PointsKind Kind => (PointsKind)Line.Kind;

    /// <summary>How many points moved.</summary>
    public long Points => Line.Amount;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At => Line.At;

    /// <summary>What else it says.</summary>
    public PointsNote Note => PointsNote.Parse(Line.Note) ?? throw new FormatException($"Entry {Number}: its note cannot be read; run verify.");

    /// <summary>What an account gained by it; what it lost, negative; 0 where it has no part in it.</summary>
    public long Of(LedgerKey account) => Line.Debit == Line.Credit ? 0 : Line.Debit == account ? Points : Line.Credit == account ? -Points : 0;
}

/// <summary>An entry about to be made.</summary>
public sealed record PointsPosting(PointsKind Kind, LedgerKey Op, LedgerKey Debit, LedgerKey Credit, long Points, DateTimeOffset At, PointsNote Note)
{
    /// <summary>The entry after <paramref name="last"/>, null at the beginning; never earlier than that one, whatever a clock says.</summary>
    public PointsEntry After(PointsEntry? last)
    {
        var line = new LedgerLine(
            (last?.Number ?? 0) + 1, Math.Max(At.ToUnixTimeMilliseconds(), last?.Line.Milliseconds ?? 0), (int)Kind, Op, Debit, Credit, Points, Note.ToString());
        return new PointsEntry(line, line.Hash(PointsEntry.Ledger, last?.Hash ?? LedgerLine.Beginning));
    }
}
