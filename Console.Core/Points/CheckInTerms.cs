using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Where an activity takes place, as a phone finds it.</summary>
/// <param name="Latitude">Degrees north, WGS 84.</param>
/// <param name="Longitude">Degrees east, WGS 84.</param>
/// <param name="Radius">How far from it one is still there, in metres.</param>
public sealed record CheckInSpot(double Latitude, double Longitude, int Radius);

/// <summary>How people check in to an activity with their phones: beside it, since who may see an activity need not see its key.</summary>
public sealed record CheckInTerms
{
    /// <summary>How long a code stands on the screen.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>How long the code before is still taken: somebody was typing it when it changed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private const int Length = 6;

    /// <summary>Which activity.</summary>
    public required Guid Activity { get; init; }

    /// <summary>Where; null where the place is not asked.</summary>
    public CheckInSpot? Spot { get; init; }

    /// <summary>The first instant at which somebody can check in, UTC.</summary>
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>From then on nobody can, UTC.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>How many people it has room for; 0 for any number.</summary>
    public int Places { get; init; }

    /// <summary>Makes the codes, and hides the phones; random, of this activity alone.</summary>
    public required byte[] Key { get; init; }

    /// <summary>The six digits of that instant.</summary>
    public string CodeAt(DateTimeOffset at) => CodeOf(StepOf(at));

    /// <summary>When the code of that instant goes, UTC.</summary>
    public static DateTimeOffset CodeEnds(DateTimeOffset at) => DateTimeOffset.UnixEpoch + ((StepOf(at) + 1) * Step);

    /// <summary>Whether what somebody typed is the code of that instant, or the one before within its grace.</summary>
    public CodeAnswer Judge(string typed, DateTimeOffset at)
    {
        var digits = string.Concat((typed ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        var step = StepOf(at);
        if (Same(digits, CodeOf(step)) || (at - DateTimeOffset.UnixEpoch - (step * Step) < Grace && Same(digits, CodeOf(step - 1))))
        {
            return CodeAnswer.Right;
        }

        // A code of the last minutes was photographed and passed on, or its owner walked slowly: told apart from one that never was.
        return Enumerable.Range(1, 20).Any(back => Same(digits, CodeOf(step - back))) ? CodeAnswer.Old : CodeAnswer.Wrong;
    }

    /// <summary>A phone as the list of check-ins keeps it: tells one from another at this activity, and nothing at the next.</summary>
    public string PhoneMark(string phone) =>
        phone.Length == 0 ? "" : Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"phone {phone}"))[..8]);

    /// <summary>Whether a coordinator is asked to look: about one in ten, drawn by the key, so that nobody can tell or choose.</summary>
    public bool IsDrawn(LedgerKey account) => HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"sample {account}"))[0] < 26;

    private static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    private static bool Same(string typed, string code) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(typed), Encoding.ASCII.GetBytes(code));

    // As RFC 4226 cuts a code from an HMAC.
    private string CodeOf(long step)
    {
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, step);
        var hash = HMACSHA256.HashData(Key, moment);
        var cut = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFFFFFF;
        return (cut % 1_000_000).ToString(CultureInfo.InvariantCulture).PadLeft(Length, '0');
    }
}

/// <summary>What a typed code was.</summary>
public enum CodeAnswer
{
    /// <summary>The one on the screen.</summary>
    Right,

    /// <summary>One that stood there some minutes ago.</summary>
    Old,

    /// <summary>None that was ever shown.</summary>
    Wrong,
}

/// <summary>Where a phone says it is. Used for one decision and never kept.</summary>
/// <param name="Latitude">Degrees north, WGS 84.</param>
/// <param name="Longitude">Degrees east, WGS 84.</param>
/// <param name="Accuracy">How sure it is, in metres.</param>
public sealed record PhonePosition(double Latitude, double Longitude, double Accuracy);

/// <summary>What a position said.</summary>
public enum PlaceAnswer
{
    /// <summary>Nobody asked: the activity has no spot.</summary>
    NotAsked,

    /// <summary>The phone did not say, or its owner did not let it.</summary>
    Unknown,

    /// <summary>Inside the radius, by a phone that is sure enough.</summary>
    Inside,

    /// <summary>It may be inside and may be outside: the phone is not sure enough.</summary>
    Unsure,

    /// <summary>Outside even if the phone errs as much as it says it may.</summary>
    Outside,
}

/// <summary>Judges a position against a spot.</summary>
public static class CheckInPlace
{
    // A phone that errs by more than this says nothing about a courtyard.
    private const double WorstAccuracy = 150;

    /// <summary>What the position says, and how many metres it is from the spot; no metres where nothing was said.</summary>
    public static (PlaceAnswer Answer, int? Metres) Judge(CheckInSpot? spot, PhonePosition? position)
    {
        if (spot is null)
        {
            return (PlaceAnswer.NotAsked, null);
        }

        if (position is not { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180, Accuracy: >= 0 and < 100_000 })
        {
            return (PlaceAnswer.Unknown, null);
        }

        var metres = Metres(spot, position.Latitude, position.Longitude);
        var answer = metres - position.Accuracy > spot.Radius ? PlaceAnswer.Outside
            : metres <= spot.Radius && position.Accuracy <= Math.Max(spot.Radius, WorstAccuracy) ? PlaceAnswer.Inside
            : PlaceAnswer.Unsure;
        return (answer, (int)Math.Min(Math.Round(metres), 99_999));
    }

    /// <summary>Metres between a spot and a point of the globe.</summary>
    public static double Metres(CheckInSpot spot, double latitude, double longitude)
    {
        const double Earth = 6_371_000;
        var (north, east) = (double.DegreesToRadians(latitude - spot.Latitude), double.DegreesToRadians(longitude - spot.Longitude));
        var part = Math.Pow(Math.Sin(north / 2), 2) + (Math.Cos(double.DegreesToRadians(spot.Latitude)) * Math.Cos(double.DegreesToRadians(latitude)) * Math.Pow(Math.Sin(east / 2), 2));
        return 2 * Earth * Math.Asin(Math.Min(1, Math.Sqrt(part)));
    }
}
