using System.Buffers;
using System.Globalization;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Commands;

/// <summary>What somebody wrote down of earlier runs of <c>verify</c>: how many records there were, and the hash of the last. Only that finds a tail cut off, or a ledger made anew.</summary>
/// <param name="Audit">Of the audit.</param>
/// <param name="Time">Of the time bank.</param>
/// <param name="Points">Of the points banks, by community.</param>
internal sealed record VerifyKept(AuditCheckpoint? Audit, TimeKept? Time, IReadOnlyDictionary<string, (long Entries, byte[] Head)> Points)
{
    private const string PointsOf = "points:";

    /// <summary>What the command line says; null where it is no use.</summary>
    public static VerifyKept? Read(string[] args)
    {
        AuditCheckpoint? audit = null;
        TimeKept? time = null;
        var points = new Dictionary<string, (long, byte[])>();
        foreach (var pair in args.Chunk(2))
        {
            if (pair is not ["--kept", var text] || text.LastIndexOf('=') is var equals && Mark(text[(equals + 1)..]) is not { } mark)
            {
                return null;
            }

            switch (equals < 0 ? "audit" : text[..equals])
            {
                case "audit":
                    audit = new AuditCheckpoint(mark.Count, mark.Hash);
                    break;
                case "time":
                    time = new TimeKept(mark.Count, mark.Hash);
                    break;
                case var what when what.StartsWith(PointsOf, StringComparison.Ordinal) && what.Length > PointsOf.Length:
                    points[what[PointsOf.Length..]] = mark;
                    break;
                default:
                    return null;
            }
        }

        return new VerifyKept(audit, time, points);
    }

    private static (long Count, byte[] Hash)? Mark(string text)
    {
        var hash = new byte[32];
        return text.Split(':') is [var count, { Length: 64 } hex] && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Convert.FromHexString(hex, hash, out _, out _) == OperationStatus.Done
            ? (number, hash)
            : null;
    }
}
