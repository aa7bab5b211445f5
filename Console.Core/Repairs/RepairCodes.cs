using System.Security.Cryptography;
using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>The codes of those who report without an account: made and checked.</summary>
internal sealed class RepairCodes(IRepairSeal seal)
{
    // No letter that is read for another: 32 signs, 10 of them are 50 bits.
    private const string Signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Length = 10;

    /// <summary>A new one.</summary>
    public static string New() => RandomNumberGenerator.GetString(Signs, Length);

    /// <summary>As it is kept.</summary>
    public string Seal(string code) => seal.Seal(code);

    /// <summary>The code of somebody who reported; null for an account.</summary>
    public string? CodeOf(RepairReporter reporter) => reporter.Code.Length == 0 ? null : seal.Open(reporter.Code);

    /// <summary>Who of its reporters this is: the account, or who knows the code.</summary>
    public Result<RepairReporter> ReporterOf(Repair repair, Actor actor, string? code)
    {
        if (actor.Id != Actor.LinkId && repair.Reporters.FirstOrDefault(reporter => reporter.Account == actor.Id) is { } own)
        {
            return own;
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            return new RepairNotReporter(repair.Id);
        }

        var given = Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant());
        if (repair.Reporters.FirstOrDefault(reporter => CodeOf(reporter) is { } kept && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(kept), given)) is { } found)
        {
            return found;
        }

        // Fifty bits are not guessed; who knows the code must not be shut out by who does not.
        return new RepairNotReporter(repair.Id);
    }
}
