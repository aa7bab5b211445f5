using System.Security.Cryptography;
using System.Text;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.TimeBank;

/// <summary>What somebody said: evidence, consent, reason, memo. The ledger has its hash only; the words stand beside it and can be erased.</summary>
/// <param name="Hash">As the ledger names it.</param>
/// <param name="Salt">16 random bytes: nobody finds the words by trying.</param>
/// <param name="Text">The words.</param>
/// <param name="By">Who said it.</param>
/// <param name="At">When, UTC.</param>
public sealed record TimeWord(Id32 Hash, byte[] Salt, string Text, StaffId By, DateTimeOffset At)
{
    /// <summary>New words.</summary>
    public static TimeWord Of(string text, StaffId by, DateTimeOffset at)
    {
        var salt = TimeAccounts.NewSalt();
        return new TimeWord(HashOf(salt, text), salt, text, by, at);
    }

    /// <summary>Whether the hash is that of the words.</summary>
    public bool IsRight => Hash == HashOf(Salt, Text);

    private static Id32 HashOf(byte[] salt, string text) => new(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(text)]));
}
