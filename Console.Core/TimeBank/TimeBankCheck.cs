using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>What a check of the ledger found.</summary>
/// <param name="Entries">How many entries were walked and right.</param>
/// <param name="Head">The hash of the last right one: what somebody else should keep.</param>
/// <param name="Root">The Merkle root over them.</param>
/// <param name="Fault">The first thing that is wrong; null when all is right.</param>
public sealed record TimeVerdict(long Entries, byte[] Head, byte[] Root, TimeFault? Fault);

/// <summary>What is wrong first.</summary>
/// <param name="Entry">The number of the entry at which it shows; 0 where it is about something beside the ledger.</param>
/// <param name="Why">In a sentence.</param>
public sealed record TimeFault(long Entry, Sentence Why);

/// <summary>What somebody has kept, or a chain has witnessed: so many entries, and the hash of the last.</summary>
public sealed record TimeKept(long Entries, byte[] Head);

/// <summary>
/// Walks the ledger from its first entry: hashes and links, what was kept elsewhere, what each entry claims against the rules
/// (<see cref="TimeBankAudit"/>); then what stands beside it: words and catalogue by their hashes, people by their accounts.
/// </summary>
public static class TimeBankCheck
{
    /// <summary>Checks all of it.</summary>
    /// <param name="tables">The bank.</param>
    /// <param name="accounts">With the pepper; null where it is not at hand.</param>
    /// <param name="kept">What was kept elsewhere; finds a tail cut off or made anew.</param>
    public static TimeVerdict Of(ITimeBankTables tables, TimeAccounts? accounts, IReadOnlyCollection<TimeKept>? kept = null)
    {
        var marks = (kept ?? []).ToLookup(mark => mark.Entries, mark => mark.Head);
        var beside = new TimeBankBeside(tables, accounts);
        var (audit, tree) = (new TimeBankAudit(), new MerkleTree());
        var (number, previous, at) = (0L, LedgerLine.Beginning, long.MinValue);
        foreach (var entry in tables.All())
        {
            TimeNote? note = null;
            var wrong = entry is null ? new("这一行读不出来。", "This row cannot be read.")
                : entry.Number != number + 1 ? new($"前一号是 {number}，这一行不接续：有行被删除、插入或移动。", $"It does not follow number {number}: a row was removed, inserted or moved.")
                : !entry.Hash.AsSpan().SequenceEqual(entry.Line.Hash(TimeEntry.Ledger, previous)) ? new("内容或哈希被改过：与前一行连不上。", "Its content or its hash was changed: it does not link to the row before.")
                : marks[entry.Number].Any(head => !head.AsSpan().SequenceEqual(entry.Hash)) ? new("与别处留存或链上存证的哈希不同：账本被整段重做过。", "It differs from the hash kept elsewhere or anchored: the ledger was made anew.")
                : entry.Line.Milliseconds < at ? new("时间早于前一行。", "It is earlier than the row before.")
                : (note = TimeNote.Parse(entry.Line.Note)) is null ? new("不是账本会写的内容。", "It is nothing the ledger would write.")
                : audit.Take(entry, note);
            if (wrong is not null)
            {
                return new TimeVerdict(number, previous, tree.Root, new TimeFault(number + 1, wrong));
            }

            (number, previous, at) = (entry!.Number, entry.Hash, entry.Line.Milliseconds);
            beside.See(entry, note!);
            tree.AddHash(entry.Hash);
        }

        var fault = marks.Any(mark => mark.Key > number)
            ? new TimeFault(number + 1, new("别处留存或链上存证的哈希说后面还有行：尾部被截掉了。", "A hash kept elsewhere or anchored says that rows followed: the tail was cut off."))
            : audit.End() is { } unfinished ? new TimeFault(number, unfinished)
            : beside.Fault();
        return new TimeVerdict(number, previous, tree.Root, fault);
    }
}

/// <summary>Compares what stands beside the ledger with what the entries say of it, while they pass by.</summary>
internal sealed class TimeBankBeside
{
    private readonly ITimeBankTables _tables;
    private readonly TimeAccounts? _accounts;
    private readonly Dictionary<Id32, long> _words;
    private readonly HashSet<Id32> _unknown;
    private readonly Dictionary<ushort, Id32?> _standards = [];

    public TimeBankBeside(ITimeBankTables tables, TimeAccounts? accounts)
    {
        (_tables, _accounts) = (tables, accounts);
        _words = tables.Words().ToDictionary(word => word.Hash, _ => 0L);
        _unknown = [.. tables.People().Select(person => person.Account)];
    }

    public void See(TimeEntry entry, TimeNote note)
    {
        if (note.Word is { } word && _words.ContainsKey(word))
        {
            _words[word] = entry.Number;
        }

        if (entry.Kind == TimeEntryKind.Catalogue)
        {
            _standards[note.Code] = note.Word;
        }
        else if (entry.Kind == TimeEntryKind.Member)
        {
            _unknown.Remove(entry.Op);
        }
    }

    public TimeFault? Fault()
    {
        if (_tables.Words().FirstOrDefault(word => !word.IsRight || _words[word.Hash] == 0) is { } changed)
        {
            return new TimeFault(_words[changed.Hash], new("一条说明的文字被改过，或账本里没有它。", "The words of an entry were changed, or no entry has them."));
        }

        if (_tables.Catalogue().FirstOrDefault(line => _standards.GetValueOrDefault(line.Code) != line.Hash()) is { } altered)
        {
            return new TimeFault(0, new($"服务目录第 {altered.Code} 项的文字与账本不符。", $"The words of line {altered.Code} of the catalogue are not those of the ledger."));
        }

        return _unknown.Count > 0 || (_accounts is not null && _tables.People().Any(person => _accounts.Of(person.Salt, person.Local) != person.Account))
            ? new TimeFault(0, new("成员表里有一行与账本对不上：账户被换过，或盐、胡椒不对。", "A row of the members does not agree with the ledger: another account, salt or pepper."))
            : null;
    }
}

/// <summary>The tables of a bank, whatever is wrong with them.</summary>
public interface ITimeBankTables
{
    /// <summary>Every entry, oldest first; null for one that cannot be read at all.</summary>
    IEnumerable<TimeEntry?> All();

    /// <summary>All words.</summary>
    IReadOnlyList<TimeWord> Words();

    /// <summary>The catalogue in words, by number.</summary>
    IReadOnlyList<CatalogueLine> Catalogue();

    /// <summary>Every member somebody still stands for.</summary>
    IReadOnlyList<TimePerson> People();
}
