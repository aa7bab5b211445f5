using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>The duty roster in memory, for development and tests.</summary>
public sealed class VolatileShiftStore(VolatileAuditLog log) : IShiftStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ShiftId, Shift> _shifts = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<Shift>> LoadAsync(DateTimeOffset endingAfter, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Shift>>([.. _shifts.Values.Where(shift => shift.Until > endingAfter)]);
        }
    }

    /// <inheritdoc />
    public Task<bool> SaveAsync(IReadOnlyList<Shift> changed, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (changed.Any(shift => (_shifts.GetValueOrDefault(shift.Id)?.Version ?? 0) != shift.Version - 1) || !log.TryAppend(audit))
            {
                return Task.FromResult(false);
            }

            foreach (var shift in changed)
            {
                _shifts[shift.Id] = shift;
            }

            return Task.FromResult(true);
        }
    }
}
