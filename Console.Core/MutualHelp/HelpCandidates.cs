using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Who could help, best first, from all offers as they are now. It advises: the people concerned decide.</summary>
internal sealed class HelpCandidates(HelpBoard board, OfferBoard offers, HomeDirectory homes, EstateCalendar calendar)
{
    /// <summary>Everybody who offers the service.</summary>
    public IReadOnlyList<HelpCandidate> Of(HelpRequest request)
    {
        var buildings = BuildingsOf(request.Community);
        var promises = PromisesOf(request.Community);
        return HelpMatch.Rank(offers.Latest(request.Community).Where(offer => HelpMatch.Offers(offer, request)).Select(offer => Look(offer, request, buildings, promises)));
    }

    /// <summary>Of those who wait for somebody, what this person could help with, the soonest first.</summary>
    public IReadOnlyList<(HelpRequest Request, HelpCandidate Me)> For(HelpOffer offer)
    {
        var buildings = BuildingsOf(offer.Community);
        var promises = PromisesOf(offer.Community);
        return
        [
            .. board.Latest(offer.Community).Where(request => request.State == HelpState.Asked && HelpMatch.Offers(offer, request))
                .Select(request => (request, Look(offer, request, buildings, promises)))
                .Where(pair => pair.Item2.Fits),
        ];
    }

    private HelpCandidate Look(HelpOffer offer, HelpRequest request, Dictionary<string, Building> buildings, ILookup<StaffId, HelpRequest> promises)
    {
        var (from, to) = (buildings.GetValueOrDefault(offer.Terms.Building), buildings.GetValueOrDefault(request.Wish.Building));
        var way = from is null || to is null ? Way.Unknown : Way.Of(new Spot(from, from.Cell), new Spot(to, to.Cell));
        return HelpMatch.Look(offer, request, [.. promises[offer.Helper]], way, from is not null && to is not null && from.Cell == to.Cell, calendar);
    }

    private Dictionary<string, Building> BuildingsOf(string community) => homes.Buildings(community).ToDictionary(building => building.Id);

    // What somebody only might do takes no hour of anybody else's.
    private ILookup<StaffId, HelpRequest> PromisesOf(string community) => board.Latest(community)
        .Where(request => request is { HelperAgreed: true, Helper.Account: not null, State: HelpState.Proposed or HelpState.Agreed or HelpState.Served or HelpState.Filed })
        .ToLookup(request => request.Helper!.Account!.Value);
}
