using CommunityConsole.Iot.Mqtt.Client;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Intake;

/// <summary>
/// Hears devices behind an outside broker as if they spoke to us: a session that outlives our connection, and an
/// acknowledgement for each message only when it is on our disk. The broker's away, our restart and a failing store
/// lose nothing that the broker keeps.
/// </summary>
internal sealed class UpstreamSubscriber(
    IOptions<UpstreamOptions> options, DevicePublishSink sink, [FromKeyedServices(MqttFeature.Clock)] TimeProvider time, ILogger<MqttClient> log) : IHostedService, IAsyncDisposable
{
    // No client id: who stands behind the broker is for the message to say.
    private static readonly MqttPeer Broker = new("", MqttLogin.Anonymous, null);

    private MqttClient? _client;
    private Task _firstLogin = Task.CompletedTask;

    /// <summary>Whether the broker answers now; null where none is configured.</summary>
    internal bool? IsConnected => _client?.IsConnected;

    // The first login is not waited for: a broker that is away must not keep the console from starting.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var own = options.Value;
        if (own.Host.Length > 0)
        {
            _client = new MqttClient(Client(own), time, log);
            _firstLogin = _client.ConnectAsync(CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_client is { } client)
        {
            await client.DisconnectAsync();
            await _firstLogin.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is { } client)
        {
            await client.DisposeAsync();
        }
    }

    private MqttClientOptions Client(UpstreamOptions own) => new()
    {
        Host = own.Host,
        Port = own.Port,
        Tls = own.Tls,
        AuthorityFile = own.AuthorityFile.Length > 0 ? own.AuthorityFile : null,
        ClientId = own.ClientId,
        UserName = own.UserName.Length > 0 ? own.UserName : null,
        Password = own.Password.Length > 0 ? own.Password : null,
        Scram = own.Scram,
        SessionExpiry = own.SessionExpiry,
        LongestPause = own.LongestPause,
        Subscriptions = [.. own.Filters.Select(filter => (own.ShareGroup.Length > 0 ? $"$share/{own.ShareGroup}/{filter}" : filter, Qos.AtLeastOnce))],
        Taken = TakeAsync,
    };

    // A topic that no device may have (the broker's own $SYS) is not ours to keep.
    private ValueTask TakeAsync(MqttMessage message, IPublishReceipt receipt, CancellationToken cancellation)
    {
        if (!sink.Takes(message.Topic))
        {
            receipt.Accepted();
            return ValueTask.CompletedTask;
        }

        var publish = new DevicePublish(Broker, message.Topic, message.Payload, message.Retain, message.Duplicate, message.Qos != Qos.AtMostOnce)
        {
            FromMemory = message.Retain,
        };
        return sink.AcceptAsync(publish, receipt, Send, cancellation);
    }

    // QoS 0: it is written now, or lost and asked for again.
    private void Send(DeviceCommand command) => _client!.SendAtMostOnce(new MqttMessage(command.Topic, command.Payload, Qos.AtMostOnce));
}
