using System.Security.Cryptography;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>How far a voucher has come.</summary>
public enum VoucherState
{
    /// <summary>待领取: paid, not handed over.</summary>
    Issued,

    /// <summary>已领取: handed over.</summary>
    Honoured,

    /// <summary>已取消: the points were given back.</summary>
    Cancelled,
}

/// <summary>What a redemption gives: whoever shows the code gets the thing.</summary>
public sealed record PointsVoucher
{
    // No sign that is read for another: 31 signs, 12 of them are 59 bits.
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Length = 12;

    /// <summary>Twelve signs nobody guesses.</summary>
    public required string Code { get; init; }

    /// <summary>Whose.</summary>
    public required LedgerKey Account { get; init; }

    /// <summary>The code of what it is for.</summary>
    public required string Reward { get; init; }

    /// <summary>As that was called then.</summary>
    public required Sentence RewardName { get; init; }

    /// <summary>The number of the entry that paid for it.</summary>
    public required long Redemption { get; init; }

    /// <summary>What was paid.</summary>
    public required long Points { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The last of the estate's days on which it is honoured.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>How far it has come.</summary>
    public VoucherState State { get; init; }

    /// <summary>When it was honoured or cancelled, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>By whom.</summary>
    public StaffId? EndedBy { get; init; }

    /// <summary>As people read it: four and four and four.</summary>
    public string CodeInGroups => $"{Code[..4]} {Code[4..8]} {Code[8..]}";

    /// <summary>A new code.</summary>
    public static string NewCode() => RandomNumberGenerator.GetString(Signs, Length);

    /// <summary>What somebody typed, as codes are written; null where it cannot be one.</summary>
    public static string? Tidy(string typed)
    {
        var code = string.Concat((typed ?? "").ToUpperInvariant().Where(sign => !char.IsWhiteSpace(sign) && sign != '-'));
        return code.Length == Length && code.All(Signs.Contains) ? code : null;
    }
}
