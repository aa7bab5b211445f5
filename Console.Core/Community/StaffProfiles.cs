using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>The staff profiles in memory: asked for every person whenever a visit is to be given to somebody.</summary>
public sealed class StaffProfiles(IStaffProfileStore store, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly LiveView<ImmutableDictionary<StaffId, StaffProfile>> _profiles = new(ImmutableDictionary<StaffId, StaffProfile>.Empty);

    /// <summary>Reads all of them: at the start.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var profile in await store.LoadAsync(cancellation))
        {
            Put(profile);
        }
    }

    /// <summary>The person's profile; an empty one where nobody has written any.</summary>
    public StaffProfile Of(StaffMember member) => _profiles.Latest.GetValueOrDefault(member.Id) ?? new StaffProfile(member.Id, member.Community);

    /// <summary>Says each time one has changed.</summary>
    public async IAsyncEnumerable<int> WatchAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var all in _profiles.WatchAsync(Pause, time, cancellation))
        {
            yield return all.Count;
        }
    }

    /// <summary>Takes over what the store has just written.</summary>
    internal void Put(StaffProfile profile) => _profiles.Change(all => all.SetItem(profile.Id, profile));
}
