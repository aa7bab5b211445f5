namespace CommunityConsole.Core.TimeBank;

/// <summary>The fixed numbers of the rules. What a community may choose (daily and total caps, ages) is a setting, and stricter.</summary>
public static class TimeBankLimits
{
    /// <summary>Minutes of a day, the longest single service.</summary>
    public const int Day = 1440;

    /// <summary>Seconds of a day: the time of a service says no more than its day.</summary>
    public const long SecondsOfDay = 86_400;

    /// <summary>The last second that the contract can write.</summary>
    public const long LastSecond = (1L << 40) - 1;

    /// <summary>Least, full and greatest weight of a minute, in ten-thousandths.</summary>
    public const int LeastWeight = 5000;

    /// <inheritdoc cref="LeastWeight"/>
    public const int FullWeight = 10000;

    /// <inheritdoc cref="LeastWeight"/>
    public const int MostWeight = 20000;

    /// <summary>The lowest floor a member may have.</summary>
    public const long LowestFloor = -100_000;

    /// <summary>The largest amount or guarantee: above all hours of a city, below what overflows a sum.</summary>
    public const long LargestAmount = 1_000_000_000_000;

    /// <summary>Records confirmed in one step.</summary>
    public const int LargestBatch = 100;

    /// <summary>How long after settling a dispute may be opened.</summary>
    public static readonly TimeSpan DisputeTime = TimeSpan.FromDays(30);

    /// <summary>A day as the contract writes it, the same number in every time zone: seconds from 1970 to its beginning in UTC.</summary>
    public static long DayNumber(DateOnly day) => (day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * SecondsOfDay;

    /// <summary>The account of the pool: Keccak-256 of <c>timebank.pool</c>.</summary>
    public static readonly Id32 Pool = Id32.Parse("76b62178c7faf8e6b09fa03b21b49950a7ed8f4259e3c0f8804427d84716dbb3");
}
