using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>A resident's side of mutual help.</summary>
/// <param name="Offer">What the person offers; null before the first offer.</param>
/// <param name="Mine">What the person asked for, and helps with.</param>
/// <param name="Open">What others ask for that fits the offer, the soonest first, and why.</param>
public sealed record HelpMine(HelpOffer? Offer, IReadOnlyList<HelpView> Mine, IReadOnlyList<(HelpView View, HelpCandidate Me)> Open);

/// <summary>A request on the coordinators' board.</summary>
/// <param name="View">As the station may see it.</param>
/// <param name="People">Who offers the service, best first; names in full only where a person is to be telephoned.</param>
public sealed record HelpLine(HelpView View, IReadOnlyList<HelpCandidate> People)
{
    /// <summary>Nobody offers what is asked for at that time.</summary>
    public bool IsUnmatched => View.Request.State == HelpState.Asked && !People.Any(person => person.Fits);
}

/// <summary>Reads mutual help for screens, as each person may see it.</summary>
public sealed class HelpReader
{
    private readonly HelpBoard _board;
    private readonly OfferBoard _offers;
    private readonly HelpCandidates _helpers;
    private readonly HelpBell _bell;

    internal HelpReader(HelpBoard board, OfferBoard offers, HelpCandidates helpers, HelpBell bell) => (_board, _offers, _helpers, _bell) = (board, offers, helpers, bell);

    /// <summary>Of a resident, now and after each change.</summary>
    public async IAsyncEnumerable<HelpMine> WatchMineAsync(Actor resident, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!HelpRights.Table.Allows(HelpCommand.Own, resident.Role))
        {
            yield break;
        }

        await foreach (var _ in _bell.WatchAsync(resident.Community, cancellation))
        {
            yield return Mine(resident);
        }
    }

    /// <summary>The coordinators' board now and after each change: who waits for somebody first, those nobody offers to help above the others.</summary>
    public async IAsyncEnumerable<IReadOnlyList<HelpLine>> WatchBoardAsync(Actor actor, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!HelpRights.Table.Allows(HelpCommand.Board, actor.Role))
        {
            yield break;
        }

        await foreach (var _ in _bell.WatchAsync(actor.Community, cancellation))
        {
            yield return Lines(actor);
        }
    }

    /// <summary>Who could help with one's own request, best first; empty for a request of somebody else.</summary>
    public IReadOnlyList<HelpCandidate> Helpers(HelpId id, Actor actor) =>
        _board.Find(id) is { } request && request.Community == actor.Community && request.SideOf(actor) is HelpSide.Receiver ? [.. _helpers.Of(request).Where(person => person.Fits).Select(Masked)] : [];

    /// <summary>How many wait for somebody and nobody offers to help, for the figures of the scheme.</summary>
    public int Unmatched(string community) =>
        _board.Latest(community).Count(request => request.State == HelpState.Asked && !_helpers.Of(request).Any(person => person.Fits));

    private HelpMine Mine(Actor resident)
    {
        var offer = _offers.Find(resident.Id);
        var me = new HelpPerson(resident.Id, resident.Name);
        return new HelpMine(
            offer,
            [.. _board.Latest(resident.Community).Where(request => request.Names(me)).Select(request => HelpSight.Of(request, resident))],
            offer is { IsOpen: true } ? [.. _helpers.For(offer).Select(pair => (HelpSight.Of(pair.Request, resident), pair.Me))] : []);
    }

    private IReadOnlyList<HelpLine> Lines(Actor actor) =>
    [
        .. _board.Latest(actor.Community)
            .Select(request => new HelpLine(HelpSight.Of(request, actor), request.State == HelpState.Asked ? [.. _helpers.Of(request).Select(Masked)] : []))
            .OrderByDescending(line => line.IsUnmatched),
    ];

    // Whoever has not agreed to anything is not to be reached.
    private static HelpCandidate Masked(HelpCandidate person) =>
        person with { Offer = person.Offer with { Name = PersonalData.Name(person.Offer.Name), Terms = person.Offer.Terms with { Phone = "" } } };
}
