using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Homes in memory, for development and tests.</summary>
public sealed class VolatileHomeStore(VolatileAuditLog log) : IHomeStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GridCellId, GridCell> _cells = [];
    private readonly Dictionary<(string, string), Building> _buildings = [];
    private readonly Dictionary<HomeId, Home> _homes = [];

    /// <inheritdoc />
    public Task<HomeRegister> LoadAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(new HomeRegister([.. _cells.Values], [.. _buildings.Values], [.. _homes.Values]));
        }
    }

    /// <inheritdoc />
    public Task PutAsync(HomeRegister homes, AuditEntry audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            foreach (var cell in homes.Cells)
            {
                _cells[cell.Id] = cell;
            }

            foreach (var building in homes.Buildings)
            {
                _buildings[(building.Community, building.Id)] = building;
            }

            foreach (var home in homes.Homes)
            {
                _homes[home.Id] = home;
            }

            return log.AppendAsync([audit], cancellation);
        }
    }

    /// <inheritdoc />
    public Task<bool> SaveAsync(Home home, int expected, AuditEntry audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if ((_homes.GetValueOrDefault(home.Id)?.Version ?? 0) != expected || !log.TryAppend([audit]))
            {
                return Task.FromResult(false);
            }

            _homes[home.Id] = home;
            return Task.FromResult(true);
        }
    }
}
