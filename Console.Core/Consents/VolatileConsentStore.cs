using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Consents;

/// <summary>Statements in memory, for development and tests.</summary>
public sealed class VolatileConsentStore(VolatileAuditLog log) : IConsentStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(HomeId, int), ConsentStatement> _statements = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<ConsentStatement>> LoadAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<ConsentStatement>>([.. _statements.Values]);
        }
    }

    /// <inheritdoc />
    public Task<bool> AddAsync(IReadOnlyList<ConsentStatement> statements, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (statements.Any(statement => _statements.ContainsKey((statement.Home, statement.Number))) || !log.TryAppend(audit))
            {
                return Task.FromResult(false);
            }

            foreach (var statement in statements)
            {
                _statements[(statement.Home, statement.Number)] = statement;
            }

            return Task.FromResult(true);
        }
    }
}
