using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Credentials;

/// <summary>Under which name a device, or a gateway that speaks for many, logs in to the MQTT server, and what it may say and hear.</summary>
/// <param name="UserName">The MQTT user name: made up, unique in the installation, never used again.</param>
/// <param name="Community">Whose it is; what comes by it never belongs to another community.</param>
/// <param name="Name">What people call it: the device's name, or the gateway's.</param>
/// <param name="Device">The one device it stands for; null for a gateway.</param>
/// <param name="Salt">Of the SCRAM keys, 16 bytes: one for all keys, since the server must name it before it knows which key the client holds.</param>
public sealed record DeviceLogin(string UserName, string Community, string Name, LoginDevice? Device, byte[] Salt)
{
    /// <summary>How many keys may be good at once: an old and a new one, a certificate, and one to spare.</summary>
    public const int MostKeys = 4;

    /// <summary>The topics it may publish on: names, or filters of a gateway.</summary>
    public IReadOnlyList<string> Publish { get; init; } = [];

    /// <summary>The topics it may subscribe to: its commands.</summary>
    public IReadOnlyList<string> Subscribe { get; init; } = [];

    /// <summary>Its secrets and certificates, the ended ones too, oldest first.</summary>
    public IReadOnlyList<LoginKey> Keys { get; init; } = [];

    /// <summary>Rises with every change of any login of the installation; 0 before the first save.</summary>
    public long Version { get; init; }

    /// <summary>The key with that id, if it is good at that instant.</summary>
    public LoginKey? KeyAt(Guid id, DateTimeOffset now)
    {
        foreach (var key in Keys)
        {
            if (key.Id == id)
            {
                return key.IsGoodAt(now) ? key : null;
            }
        }

        return null;
    }

    /// <summary>Whether anything can still log in by it.</summary>
    public bool IsOpenAt(DateTimeOffset now) => Keys.Any(key => key.IsGoodAt(now));
}

/// <summary>The device a login stands for: enough to enter it in the registry.</summary>
public sealed record LoginDevice(DeviceId Id, DeviceKind Kind, string Dialect, string WireName)
{
    /// <summary>As the registry knows it.</summary>
    public static LoginDevice Of(Device device) => new(device.Id, device.Kind, device.Dialect, device.WireName);

    /// <summary>Whether it is the same device, also after it moved to another home: a foreign device is its name on the wire.</summary>
    public bool IsSameAs(LoginDevice other) =>
        other.Dialect == Dialect && (Dialect == Dialects.Own ? other.Id == Id : other.WireName == WireName);
}

/// <summary>What proves a login.</summary>
public enum LoginKeyKind
{
    /// <summary>A generated secret of 256 random bits.</summary>
    Secret,

    /// <summary>A client certificate, known by its SHA-256.</summary>
    Certificate,
}

/// <summary>One secret or certificate of a login. Nothing in it opens anything: only hashes are kept.</summary>
/// <param name="Id">Names it in commands and in the audit log.</param>
/// <param name="Hash">SHA-256 of the secret, or of the certificate's DER form: 64 hexadecimal digits.</param>
/// <param name="Made">When it was issued, UTC.</param>
/// <param name="Ends">From when on it is no longer good, UTC; null for no end.</param>
public sealed record LoginKey(Guid Id, LoginKeyKind Kind, string Hash, DateTimeOffset Made, DateTimeOffset? Ends)
{
    /// <summary>When somebody revoked it, UTC.</summary>
    public DateTimeOffset? Revoked { get; init; }

    /// <summary>What a SCRAM exchange is checked against; null for a certificate.</summary>
    public ScramKeys? Scram { get; init; }

    /// <summary>Not revoked and not over.</summary>
    public bool IsGoodAt(DateTimeOffset now) => Revoked is null && !(Ends <= now);
}

/// <summary>A login together with the secret that was just made for it: shown once, kept nowhere.</summary>
public sealed record IssuedSecret(DeviceLogin Login, LoginKey Key, string Secret);
