using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>A resident's wallet.</summary>
/// <param name="Member">Whose; null while the resident has no account.</param>
/// <param name="Balance">What is there.</param>
/// <param name="Entries">The newest entries, newest first.</param>
/// <param name="Vouchers">All vouchers, newest first.</param>
/// <param name="Offer">What can be redeemed today.</param>
/// <param name="Rules">The rules of today; null before the first.</param>
/// <param name="Activities">What comes next, soonest first.</param>
public sealed record PointsWallet(
    PointsMember? Member, long Balance, IReadOnlyList<EntryView> Entries, IReadOnlyList<PointsVoucher> Vouchers, IReadOnlyList<OfferView> Offer, PointRules? Rules, IReadOnlyList<PointsActivity> Activities);

/// <summary>An entry as its owner, or everybody, may read it.</summary>
/// <param name="Number">Its number in the ledger.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Change">What it added or, negative, took; for everybody how much moved.</param>
/// <param name="What">The rule, or what was redeemed; null where there is neither.</param>
/// <param name="Version">By which version of the rules; 0 where none decides.</param>
/// <param name="Undoes">The entry it takes back; 0 where it takes none.</param>
/// <param name="IsUndone">Whether it was taken back.</param>
/// <param name="Title">The activity, for its owner; empty elsewhere.</param>
public sealed record EntryView(long Number, DateTimeOffset At, PointsKind Kind, long Change, Sentence? What, int Version, long Undoes, bool IsUndone, string Title)
{
    /// <summary>Its link of the chain, in hexadecimal.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>Something that can be redeemed today.</summary>
public sealed record OfferView(PointReward Reward, int Left);

/// <summary>A place in the ranking.</summary>
/// <param name="Place">1, 2, 3; people of equal points share a place.</param>
/// <param name="Name">Masked.</param>
/// <param name="Points">Earned in the period.</param>
/// <param name="IsMe">Whether it is who looks.</param>
public sealed record RankView(int Place, string Name, long Points, bool IsMe);

/// <summary>How many households took part in a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Households">Households of whom somebody got points for something done in it.</param>
/// <param name="Of">Households of the estate.</param>
public sealed record ParticipationView(DateOnly Month, int Households, int Of)
{
    /// <summary>In per cent.</summary>
    public double Percent => Of == 0 ? 0 : 100.0 * Households / Of;
}

/// <summary>What everybody may read.</summary>
/// <param name="Rules">All versions, newest first.</param>
/// <param name="Today">The version of today; null before the first.</param>
/// <param name="Ranking">The first of the period.</param>
/// <param name="Participation">By month, oldest first.</param>
/// <param name="Entries">A page of the ledger, newest first.</param>
/// <param name="Count">How many entries there are.</param>
/// <param name="Given">Points given and not taken back.</param>
/// <param name="Redeemed">Points redeemed and not given back.</param>
/// <param name="Offer">What can be redeemed today.</param>
/// <param name="Head">The hash of the newest entry, in hexadecimal: to be written down elsewhere.</param>
public sealed record PointsPublic(
    IReadOnlyList<PointRules> Rules, PointRules? Today, IReadOnlyList<RankView> Ranking, IReadOnlyList<ParticipationView> Participation,
    IReadOnlyList<EntryView> Entries, long Count, long Given, long Redeemed, IReadOnlyList<OfferView> Offer, string Head);

/// <summary>A member as the desk sees one.</summary>
/// <param name="Member">Who.</param>
/// <param name="Balance">What is there.</param>
public sealed record MemberView(PointsMember Member, long Balance);

/// <summary>An activity with those who got points for it.</summary>
/// <param name="Activity">Which.</param>
/// <param name="Rule">What rewards it; null where the rules of its day know it no more.</param>
/// <param name="Confirmed">Who has points for it, and by which entry.</param>
public sealed record ActivityView(PointsActivity Activity, PointRule? Rule, IReadOnlyDictionary<LedgerKey, long> Confirmed);

/// <summary>What the desk sees.</summary>
/// <param name="Members">Everybody, by name.</param>
/// <param name="Activities">Those of the last weeks and what comes, newest first.</param>
/// <param name="Vouchers">The newest vouchers.</param>
/// <param name="Offer">What is on the shelf.</param>
/// <param name="Rules">The rules of today; null before the first.</param>
/// <param name="Versions">All of them, those that wait for their day too, newest first.</param>
public sealed record PointsDeskView(
    IReadOnlyList<MemberView> Members, IReadOnlyList<ActivityView> Activities, IReadOnlyList<PointsVoucher> Vouchers, IReadOnlyList<OfferView> Offer, PointRules? Rules, IReadOnlyList<PointRules> Versions);

/// <summary>Somebody at the counter.</summary>
/// <param name="Member">Who.</param>
/// <param name="Balance">What is there.</param>
/// <param name="Entries">The newest entries, newest first.</param>
/// <param name="Vouchers">All vouchers, newest first.</param>
/// <param name="Offer">What can be redeemed today.</param>
public sealed record MemberCard(PointsMember Member, long Balance, IReadOnlyList<EntryView> Entries, IReadOnlyList<PointsVoucher> Vouchers, IReadOnlyList<OfferView> Offer);

/// <summary>What the chair begins new rules with.</summary>
/// <param name="Newest">The version published last; null before the first.</param>
/// <param name="Resolutions">Adopted, and carrying no version yet, newest first.</param>
/// <param name="Earliest">The first day from which a version published today can hold.</param>
public sealed record RulesBeginning(PointRules? Newest, IReadOnlyList<Resolution> Resolutions, DateOnly Earliest);
