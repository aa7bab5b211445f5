using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>What kind of entry; the numbers stand in the ledger. Up to <see cref="WriteOff"/> minutes move, the others say what the rules must know.</summary>
public enum TimeEntryKind
{
    /// <summary>服务结算: the receiver confirmed, the minutes moved.</summary>
    Service = 1,

    /// <summary>转让: own minutes to another member.</summary>
    Transfer = 2,

    /// <summary>捐赠: own minutes to the pool.</summary>
    Donation = 3,

    /// <summary>兑换: own minutes for something.</summary>
    Redemption = 4,

    /// <summary>发放: from the pool to a member.</summary>
    Grant = 5,

    /// <summary>冲回: what a ruling gives back.</summary>
    Reversal = 6,

    /// <summary>退出结清: what was left, or owed, when a member left.</summary>
    WriteOff = 7,

    /// <summary>登记: the provider's side filed a service.</summary>
    Filed = 11,

    /// <summary>结束: rejected, cancelled, or ruled on.</summary>
    Closed = 12,

    /// <summary>异议: a dispute was opened.</summary>
    Disputed = 13,

    /// <summary>成员: status or floor.</summary>
    Member = 14,

    /// <summary>信用背书: how far the pool may fall.</summary>
    Guarantee = 15,

    /// <summary>服务目录: a line of the catalogue.</summary>
    Catalogue = 16,

    /// <summary>暂停或恢复.</summary>
    Paused = 17,
}

/// <summary>One entry of the time bank's ledger, as it stands there: one for each fact of the rules, so that each has its event on the chain.</summary>
/// <param name="Line">What it says.</param>
/// <param name="Hash">Its link of the chain.</param>
public sealed record TimeEntry(LedgerLine Line, byte[] Hash)
{
    /// <summary>The ledger's name in its hashes.</summary>
    public const string Ledger = "TBL1";

    /// <summary>Its place, from 1.</summary>
    public long Number => Line.Number;

    /// <summary>What kind.</summary>
    public TimeEntryKind Kind => (TimeEntryKind)Line.Kind;

    /// <summary>How many minutes moved.</summary>
    public long Minutes => Line.Amount;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At => Line.At;

    /// <summary>The record, operation or member it is about.</summary>
    public Id32 Op => IdOf(Line.Op);

    /// <summary>Who received minutes; of a service its provider.</summary>
    public Id32 Debit => IdOf(Line.Debit);

    /// <summary>Who gave them; of a service its receiver.</summary>
    public Id32 Credit => IdOf(Line.Credit);

    /// <summary>What else it says.</summary>
    public TimeNote Note => TimeNote.Parse(Line.Note) ?? throw new FormatException($"Entry {Number}: its note cannot be read; run verify.");

    /// <summary>What an account gained by it; what it lost, negative; 0 where it has no part in it.</summary>
    public long Of(Id32 account) => Debit == Credit ? 0 : Debit == account ? Minutes : Credit == account ? -Minutes : 0;

    /// <summary>The key of an id in a ledger line.</summary>
    internal static LedgerKey KeyOf(Id32 id) => LedgerKey.From(id.ToBytes());

    /// <summary>The id behind a key.</summary>
    internal static Id32 IdOf(LedgerKey key)
    {
        Span<byte> bytes = stackalloc byte[Id32.Length];
        key.WriteTo(bytes);
        return new Id32(bytes);
    }
}

/// <summary>An entry about to be made.</summary>
public sealed record TimePosting(TimeEntryKind Kind, Id32 Op, Id32 Debit, Id32 Credit, long Minutes, DateTimeOffset At, TimeNote Note)
{
    /// <summary>The entry after <paramref name="last"/>, null at the beginning.</summary>
    public TimeEntry After(TimeEntry? last)
    {
        var line = new LedgerLine(
            (last?.Number ?? 0) + 1, At.ToUnixTimeMilliseconds(), (int)Kind, TimeEntry.KeyOf(Op), TimeEntry.KeyOf(Debit), TimeEntry.KeyOf(Credit), Minutes, Note.ToString());
        return new TimeEntry(line, line.Hash(TimeEntry.Ledger, last?.Hash ?? LedgerLine.Beginning));
    }
}
