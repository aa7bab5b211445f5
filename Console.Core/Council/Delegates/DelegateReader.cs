using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>A delegate in the list.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Public.</param>
/// <param name="Building">By its id.</param>
/// <param name="From">First day of the term.</param>
/// <param name="Until">Last day of the term; the last one served where it was ended.</param>
/// <param name="Chosen">How.</param>
/// <param name="State">Today.</param>
/// <param name="Whole">All that is written down; null for those who may see sums only.</param>
public sealed record DelegateLine(DelegateId Id, string Name, string Building, DateOnly From, DateOnly Until, DelegateChoice Chosen, DelegateState State, CouncilDelegate? Whole);

/// <summary>The council as somebody may see it today.</summary>
/// <param name="Lines">By building and name; those of past terms too.</param>
/// <param name="Representation">Of those who serve today.</param>
public sealed record DelegateList(IReadOnlyList<DelegateLine> Lines, Representation Representation);

/// <summary>Reads the delegates: what everybody may know, and what staff may.</summary>
public sealed class DelegateReader
{
    private readonly DelegateDirectory _directory;
    private readonly HomeDirectory _homes;
    private readonly EstateCalendar _calendar;
    private readonly TimeProvider _time;

    internal DelegateReader(DelegateDirectory directory, HomeDirectory homes, EstateCalendar calendar, TimeProvider time) =>
        (_directory, _homes, _calendar, _time) = (directory, homes, calendar, time);

    /// <summary>The actor's own council.</summary>
    public Result<DelegateList> Look(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (DelegateRights.Table.Refusal(DelegateCommand.Look, actor, actor.Community) is { } denied)
        {
            return denied;
        }

        var closely = DelegateRights.Table.Allows(DelegateCommand.LookClosely, actor.Role);
        var today = _calendar.Day(_time.GetUtcNow());
        var all = _directory.All(actor.Community);
        var representation = Representation.Of([.. all.Where(one => one.StateOn(today) == DelegateState.Serving)], Tables(actor.Community));
        return new DelegateList(
            [
                .. all.Select(one => new DelegateLine(
                    one.Id, one.Entry.Name, one.Entry.Building, one.Entry.From, one.LastDay, one.Entry.Chosen, one.StateOn(today), closely ? one : null)),
            ],
            closely ? representation : representation.ForEverybody());
    }

    /// <summary>The table a new one takes the place of, or a blank one with every group; for those who may bring it.</summary>
    public Result<MakeUpTable> TableToReplace(GroupKind kind, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return DelegateRights.Table.Refusal(DelegateCommand.CountEstate, actor, actor.Community) is { } denied ? denied
            : _directory.Find(actor.Community, kind) is { } known ? known
            : new MakeUpTable(actor.Community, kind) { AsOf = _calendar.Day(_time.GetUtcNow()) };
    }

    /// <summary>A roll of the delegates who serve on that day: one head each. For who prepares a vote.</summary>
    public Result<IReadOnlyList<RollRow>> Roll(DateOnly day, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (VoteRights.Table.Refusal(VoteCommand.Prepare, actor, actor.Community) is { } denied)
        {
            return denied;
        }

        var names = _homes.Buildings(actor.Community).ToDictionary(building => building.Id, building => building.Name);
        return Result.Of<IReadOnlyList<RollRow>>(
        [
            .. _directory.All(actor.Community).Where(one => one.StateOn(day) == DelegateState.Serving)
                .Select(one => new RollRow(one.Entry.Name, Short(names.GetValueOrDefault(one.Entry.Building) ?? one.Entry.Building), 1, 0, one.Entry.Person.Account, null)),
        ]);
    }

    /// <summary>Rings at once, and after a change.</summary>
    public IAsyncEnumerable<int> WatchAsync(CancellationToken cancellation) => _directory.WatchAsync(cancellation);

    private Dictionary<GroupKind, MakeUpTable> Tables(string community) => Enum.GetValues<GroupKind>()
        .Select(kind => _directory.Find(community, kind) ?? (kind == GroupKind.Building ? MakeUpTable.OfHomes(community, _homes) : null))
        .OfType<MakeUpTable>().ToDictionary(table => table.Kind);

    // The longest postal address does not fit a roll's column.
    private static string Short(string place) => place.Length <= RollReader.MostPlace ? place : place[^RollReader.MostPlace..];
}
