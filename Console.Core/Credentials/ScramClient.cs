using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CommunityConsole.Core.Credentials;

/// <summary>The client's side of one SCRAM-SHA-256 exchange (RFC 5802, RFC 7677), without channel binding.</summary>
public sealed class ScramClient
{
    private const string Header = "n,,";

    // More would let a hostile server keep the client busy.
    private const int MostIterations = 1_000_000;

    private readonly string _password;
    private readonly string _nonce;
    private readonly string _bare;
    private byte[] _expected = [];

    /// <param name="userName">Who logs in.</param>
    /// <param name="password">Printable ASCII, which SASLprep leaves as it is.</param>
    /// <param name="nonce">A random one when null.</param>
    public ScramClient(string userName, string password, string? nonce = null)
    {
        (_password, _nonce) = (password, nonce ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)));
        _bare = $"n={ScramText.Escaped(userName)},r={_nonce}";
    }

    /// <summary>What the client says first.</summary>
    public byte[] First => Encoding.UTF8.GetBytes(Header + _bare);

    /// <summary>Whether a password can be used here.</summary>
    public static bool Takes(string password) => password.Length > 0 && password.All(c => c is >= ' ' and <= '~');

    /// <summary>The answer to the server's challenge; null when that is none, or asks for fewer rounds than RFC 7677 allows.</summary>
    public byte[]? Answer(ReadOnlySpan<byte> challenge)
    {
        var text = ScramText.Of(challenge);
        var attributes = text?.Split(',') ?? [];
        if (ScramText.Value(attributes, 0, 'r') is not { } nonce || !nonce.StartsWith(_nonce, StringComparison.Ordinal) || nonce.Length == _nonce.Length
            || ScramText.Bytes(ScramText.Value(attributes, 1, 's')) is not { } salt
            || !int.TryParse(ScramText.Value(attributes, 2, 'i'), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations is < ScramKeys.Iterations or > MostIterations)
        {
            return null;
        }

        var last = $"c={Convert.ToBase64String(Encoding.UTF8.GetBytes(Header))},r={nonce}";
        var said = Encoding.UTF8.GetBytes($"{_bare},{text},{last}");
        var (keys, clientKey) = ScramKeys.WithClientKey(_password, salt, iterations);
        _expected = keys.Signature(said);
        return Encoding.UTF8.GetBytes($"{last},p={Convert.ToBase64String(keys.Proof(clientKey, said))}");
    }

    /// <summary>Whether the server's last words prove that it knows the keys.</summary>
    public bool Accepts(ReadOnlySpan<byte> last) =>
        ScramText.Of(last) is ['v', '=', .. var signature] && ScramText.Bytes(signature) is { } shown
        && _expected.Length > 0 && CryptographicOperations.FixedTimeEquals(shown, _expected);
}
