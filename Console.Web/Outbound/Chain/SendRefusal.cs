using System.Text.RegularExpressions;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>What a node means when it refuses a transaction. There are hardly any numbers for it, only the words of each program.</summary>
internal static partial class SendRefusal
{
    private const long LimitExceeded = -32005;

    /// <summary>The meaning of a refusal.</summary>
    public static SendOutcome Read(long code, string said) =>
        Known().IsMatch(said) ? SendOutcome.Taken
        : Used().IsMatch(said) ? SendOutcome.NonceUsed
        : code == LimitExceeded || Busy().IsMatch(said) ? SendOutcome.Later
        : SendOutcome.Refused;

    // At the border of a word: an "unknown transaction type" is not known.
    [GeneratedRegex(@"\balready (known|imported)|\bknown transaction|txpoolalreadyknown|alreadyintxpool", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Known();

    // An "invalid nonce" may be too high as well, so it says nothing.
    [GeneratedRegex(@"\bnonce (is )?too low|\bnoncetoolow|\bnonce below|noncecheckfail", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Used();

    [GeneratedRegex(@"rate.?limit|too many requests|limit exceeded|pool (is |has )?(full|limit)|poolisfull|\bunderpriced|\btry again", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Busy();
}
