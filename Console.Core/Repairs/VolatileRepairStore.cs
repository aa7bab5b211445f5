using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>Repairs in memory, for development and tests.</summary>
public sealed class VolatileRepairStore(VolatileAuditLog log) : IRepairStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RepairId, Repair> _repairs = [];

    /// <inheritdoc />
    public Task<Repair?> FindAsync(RepairId id, CancellationToken cancellation) => Read(repairs => repairs.FirstOrDefault(repair => repair.Id == id));

    /// <inheritdoc />
    public Task<Repair?> FindByKeyAsync(string community, Guid key, CancellationToken cancellation) =>
        Read(repairs => repairs.FirstOrDefault(repair => repair.Community == community && repair.ReportKey == key));

    /// <inheritdoc />
    public Task<Repair?> FindBySourceAsync(string community, string source, CancellationToken cancellation) =>
        Read(repairs => repairs.FirstOrDefault(repair => repair.Community == community && repair.Source == source));

    /// <inheritdoc />
    public Task<IReadOnlyList<Repair>> FindByPhotoAsync(string photo, CancellationToken cancellation) =>
        Read<IReadOnlyList<Repair>>(repairs => [.. repairs.Where(repair => repair.Steps.Any(step => step.Photos.Contains(photo)))]);

    /// <inheritdoc />
    public Task<IReadOnlySet<string>> ListPhotosAsync(CancellationToken cancellation) =>
        Read<IReadOnlySet<string>>(repairs => repairs.SelectMany(repair => repair.Steps).SelectMany(step => step.Photos).ToHashSet());

    /// <inheritdoc />
    public Task<IReadOnlyList<RepairId>> ListPersonalAsync(DateTimeOffset before, CancellationToken cancellation) => Read<IReadOnlyList<RepairId>>(repairs =>
        [.. repairs.Where(repair => repair.CreatedAt < before && RepairPolicy.EndedAt(repair) is not null && repair.HoldsPersonal).Select(repair => repair.Id)]);

    /// <inheritdoc />
    public Task<IReadOnlyList<Repair>> ListBoardAsync(CancellationToken cancellation) =>
        Read<IReadOnlyList<Repair>>(repairs => [.. repairs.Where(repair => repair.IsOpen || repair.State == RepairState.Done)]);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, int>> CountByAssetAsync(string community, DateTimeOffset since, CancellationToken cancellation) =>
        Read<IReadOnlyDictionary<string, int>>(repairs => repairs
            .Where(repair => repair.Community == community && repair.Asset.Length > 0 && repair.State != RepairState.Duplicate && repair.CreatedAt >= since)
            .CountBy(repair => repair.Asset).ToDictionary());

    /// <inheritdoc />
    public Task<RepairPage> PageAsync(RepairQuery query, CancellationToken cancellation) => Read(repairs =>
    {
        var found = repairs.Where(repair => repair.Community == query.Community
            && (query.States.Count == 0 || query.States.Contains(repair.State))
            && (query.Services.Count == 0 || (repair.Service is { } service && query.Services.Contains(service)))
            && (query.Ids.Count == 0 || query.Ids.Contains(repair.Id))
            && (query.Reporter is null || repair.Reporters.Any(reporter => reporter.Account == query.Reporter))
            && (!query.FromPeople || repair.Source.Length == 0)
            && (query.Since is null || repair.CreatedAt >= query.Since) && (query.Until is null || repair.CreatedAt < query.Until)
            && (query.UpdatedSince is null || repair.UpdatedAt >= query.UpdatedSince)).ToList();
        return new RepairPage(found.Count, [.. found.OrderByDescending(repair => repair.Id.Value).Skip(query.Skip).Take(query.Take)]);
    });

    /// <inheritdoc />
    public Task<Repair?> AddAsync(Repair draft, Func<Repair, IReadOnlyList<AuditEntry>> audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var taken = _repairs.Values.Any(other => other.Community == draft.Community
                && ((draft.ReportKey is not null && other.ReportKey == draft.ReportKey) || (draft.Source.Length > 0 && other.Source == draft.Source)));
            var added = draft with { Id = new RepairId(_repairs.Count == 0 ? 1 : _repairs.Keys.Max(id => id.Value) + 1) };
            if (taken || !log.TryAppend(audit(added)))
            {
                return Task.FromResult<Repair?>(null);
            }

            _repairs.Add(added.Id, added);
            return Task.FromResult<Repair?>(added);
        }
    }

    /// <inheritdoc />
    public Task<bool> SaveAsync(IReadOnlyList<(Repair Changed, int Expected)> repairs, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (repairs.Any(pair => _repairs.GetValueOrDefault(pair.Changed.Id)?.Version != pair.Expected) || !log.TryAppend(audit))
            {
                return Task.FromResult(false);
            }

            foreach (var (changed, _) in repairs)
            {
                _repairs[changed.Id] = changed;
            }

            return Task.FromResult(true);
        }
    }

    private Task<T> Read<T>(Func<IEnumerable<Repair>, T> query)
    {
        lock (_gate)
        {
            return Task.FromResult(query(_repairs.Values));
        }
    }
}
