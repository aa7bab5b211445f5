using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>Morning calls in memory, for development and tests.</summary>
public sealed class VolatileMorningCallStore(VolatileAuditLog log) : IMorningCallStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(HomeId, DateOnly, int), MorningCall> _calls = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<MorningCall>> ListAsync(DateOnly since, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<MorningCall>>([.. _calls.Values.Where(call => call.Day >= since)]);
        }
    }

    /// <inheritdoc />
    public Task<bool> AddAsync(MorningCall added, AuditEntry audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var key = (added.Home, added.Day, added.Number);
            return Task.FromResult(!_calls.ContainsKey(key) && log.TryAppend([audit]) && _calls.TryAdd(key, added));
        }
    }

    /// <inheritdoc />
    public Task<int> RemoveBeforeAsync(DateOnly day, CancellationToken cancellation) => RemoveAsync(call => call.Day < day);

    /// <inheritdoc />
    public Task<int> RemoveHomeAsync(HomeId home, CancellationToken cancellation) => RemoveAsync(call => call.Home == home);

    private Task<int> RemoveAsync(Func<MorningCall, bool> which)
    {
        lock (_gate)
        {
            var gone = _calls.Where(one => which(one.Value)).Select(one => one.Key).ToList();
            gone.ForEach(key => _calls.Remove(key));
            return Task.FromResult(gone.Count);
        }
    }
}
