using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Transport;
using CommunityConsole.Iot.Own;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Intake;

/// <summary>
/// The rights of devices, gateways and operators. What nobody granted is refused: a device publishes on its own topics and
/// hears its own commands, a gateway what its filters say, an operator reads the devices of the own community. Where
/// anonymous clients are allowed, everybody may also use plain topics, and a client that proves nothing may publish for any device.
/// </summary>
internal sealed class DeviceAccess(
    CredentialDirectory logins, IOperatorLogins operators, DeviceRegistry registry, ClientAuthority authority, IOptions<MqttOptions> options, TimeProvider time) : IMqttAccess
{
    // Longer ones are no secret of ours; nobody gets to make us hash them.
    private const int LongestPassword = 256;

    private bool AllowsAnonymous => options.Value.AllowAnonymous == true;

    public long Revision => logins.Revision;

    public async ValueTask<MqttLogin?> LogInAsync(MqttCredentials credentials, CancellationToken cancellation)
    {
        if (credentials is { UserName: { Length: > 0 } name, Password: { Length: > 0 and <= LongestPassword } password })
        {
            if (logins.Find(name) is { } slot)
            {
                return LoginCheck.Prove(slot.Current, password.Span, time.GetUtcNow()) is { } key ? new DeviceGrant(slot, key.Id) : null;
            }

            if (await operators.LogInAsync(name, password, cancellation) is { } login)
            {
                return login;
            }
        }
        else if (credentials is { Password: null, Arrival.Certificate: { } certificate } && ByCertificate(credentials.UserName, certificate) is { } grant)
        {
            return grant;
        }

        // A name that is a login's is never anonymous: a device with a wrong secret must hear so.
        return AllowsAnonymous && (credentials.UserName is null || logins.Find(credentials.UserName) is null) ? MqttLogin.Anonymous : null;
    }

    public IAuthExchange? Begin(string method, MqttCredentials credentials) =>
        method == ScramExchange.Method ? new ScramLogin(logins, credentials.UserName, time) : null;

    // A certificate speaks for its own login only, whatever name came with it.
    private DeviceGrant? ByCertificate(string? userName, X509Certificate2 certificate)
    {
        var now = time.GetUtcNow();
        var hash = Convert.ToHexString(SHA256.HashData(certificate.RawData));
        var slot = logins.FindByCertificate(hash);
        var key = slot is null ? null : LoginCheck.ProveCertificate(slot.Current, hash, now);
        var grant = key is not null ? new DeviceGrant(slot!, key.Id)
            : authority.NameOf(certificate) is { } name && logins.Find(name) is { } named && named.Current.IsOpenAt(now) ? new DeviceGrant(named, null)
            : null;
        return grant is not null && (string.IsNullOrEmpty(userName) || userName == grant.UserName) ? grant : null;
    }

    // Staff prove themselves by a token that is not kept, so their sessions do not outlive the program.
    public MqttLogin? Recall(string? userName) => userName is null
        ? AllowsAnonymous ? MqttLogin.Anonymous : null
        : logins.Find(userName) is { } slot && slot.Current.IsOpenAt(time.GetUtcNow()) ? new DeviceGrant(slot, null) : null;

    public bool StillHolds(MqttPeer peer) => peer.Login switch
    {
        DeviceGrant grant => grant.HoldsAt(time.GetUtcNow()),
        OperatorLogin login => !login.IsOver,
        _ => true,
    };

    public bool MayPublish(MqttPeer peer, string topic, bool plain) => peer.Login switch
    {
        DeviceGrant grant => grant.HoldsAt(time.GetUtcNow()) && (grant.MayPublish(topic) || (plain && AllowsAnonymous)),
        OperatorLogin => plain && AllowsAnonymous,
        _ => AllowsAnonymous,
    };

    public bool MaySubscribe(MqttPeer peer, string filter, bool plain) => peer.Login switch
    {
        DeviceGrant grant => grant.MaySubscribe(filter) || (plain && AllowsAnonymous),
        OperatorLogin login => MayRead(login, filter) || (plain && AllowsAnonymous),
        _ => (plain || CommandTopics.HoldsAllOf(filter)) && AllowsAnonymous,
    };

    public bool MayReceive(MqttPeer peer, string topic, bool plain, MqttPeer publisher) => peer.Login switch
    {
        DeviceGrant grant => grant.HoldsAt(time.GetUtcNow()) && (grant.MayHear(topic) || (plain && AllowsAnonymous)),
        OperatorLogin login => !login.IsOver && ((plain && AllowsAnonymous) || IsOf(login.Community!, topic, publisher)),
        _ => (plain || CommandTopics.Holds(topic)) && AllowsAnonymous,
    };

    // A filter may cover several communities, as "#" does; what of it the operator gets is decided message by message.
    // Nothing is published on $SYS: the program's figures are on /metrics and /status.
    private static bool MayRead(OperatorLogin login, string filter) => !filter.StartsWith('$')
        && (!OwnTopic.Claims(filter) || (CommunityLevel(filter) is var level && (level is "+" or "#" || level.SequenceEqual(login.Community))));

    private bool IsOf(string community, string topic, MqttPeer publisher) => OwnTopic.Claims(topic)
        ? CommunityLevel(topic).SequenceEqual(community)
        : (publisher.Community ?? registry.HomeCommunity) == community;

    private static ReadOnlySpan<char> CommunityLevel(string topic)
    {
        var rest = topic.AsSpan(OwnTopic.Root.Length);
        var end = rest.IndexOf('/');
        return end < 0 ? rest : rest[..end];
    }
}
