using System.Security.Cryptography;

namespace CommunityConsole.Core.Credentials;

/// <summary>Checks what somebody shows against a login.</summary>
public static class LoginCheck
{
    /// <summary>The key that the password is the secret of, if it is good now. An empty one is never.</summary>
    /// <remarks>Takes the same time whichever key it is, and whether the last letter or the first one is wrong.</remarks>
    public static LoginKey? Prove(DeviceLogin login, ReadOnlySpan<byte> password, DateTimeOffset now)
    {
        if (password.IsEmpty)
        {
            return null;
        }

        var hash = SHA256.HashData(password);
        LoginKey? proven = null;
        foreach (var key in login.Keys)
        {
            if (key.Kind == LoginKeyKind.Secret && CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(key.Hash)) && key.IsGoodAt(now))
            {
                proven = key;
            }
        }

        return proven;
    }

    /// <summary>The key that stands for a certificate, if it is good now.</summary>
    /// <param name="hash">SHA-256 of its DER form, hexadecimal digits.</param>
    public static LoginKey? ProveCertificate(DeviceLogin login, string hash, DateTimeOffset now)
    {
        foreach (var key in login.Keys)
        {
            if (key.Kind == LoginKeyKind.Certificate && key.Hash == hash && key.IsGoodAt(now))
            {
                return key;
            }
        }

        return null;
    }
}
