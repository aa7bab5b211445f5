using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>One filter of one session.</summary>
/// <param name="Text">As the client wrote it; the key inside its session.</param>
/// <param name="Filter">Without <c>$share/group/</c>.</param>
/// <param name="Group">The share group, if any.</param>
/// <param name="Identifier">0 when the client gave none.</param>
internal sealed record Subscription(Session Session, string Text, string Filter, string? Group, FilterRequest Options, uint Identifier)
{
    // Two subscriptions are the same only if they are the same object: the tree takes out exactly what was put in.
    public bool Equals(Subscription? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>The members of a shared subscription; each message goes to one of them, in turn. The same name in another community is another group: nobody takes messages out of a stranger's.</summary>
internal sealed class ShareGroup(string name, string? community)
{
    private volatile Subscription[] _members = [];
    private uint _turn;

    public bool IsOf(Subscription member) => name == member.Group && community == member.Session.Peer.Community;

    public void Add(Subscription member) => _members = [.. _members, member];

    /// <returns>Whether nobody is left.</returns>
    public bool Remove(Subscription member) => (_members = [.. _members.Where(m => m != member)]).Length == 0;

    /// <summary>Whose turn it is: a member that is connected, else any; null when nobody is left.</summary>
    public Subscription? Next()
    {
        var members = _members;
        var start = Interlocked.Increment(ref _turn);
        for (uint i = 0; i < members.Length; i++)
        {
            var one = members[(start + i) % members.Length];
            if (one.Session.IsOnline)
            {
                return one;
            }
        }

        return members.Length == 0 ? null : members[start % members.Length];
    }
}
