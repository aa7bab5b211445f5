using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>
/// The access of a server without a credential store: everybody is the anonymous client, where that is allowed. It may
/// publish to devices' topics, read and write plain ones, read commands to gateways, and nothing else.
/// </summary>
/// <remarks>Nobody's password can be checked here, so a claimed user name is not believed: the peer stays anonymous.</remarks>
internal sealed class AnonymousAccess(IOptions<MqttOptions> options) : IMqttAccess
{
    public long Revision => 0;

    public ValueTask<MqttLogin?> LogInAsync(MqttCredentials credentials, CancellationToken cancellation) =>
        ValueTask.FromResult(options.Value.AllowAnonymous == true ? MqttLogin.Anonymous : null);

    public MqttLogin? Recall(string? userName) => userName is null && options.Value.AllowAnonymous == true ? MqttLogin.Anonymous : null;

    public bool StillHolds(MqttPeer peer) => true;

    public bool MayPublish(MqttPeer peer, string topic, bool plain) => true;

    public bool MaySubscribe(MqttPeer peer, string filter, bool plain) => plain || CommandTopics.HoldsAllOf(filter);

    public bool MayReceive(MqttPeer peer, string topic, bool plain, MqttPeer publisher) => plain || CommandTopics.Holds(topic);
}
