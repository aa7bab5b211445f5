using System.Collections.Frozen;

namespace CommunityConsole.Core.Community;

/// <summary>Who works here. Names come from memory; whether somebody can be sent is read afresh.</summary>
public sealed class StaffDirectory(IStaffStore store)
{
    private volatile FrozenDictionary<StaffId, StaffMember> _members = FrozenDictionary<StaffId, StaffMember>.Empty;

    /// <summary>Reads all accounts again: at the start, and after an account was added or changed.</summary>
    public async Task LoadAsync(CancellationToken cancellation) =>
        _members = (await store.ListAsync(cancellation)).ToFrozenDictionary(member => member.Id);

    /// <summary>The person's name for a screen; the id where the account is unknown.</summary>
    public string NameOf(StaffId id) =>
        id == Actor.ProgramId ? Actor.Program("").Name : _members.TryGetValue(id, out var member) ? member.Name : id.Value;

    /// <summary>The people of a community that can be sent to a home, by name.</summary>
    public IReadOnlyList<StaffMember> Goers(string community) =>
        [.. _members.Values.Where(member => StaffPolicy.CanGo(member, community)).OrderBy(member => member.Name, StringComparer.Ordinal)];

    /// <summary>The people of a community who have that role, by name.</summary>
    public IReadOnlyList<StaffMember> OfRole(string community, Role role) =>
        [.. _members.Values.Where(member => !member.Disabled && member.Community == community && member.Role == role).OrderBy(member => member.Name, StringComparer.Ordinal)];

    /// <summary>The communities that have people.</summary>
    internal IReadOnlyList<string> Communities => [.. _members.Values.Select(member => member.Community).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The person as of this moment; null when there is no such account.</summary>
    public Task<StaffMember?> FindAsync(StaffId id, CancellationToken cancellation) => store.FindAsync(id, cancellation);
}

/// <summary>Whom to send.</summary>
public static class StaffPolicy
{
    /// <summary>Whether the person may be sent to a home of that community.</summary>
    public static bool CanGo(StaffMember member, string community) =>
        !member.Disabled && member.Community == community && member.Role is (Role.SocialWorker or Role.GridManager);
}
