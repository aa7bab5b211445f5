using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Things that came onto the shelf or went off it by hand; what is left is the sum of these and of the redemptions.</summary>
/// <param name="Op">The operation; the same one counts once.</param>
/// <param name="Reward">The code of what.</param>
/// <param name="Change">How many more; negative for fewer.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
public sealed record StockMove(LedgerKey Op, string Reward, int Change, DateTimeOffset At, StaffId By);
