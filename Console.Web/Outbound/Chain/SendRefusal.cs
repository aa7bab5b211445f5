using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>What a node means when it refuses a transaction. There are no numbers for it, only the words of each program.</summary>
internal static class SendRefusal
{
    private static readonly string[] Known = ["already known", "already imported", "known transaction", "txpoolalreadyknown", "alreadyintxpool"];
    private static readonly string[] Used = ["nonce too low", "nonce is too low", "noncetoolow", "nonce below", "noncecheckfail", "invalid nonce"];

    /// <summary>The meaning of the words.</summary>
    public static SendOutcome Read(string said) =>
        Known.Any(words => said.Contains(words, StringComparison.OrdinalIgnoreCase)) ? SendOutcome.Taken
        : Used.Any(words => said.Contains(words, StringComparison.OrdinalIgnoreCase)) ? SendOutcome.NonceUsed
        : SendOutcome.Refused;
}
