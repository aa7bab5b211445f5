namespace CommunityConsole.Core.TimeBank;

/// <summary>A service to be filed.</summary>
/// <param name="Provider">Who helped.</param>
/// <param name="Receiver">Who was helped.</param>
/// <param name="Code">The line of the catalogue.</param>
/// <param name="Minutes">How long.</param>
/// <param name="Day">The estate's day of it.</param>
/// <param name="Evidence">What was done, in words; may be empty.</param>
public sealed record ServiceAsk(Id32 Provider, Id32 Receiver, ushort Code, int Minutes, DateOnly Day, string Evidence)
{
    private static readonly DateOnly First = new(1970, 1, 1);

    /// <summary>The day as the ledger writes it: seconds since 1970, whole days.</summary>
    public long ServedAt => SecondsOf(Day);

    /// <summary>A day as the ledger writes it.</summary>
    public static long SecondsOf(DateOnly day) => (day.DayNumber - First.DayNumber) * 86_400L;

    /// <summary>The day the ledger has written.</summary>
    public static DateOnly DayOf(long seconds) => First.AddDays((int)(seconds / 86_400));
}
