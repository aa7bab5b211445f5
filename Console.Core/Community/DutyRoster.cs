using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>The duty roster in memory: asked with every call of an alert and by every desk.</summary>
public sealed class DutyRoster(IShiftStore store, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(31);
    private readonly LiveView<ImmutableDictionary<ShiftId, Shift>> _shifts = new(ImmutableDictionary<ShiftId, Shift>.Empty);

    /// <summary>Reads the last month and what is planned; before anything else asks.</summary>
    public async Task LoadAsync(CancellationToken cancellation) => Put(await store.LoadAsync(time.GetUtcNow() - Kept, cancellation));

    /// <summary>Who is on duty at that instant; null when nobody is.</summary>
    public Shift? At(string community, DateTimeOffset instant) => Of(_shifts.Latest, community).FirstOrDefault(shift => shift.Covers(instant));

    /// <summary>The shift that ended last before that instant; null when none is known.</summary>
    public Shift? Before(string community, DateTimeOffset instant) => Of(_shifts.Latest, community).LastOrDefault(shift => shift.Until <= instant);

    /// <summary>The next one to begin after that instant; null when none is planned.</summary>
    public Shift? After(string community, DateTimeOffset instant) => Of(_shifts.Latest, community).FirstOrDefault(shift => shift.From > instant);

    /// <summary>The shift; null when it is unknown or cancelled.</summary>
    public Shift? Find(ShiftId id) => _shifts.Latest.GetValueOrDefault(id) is { Cancelled: false } shift ? shift : null;

    /// <summary>The shifts of a community, earliest first, without the cancelled ones.</summary>
    public IReadOnlyList<Shift> Shifts(string community) => [.. Of(_shifts.Latest, community)];

    /// <summary>The community's shifts now and after each change.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Shift>> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var all in _shifts.WatchAsync(Pause, time, cancellation))
        {
            yield return [.. Of(all, community)];
        }
    }

    /// <summary>Takes over what the store has just written.</summary>
    internal void Put(IReadOnlyList<Shift> shifts) => _shifts.Change(all => all.SetItems(shifts.Select(shift => KeyValuePair.Create(shift.Id, shift))));

    private static IEnumerable<Shift> Of(ImmutableDictionary<ShiftId, Shift> all, string community) =>
        all.Values.Where(shift => shift.Community == community && !shift.Cancelled).OrderBy(shift => shift.From);
}
