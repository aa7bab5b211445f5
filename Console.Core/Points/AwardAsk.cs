using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>What somebody is to get points for.</summary>
/// <param name="Account">Who.</param>
/// <param name="Rule">By which rule.</param>
/// <param name="Occasion">For what: <c>activity:...</c>, <c>repair:17</c>. One account, one occasion, one award.</param>
/// <param name="Units">Times, or minutes for a rule by the hour.</param>
/// <param name="On">The estate's day on which it was done: the rules of that day apply.</param>
/// <param name="By">Who confirms it.</param>
public sealed record AwardAsk(LedgerKey Account, string Rule, string Occasion, int Units, DateOnly On, StaffId By);

/// <summary>What somebody wants for points.</summary>
/// <param name="Account">Who pays.</param>
/// <param name="Reward">For what.</param>
/// <param name="Key">Names the wish: the same one is carried out once.</param>
/// <param name="Code">The code the voucher gets.</param>
public sealed record RedemptionAsk(LedgerKey Account, string Reward, Guid Key, string Code);

/// <summary>New rules, as the council resolved them.</summary>
/// <param name="From">The first day to which they apply.</param>
/// <param name="Rules">What earns points.</param>
/// <param name="Rewards">What points can be redeemed for.</param>
public sealed record RulesDraft(DateOnly From, IReadOnlyList<PointRule> Rules, IReadOnlyList<PointReward> Rewards);
