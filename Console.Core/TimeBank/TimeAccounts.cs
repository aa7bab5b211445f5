using System.Security.Cryptography;
using System.Text;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Makes account ids that stand for nobody without the pepper and the salt: HMAC-SHA-256(pepper, salt | local id).</summary>
public sealed class TimeAccounts
{
    /// <summary>How many bytes the pepper has.</summary>
    public const int PepperLength = 32;

    /// <summary>How many a salt has.</summary>
    public const int SaltLength = 16;

    private readonly byte[] _pepper;

    /// <summary>With the pepper of this installation.</summary>
    public TimeAccounts(byte[] pepper)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pepper.Length, PepperLength, nameof(pepper));
        _pepper = pepper;
    }

    /// <summary>The account of a local id under a salt.</summary>
    public Id32 Of(byte[] salt, Guid local) => Under([.. salt, .. local.ToByteArray(bigEndian: true)]);

    /// <summary>What is kept of a phone code: nobody who reads the file learns the code from it.</summary>
    public Id32 CodeHash(Id32 record, string code) => Under([.. record.ToBytes(), .. Encoding.ASCII.GetBytes(code)]);

    private Id32 Under(byte[] content) => new(HMACSHA256.HashData(_pepper, content));

    /// <summary>A new salt.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltLength);
}
