using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Who could help with a request: one question after the other, and the first that tells two people apart decides.</summary>
/// <remarks>
/// As where somebody is sent to a door, no points are added up: with points nobody could say why one person stands above another. Only who offers the service is
/// listed at all. The order, and why:
/// <list type="number">
/// <item>Fewest things missing of those that must be (time, reach, first aid, a woman or a man where wished, has not declined): the rest of the list shows a coordinator whom a telephone call might win.</item>
/// <item>Speaks a language wished for: without a word in common an hour is long.</item>
/// <item>Nearer first, by same building, five minutes, farther, unknown.</item>
/// <item>Fewer promises in the days around: hours are to be shared, so that nobody is worn out and newcomers earn some.</item>
/// <item>Fewer metres, where both are measured or one is; then the name, then the account, so that the order never depends on chance.</item>
/// </list>
/// </remarks>
public static class HelpMatch
{
    /// <summary>How far before and after a request promises count.</summary>
    public static readonly TimeSpan Around = TimeSpan.FromDays(3.5);

    /// <summary>The order of two people: below zero where the first should rather be asked.</summary>
    public static IComparer<HelpCandidate> Order { get; } = Comparer<HelpCandidate>.Create(static (one, other) => Compare(one, other));

    /// <summary>The people, best first. Same people, same order, whatever order they come in.</summary>
    public static IReadOnlyList<HelpCandidate> Rank(IEnumerable<HelpCandidate> people) => [.. people.Order(Order)];

    /// <summary>Whether the offer can be asked about at all: it stands, holds the service, and is not the receiver's own.</summary>
    public static bool Offers(HelpOffer offer, HelpRequest request) =>
        offer.IsOpen && offer.Community == request.Community && offer.Helper != request.Receiver.Account && offer.Terms.Services.Contains(request.Wish.Service);

    /// <summary>What speaks for and against somebody.</summary>
    /// <param name="offer">The person's offer.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="promised">What the person has promised besides.</param>
    /// <param name="way">How far.</param>
    /// <param name="isSameCell">Whether both buildings lie in one grid cell.</param>
    /// <param name="calendar">The estate's clock.</param>
    public static HelpCandidate Look(HelpOffer offer, HelpRequest request, IReadOnlyList<HelpRequest> promised, Way way, bool isSameCell, EstateCalendar calendar)
    {
        var wish = request.Wish;
        var other = promised.Where(one => one.Id != request.Id).ToList();
        return new HelpCandidate(
            offer,
            !offer.Terms.Times.Hold(calendar.Local(wish.At).DateTime, wish.Minutes) ? HelpTime.Other : other.Any(one => one.Wish.Meets(wish)) ? HelpTime.Taken : HelpTime.Free,
            way,
            offer.Terms.Reach switch
            {
                HelpReach.Building => offer.Terms.Building == wish.Building,
                HelpReach.Cell => isSameCell,
                _ => true,
            },
            wish.Languages.Count == 0 ? null : offer.Terms.Languages.FirstOrDefault(language => ProfilePolicy.Spoken([language], string.Join('、', wish.Languages)).Length > 0) ?? "",
            wish.FirstAid ? offer.Terms.FirstAid : null,
            wish.Helper == HelpSex.Unsaid ? null : offer.Terms.Sex == wish.Helper,
            other.Count(one => (one.Wish.At - wish.At).Duration() <= Around),
            request.Declined.Contains(offer.Helper));
    }

    private static int Compare(HelpCandidate one, HelpCandidate other)
    {
        ReadOnlySpan<int> questions =
        [
            one.Misses.CompareTo(other.Misses),
            (one.Language?.Length == 0).CompareTo(other.Language?.Length == 0),
            one.Way.Nearness.CompareTo(other.Way.Nearness),
            one.Load.CompareTo(other.Load),
            (one.Way.Metres ?? int.MaxValue).CompareTo(other.Way.Metres ?? int.MaxValue),
            string.CompareOrdinal(one.Offer.Name, other.Offer.Name),
            string.CompareOrdinal(one.Offer.Helper.Value, other.Offer.Helper.Value),
        ];
        foreach (var answer in questions)
        {
            if (answer != 0)
            {
                return answer;
            }
        }

        return 0;
    }
}
