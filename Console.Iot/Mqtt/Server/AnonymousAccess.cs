using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>
/// The access of a server without a credential store: everybody is the anonymous client, where that is allowed. It may
/// publish to devices' topics, read and write plain ones, and read nothing else.
/// </summary>
/// <remarks>Nobody's password can be checked here, so a claimed user name is not believed: the peer stays anonymous.</remarks>
internal sealed class AnonymousAccess(IOptions<MqttOptions> options) : IMqttAccess
{
    private static readonly MqttLogin Anonymous = new(null);

    public long Revision => 0;

    public ValueTask<MqttLogin?> LogInAsync(MqttCredentials credentials, CancellationToken cancellation) =>
        ValueTask.FromResult(options.Value.AllowAnonymous == true ? Anonymous : null);

    public bool MayPublish(MqttPeer peer, string topic, bool plain) => true;

    public bool MaySubscribe(MqttPeer peer, string filter, bool plain) => plain || peer.IsOperator;

    public bool MayReceive(MqttPeer peer, string topic, bool plain) => plain || peer.IsOperator;
}
