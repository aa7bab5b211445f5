using System.Runtime.CompilerServices;

namespace CommunityConsole.Core.Kernel;

/// <summary>An audit log in memory, for development and tests.</summary>
public sealed class VolatileAuditLog : IAuditLog
{
    private readonly Lock _gate = new();
    private readonly HashChain _chain = new(AuditChain.Name);
    private readonly List<AuditRecord> _records = [];

    /// <inheritdoc />
    public Task<bool> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation) => Task.FromResult(TryAppend(entries));

    /// <summary><see cref="AppendAsync"/> for the stores that write in the same breath.</summary>
    public bool TryAppend(IReadOnlyList<AuditEntry> entries)
    {
        lock (_gate)
        {
            if (entries.Any(entry => entry.CommandKey is { } key && _records.Exists(record => record.CommandKey == key)))
            {
                return false;
            }

            _records.AddRange(entries.Select(entry => AuditChain.Extend(_chain, entry)));
            return true;
        }
    }

    /// <inheritdoc />
    public Task<AuditRecord?> FindCommandAsync(Guid key, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(_records.Find(record => record.CommandKey == key));
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AuditRecord> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        List<AuditRecord> records;
        lock (_gate)
        {
            records = _records[(int)Math.Min(after, _records.Count)..];
        }

        foreach (var record in records)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    /// <inheritdoc />
    public Task<int> EraseAsync(string subject, CancellationToken cancellation) => Task.FromResult(Erase(record => record.Details?.Subject == subject));

    /// <summary>The same of the records chosen, for the stores that write in the same breath.</summary>
    public int Erase(Func<AuditRecord, bool> chosen)
    {
        lock (_gate)
        {
            var erased = 0;
            for (var i = 0; i < _records.Count; i++)
            {
                if (chosen(_records[i]))
                {
                    _records[i] = _records[i] with { Details = null, Salt = null };
                    erased++;
                }
            }

            return erased;
        }
    }
}
