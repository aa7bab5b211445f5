using System.Security.Cryptography;

namespace CommunityConsole.Core.TimeBank;

/// <summary>A code the receiver's phone shows, for one record, once: who types it beside the receiver confirms in the receiver's name.</summary>
/// <param name="Record">For which.</param>
/// <param name="Hash">What is kept of it.</param>
/// <param name="Until">How long it can be used, UTC.</param>
/// <param name="Tries">Wrong ones so far.</param>
public sealed record PhoneCode(Id32 Record, Id32 Hash, DateTimeOffset Until, int Tries)
{
    /// <summary>After so many wrong ones a new code is needed.</summary>
    public const int MostTries = 5;

    /// <summary>The code itself, in the answer to whom it is shown; never kept.</summary>
    public string Shown { get; init; } = "";

    /// <summary>Six digits.</summary>
    public static string New() => RandomNumberGenerator.GetString("0123456789", 6);
}
