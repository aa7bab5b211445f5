namespace CommunityConsole.Iot.Tasmota;

/// <summary>What a Tasmota topic carries.</summary>
internal enum TasmotaReport
{
    /// <summary>Measured values.</summary>
    Sensor,

    /// <summary>The will: <c>Online</c> or <c>Offline</c>.</summary>
    Link,

    /// <summary>The device's own state; it shows that the device lives, and nothing of the home.</summary>
    State,
}

/// <summary>A topic <c>tele/{name}/{report}</c>; the name may have levels of its own.</summary>
internal sealed record TasmotaTopic(string Name, TasmotaReport Report)
{
    private const string Prefix = "tele/";

    internal static TasmotaTopic? Of(string topic)
    {
        var end = topic.LastIndexOf('/');
        if (!topic.StartsWith(Prefix, StringComparison.Ordinal) || end <= Prefix.Length)
        {
            return null;
        }

        TasmotaReport? report = topic.AsSpan(end + 1) switch
        {
            "SENSOR" => TasmotaReport.Sensor,
            "LWT" => TasmotaReport.Link,
            "STATE" or "INFO1" or "INFO2" or "INFO3" or "UPTIME" => TasmotaReport.State,
            _ => null,
        };
        return report is { } known ? new TasmotaTopic(topic[Prefix.Length..end], known) : null;
    }
}
