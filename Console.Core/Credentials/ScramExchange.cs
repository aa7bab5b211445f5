using System.Security.Cryptography;
using System.Text;

namespace CommunityConsole.Core.Credentials;

/// <summary>
/// The server's side of one SCRAM-SHA-256 exchange (RFC 5802, RFC 7677), without channel binding: the client proves that it
/// holds a secret and hears a proof that the server knows its keys, and the secret never travels.
/// </summary>
public sealed class ScramExchange
{
    /// <summary>The name of the mechanism.</summary>
    public const string Method = "SCRAM-SHA-256";

    // Of this process: what an unknown name is answered with must be the same each time, and nobody may work it out.
    private static readonly byte[] NobodysKey = RandomNumberGenerator.GetBytes(32);

    private readonly string _header;
    private readonly string _bare;
    private readonly string _nonce;
    private readonly string _challenge;

    private ScramExchange(string userName, string header, string bare, string nonce, byte[] salt)
    {
        (UserName, _header, _bare, _nonce) = (userName, header, bare, nonce);
        _challenge = $"r={nonce},s={Convert.ToBase64String(salt)},i={ScramKeys.Iterations}";
    }

    /// <summary>Whom the client says to be; nothing of it is proven yet.</summary>
    public string UserName { get; }

    /// <summary>What the server says first.</summary>
    public byte[] Challenge => Encoding.UTF8.GetBytes(_challenge);

    /// <summary>Reads the client's first message.</summary>
    /// <param name="message">The bytes as they came.</param>
    /// <param name="saltOf">The salt of a login; null when there is none by that name, which the client does not learn.</param>
    /// <param name="nonce">The server's part of the nonce; a random one when null.</param>
    /// <returns>Null when it is not SCRAM's, asks for channel binding, or to act for somebody else.</returns>
    public static ScramExchange? Begin(ReadOnlySpan<byte> message, Func<string, byte[]?> saltOf, string? nonce = null)
    {
        // "n,,": no channel binding. "y,,": the client could, and believes rightly that we do not. Between the commas would be another identity.
        if (ScramText.Of(message) is not { } text || !(text.StartsWith("n,,", StringComparison.Ordinal) || text.StartsWith("y,,", StringComparison.Ordinal)))
        {
            return null;
        }

        var (header, bare) = (text[..3], text[3..]);
        var attributes = bare.Split(',');
        if (ScramText.Value(attributes, 0, 'n') is not { } escaped || ScramText.Name(escaped) is not { } name
            || ScramText.Value(attributes, 1, 'r') is not { } clients || !ScramText.IsNonce(clients))
        {
            return null;
        }

        var salt = saltOf(name) ?? HMACSHA256.HashData(NobodysKey, Encoding.UTF8.GetBytes(name))[..16];
        return new ScramExchange(name, header, bare, clients + (nonce ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(18))), salt);
    }

    /// <summary>Reads the client's last message.</summary>
    /// <param name="message">The bytes as they came.</param>
    /// <param name="keys">The keys that are good now.</param>
    /// <returns>The key whose secret the client holds, and what the server says last; null when nothing is proven.</returns>
    public (LoginKey Key, byte[] Answer)? Finish(ReadOnlySpan<byte> message, IEnumerable<LoginKey> keys)
    {
        if (ScramText.Of(message) is not { } text || text.LastIndexOf(",p=", StringComparison.Ordinal) is var end && end < 0)
        {
            return null;
        }

        var attributes = text[..end].Split(',');
        if (ScramText.Value(attributes, 0, 'c') != Convert.ToBase64String(Encoding.UTF8.GetBytes(_header))
            || ScramText.Value(attributes, 1, 'r') != _nonce
            || ScramText.Bytes(text[(end + 3)..], SHA256.HashSizeInBytes) is not { } proof)
        {
            return null;
        }

        var said = Encoding.UTF8.GetBytes($"{_bare},{_challenge},{text[..end]}");
        foreach (var key in keys)
        {
            if (key.Scram is { } scram && scram.Proves(proof, said))
            {
                return (key, Encoding.UTF8.GetBytes("v=" + Convert.ToBase64String(scram.Signature(said))));
            }
        }

        return null;
    }
}
