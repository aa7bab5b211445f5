namespace CommunityConsole.Core.Kernel;

/// <summary>What somebody did or tried, to be put on the audit log.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Community">In which community.</param>
/// <param name="Actor">The account's id: random, no name.</param>
/// <param name="Action">The command: <c>alert.take</c>.</param>
/// <param name="Result"><see cref="Done"/>, or the code of the refusal.</param>
/// <param name="Details">What may name people; kept beside the chain, not in it.</param>
/// <param name="CommandKey">The client's key of the command, where it sent one.</param>
public sealed record AuditEntry(
    DateTimeOffset At, string Community, string Actor, string Action, string Result, AuditDetails Details, Guid? CommandKey = null)
{
    /// <summary>The result of a command that was carried out.</summary>
    public const string Done = "ok";
}

/// <summary>The part of an audit record that may name people. It can be erased without breaking the chain.</summary>
/// <param name="Subject">What was acted on: <c>alert:...</c>, <c>home:...</c>.</param>
/// <param name="ActorName">As the person was called then.</param>
/// <param name="From">Network address, or empty.</param>
/// <param name="Before">State before, or empty.</param>
/// <param name="After">State after, or empty.</param>
/// <param name="Reason">Stated reason or note, or empty.</param>
/// <param name="Refusal">The sentence of the refusal; null when carried out.</param>
public sealed record AuditDetails(string Subject, string ActorName, string From, string Before, string After, string Reason, Sentence? Refusal = null);

/// <summary>A record on the audit log. The chain covers everything but the details and their salt: of these it holds a salted commitment.</summary>
public sealed record AuditRecord
{
    /// <summary>Place in the chain, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Random.</summary>
    public required Guid Id { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>In which community.</summary>
    public required string Community { get; init; }

    /// <summary>The account's id.</summary>
    public required string Actor { get; init; }

    /// <summary>The command.</summary>
    public required string Action { get; init; }

    /// <summary><see cref="AuditEntry.Done"/>, or the code of the refusal.</summary>
    public required string Result { get; init; }

    /// <summary>The client's key of the command; at most one record carries it.</summary>
    public Guid? CommandKey { get; init; }

    /// <summary>SHA-256 over <see cref="Salt"/> and <see cref="Details"/>, 32 bytes.</summary>
    public required byte[] Commitment { get; init; }

    /// <summary>The hash of this link, 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>32 random bytes; null once erased.</summary>
    public byte[]? Salt { get; init; }

    /// <summary>Null once erased.</summary>
    public AuditDetails? Details { get; init; }
}

/// <summary>The append-only audit log.</summary>
public interface IAuditLog
{
    /// <summary>Adds entries that change nothing else: refusals, reveals. What changes a table is added by that table's store in the same transaction.</summary>
    /// <returns>False, and nothing added, when a command key among them is on the log already.</returns>
    Task<bool> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation);

    /// <summary>The record of the command with that key; null when there is none.</summary>
    Task<AuditRecord?> FindCommandAsync(Guid key, CancellationToken cancellation);

    /// <summary>All records after the one numbered <paramref name="after"/>, in order.</summary>
    IAsyncEnumerable<AuditRecord> ReadAsync(long after, CancellationToken cancellation);

    /// <summary>Erases details and salt of all records about a subject; the chain stays whole. Returns how many.</summary>
    Task<int> EraseAsync(string subject, CancellationToken cancellation);
}
