using System.Diagnostics;
using CommunityConsole.Iot.Mqtt.Server;

namespace CommunityConsole.Web.Live.Pipeline;

/// <summary>The embedded MQTT server: who is connected and what comes in.</summary>
internal sealed class MqttFigures(MqttServer server) : IFigureSource
{
    public const string Connections = "console_mqtt_connections";
    public const string Rate = "console_mqtt_messages_per_second";

    /// <summary>Measurements the rate is a mean of: ten seconds smooth the devices' own rhythm and still show a stop soon.</summary>
    private const int Window = 10;

    private readonly Queue<(long At, long Received)> _past = new();

    public string Name => "mqtt";

    public IReadOnlyList<Figure> Measure()
    {
        var counters = server.Counters;
        return
        [
            new(Connections, FigureKind.Gauge, "Open MQTT connections.", server.Connections),
            new("console_mqtt_sessions", FigureKind.Gauge, "MQTT sessions kept, connected or not.", server.Sessions),
            new(Rate, FigureKind.Gauge, "PUBLISH packets received a second, mean of the last ten seconds.", RateOf(counters.Received)),
            new("console_mqtt_messages_total", FigureKind.Counter, "PUBLISH packets received since the start.", counters.Received),
            new("console_mqtt_logins_total", FigureKind.Counter, "MQTT logins accepted since the start.", counters.Connected),
            new("console_mqtt_refused_total", FigureKind.Counter, "MQTT connections turned away since the start.", counters.Refused),
            new("console_mqtt_faults_total", FigureKind.Counter, "MQTT connections closed because the client broke the protocol or a limit.", counters.Faults),
        ];
    }

    // Real time, as the protocol's own clock is.
    private double RateOf(long received)
    {
        var now = Stopwatch.GetTimestamp();
        _past.Enqueue((now, received));
        if (_past.Count > Window + 1)
        {
            _past.Dequeue();
        }

        var (at, before) = _past.Peek();
        return at == now ? 0 : (received - before) / Stopwatch.GetElapsedTime(at, now).TotalSeconds;
    }
}
