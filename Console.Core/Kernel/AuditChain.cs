using System.Security.Cryptography;

namespace CommunityConsole.Core.Kernel;

/// <summary>How audit entries become links of the chain, and how the chain is checked.</summary>
public static class AuditChain
{
    /// <summary>The chain's name.</summary>
    public const string Name = "audit";

    /// <summary>Makes the next record of the chain.</summary>
    public static AuditRecord Extend(HashChain chain, AuditEntry entry)
    {
        var salt = RandomNumberGenerator.GetBytes(32);
        var record = new AuditRecord
        {
            Number = chain.Count + 1,
            Id = Guid.NewGuid(),
            At = entry.At.ToUniversalTime(),
            Community = entry.Community,
            Actor = entry.Actor,
            Action = entry.Action,
            Result = entry.Result,
            CommandKey = entry.CommandKey,
            Salt = salt,
            Details = entry.Details,
            Commitment = Commit(salt, entry.Details),
            Hash = [],
        };
        return record with { Hash = chain.Add(Content(record)) };
    }

    /// <summary>Walks all records from the first and says where the chain breaks, if it does.</summary>
    /// <param name="records">All records in order.</param>
    /// <param name="kept">Count and head as somebody else wrote them down earlier: finds a tail cut off.</param>
    /// <param name="cancellation">Stops the walk.</param>
    public static async Task<AuditVerdict> VerifyAsync(
        IAsyncEnumerable<AuditRecord> records, AuditCheckpoint? kept, CancellationToken cancellation)
    {
        var chain = new HashChain(Name);
        await foreach (var record in records.WithCancellation(cancellation))
        {
            if (!chain.Follow(record.Number, Content(record), record.Hash))
            {
                return Broken(chain, record.Number, "The record or its place differs from what the chain was made with.");
            }

            if (record is { Salt: { } salt, Details: { } details } && !Commit(salt, details).AsSpan().SequenceEqual(record.Commitment))
            {
                return Broken(chain, record.Number, "The details differ from their commitment.");
            }

            if (kept is not null && kept.Count == chain.Count && !chain.Head.SequenceEqual(kept.Head))
            {
                return Broken(chain, record.Number, "The chain is another one than the checkpoint kept elsewhere.");
            }
        }

        return kept is not null && kept.Count > chain.Count
            ? Broken(chain, chain.Count + 1, "Records of the checkpoint kept elsewhere are missing.")
            : new AuditVerdict(new AuditCheckpoint(chain.Count, [.. chain.Head]), null, "");
    }

    private static AuditVerdict Broken(HashChain chain, long at, string reason) => new(new AuditCheckpoint(chain.Count, [.. chain.Head]), at, reason);

    private static CanonicalBytes Content(AuditRecord record) => new CanonicalBytes()
        .Add(record.Id)
        .Add(record.At)
        .Add(record.Community)
        .Add(record.Actor)
        .Add(record.Action)
        .Add(record.Result)
        .Add(record.CommandKey?.ToString("D") ?? "")
        .Add(record.Commitment);

    private static byte[] Commit(byte[] salt, AuditDetails details) => new CanonicalBytes()
        .Add(salt)
        .Add(details.Subject)
        .Add(details.ActorName)
        .Add(details.From)
        .Add(details.Before)
        .Add(details.After)
        .Add(details.Reason)
        .Add(details.Refusal?.Zh ?? "")
        .Add(details.Refusal?.En ?? "")
        .Hash();
}

/// <summary>Count and head of the chain at some moment, to be kept where the program's operator cannot change it.</summary>
public sealed record AuditCheckpoint(long Count, byte[] Head);

/// <summary>What a check of the chain found.</summary>
/// <param name="Walked">How far the walk came: what somebody else should keep of a whole chain.</param>
/// <param name="BrokenAt">Number of the first record that is wrong or missing; null when the chain is whole.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record AuditVerdict(AuditCheckpoint Walked, long? BrokenAt, string Reason)
{
    /// <summary>Nothing was changed, removed, inserted or moved.</summary>
    public bool IsWhole => BrokenAt is null;
}
