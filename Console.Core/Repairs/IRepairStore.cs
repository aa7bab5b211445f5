using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>Which repairs, newest first.</summary>
/// <param name="Community">Of which community.</param>
public sealed record RepairQuery(string Community)
{
    /// <summary>In one of these states; empty for any.</summary>
    public IReadOnlyList<RepairState> States { get; init; } = [];

    /// <summary>Of these services; empty for any.</summary>
    public IReadOnlyList<ServiceCode> Services { get; init; } = [];

    /// <summary>Only these; empty for any.</summary>
    public IReadOnlyList<RepairId> Ids { get; init; } = [];

    /// <summary>Reported by this account, alone or with others.</summary>
    public StaffId? Reporter { get; init; }

    /// <summary>Only what people reported: a repair that a meter of a watched home led to tells something of that home.</summary>
    public bool FromPeople { get; init; }

    /// <summary>Reported from this instant on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Reported before this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Changed from this instant on.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>How many to leave out at the beginning.</summary>
    public int Skip { get; init; }

    /// <summary>At most how many.</summary>
    public int Take { get; init; } = int.MaxValue;
}

/// <summary>A page of repairs.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Items">Those of the page, newest first, with reporters and steps.</param>
public sealed record RepairPage(int Total, IReadOnlyList<Repair> Items);

/// <summary>Where repairs are kept, with reporters and steps.</summary>
public interface IRepairStore
{
    /// <summary>The repair; null when there is none.</summary>
    Task<Repair?> FindAsync(RepairId id, CancellationToken cancellation);

    /// <summary>The repair reported with that key; null when there is none.</summary>
    Task<Repair?> FindByKeyAsync(string community, Guid key, CancellationToken cancellation);

    /// <summary>The repair that came from that source; null when there is none.</summary>
    Task<Repair?> FindBySourceAsync(string community, string source, CancellationToken cancellation);

    /// <summary>The repairs that show that photo with one of their steps.</summary>
    Task<IReadOnlyList<Repair>> FindByPhotoAsync(string photo, CancellationToken cancellation);

    /// <summary>Every photo shown with a step of any repair.</summary>
    Task<IReadOnlySet<string>> ListPhotosAsync(CancellationToken cancellation);

    /// <summary>Those reported before that instant which have ended and still hold a contact or a photo, of every community.</summary>
    Task<IReadOnlyList<RepairId>> ListPersonalAsync(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Every repair that is open or done and not confirmed yet, of every community.</summary>
    Task<IReadOnlyList<Repair>> ListBoardAsync(CancellationToken cancellation);

    /// <summary>How many repairs that are no duplicates were reported of each asset from an instant on, by its code; an asset without any is not named.</summary>
    Task<IReadOnlyDictionary<string, int>> CountByAssetAsync(string community, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>A page of repairs.</summary>
    Task<RepairPage> PageAsync(RepairQuery query, CancellationToken cancellation);

    /// <summary>Gives the next number and writes repair, reporters, steps and audit in one transaction.</summary>
    /// <param name="draft">Without a number.</param>
    /// <param name="audit">Makes the audit entries once the number is known.</param>
    /// <param name="cancellation">Before it is written only.</param>
    /// <returns>Null, and nothing written, when its key or its source is taken.</returns>
    Task<Repair?> AddAsync(Repair draft, Func<Repair, IReadOnlyList<AuditEntry>> audit, CancellationToken cancellation);

    /// <summary>Writes repairs, their new steps and changed reporters and the audit in one transaction, if each still has the expected version.</summary>
    /// <returns>False when that is not so; nothing is written then.</returns>
    Task<bool> SaveAsync(IReadOnlyList<(Repair Changed, int Expected)> repairs, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation);
}
