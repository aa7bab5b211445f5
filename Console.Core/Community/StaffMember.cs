namespace CommunityConsole.Core.Community;

/// <summary>Somebody who works for the community, as the desks need to know them.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">As shown in records.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Community">Where.</param>
/// <param name="Disabled">The account is revoked: no command, nobody sends this person anywhere.</param>
public sealed record StaffMember(StaffId Id, string Name, Role Role, string Community, bool Disabled);

/// <summary>Where accounts are read from.</summary>
public interface IStaffStore
{
    /// <summary>The person as of now; null when there is no such account.</summary>
    Task<StaffMember?> FindAsync(StaffId id, CancellationToken cancellation);

    /// <summary>Everybody of every community, revoked accounts included: their names stand in old records.</summary>
    Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken cancellation);
}
