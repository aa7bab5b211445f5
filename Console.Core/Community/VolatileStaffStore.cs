namespace CommunityConsole.Core.Community;

/// <summary>Staff in memory, for development and tests.</summary>
public sealed class VolatileStaffStore(IEnumerable<StaffMember> members) : IStaffStore
{
    private readonly List<StaffMember> _members = [.. members];

    /// <inheritdoc />
    public Task<StaffMember?> FindAsync(StaffId id, CancellationToken cancellation) =>
        Task.FromResult(_members.Find(member => member.Id == id));

    /// <inheritdoc />
    public Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StaffMember>>([.. _members]);
}
