using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>The codes of those who report without an account: made, checked, and few wrong tries.</summary>
internal sealed class RepairCodes(IRepairSeal seal)
{
    // No letter that is read for another: 32 signs, 10 of them are 50 bits.
    private const string Signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Length = 10;
    private const int MostWrong = 10;
    private static readonly TimeSpan WrongSpan = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<RepairId, (DateTimeOffset From, int Count)> _wrong = new();

    /// <summary>A new one.</summary>
    public static string New() => RandomNumberGenerator.GetString(Signs, Length);

    /// <summary>As it is kept.</summary>
    public string Seal(string code) => seal.Seal(code);

    /// <summary>The code of somebody who reported; null for an account.</summary>
    public string? CodeOf(RepairReporter reporter) => reporter.Code.Length == 0 ? null : seal.Open(reporter.Code);

    /// <summary>Who of its reporters this is: the account, or who knows the code.</summary>
    public Result<RepairReporter> ReporterOf(Repair repair, Actor actor, string? code, DateTimeOffset now)
    {
        if (actor.Id != Actor.LinkId && repair.Reporters.FirstOrDefault(reporter => reporter.Account == actor.Id) is { } own)
        {
            return own;
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            return new RepairNotReporter(repair.Id);
        }

        var wrong = _wrong.GetValueOrDefault(repair.Id);
        if (wrong.Count >= MostWrong && now < wrong.From + WrongSpan)
        {
            return new RepairCodesSpent(repair.Id);
        }

        var given = Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant());
        if (repair.Reporters.FirstOrDefault(reporter => CodeOf(reporter) is { } kept && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(kept), given)) is { } found)
        {
            return found;
        }

        _wrong[repair.Id] = now < wrong.From + WrongSpan ? (wrong.From, wrong.Count + 1) : (now, 1);
        return new RepairNotReporter(repair.Id);
    }
}
