using System.Diagnostics;
using System.Globalization;
using System.Text;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Iot.Mqtt.Client;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Bench.Sos;

/// <summary>A call for help that was sent.</summary>
/// <param name="Alert">The alert it opens: its id follows from home and time.</param>
/// <param name="Sent">Just before the packet was written, by the machine's clock.</param>
/// <param name="Started">The same instant as timestamp.</param>
/// <param name="Acknowledged">How long after that its acknowledgement came.</param>
internal sealed record HelpCall(AlertId Alert, DateTimeOffset Sent, long Started, TimeSpan Acknowledged);

/// <summary>Presses help buttons over MQTT on a schedule.</summary>
internal static class HelpCalls
{
    /// <summary>One press in each home, one after the other.</summary>
    /// <param name="port">Where the program listens.</param>
    /// <param name="homes">Whose buttons.</param>
    /// <param name="between">The mean pause.</param>
    /// <param name="before">Hears of an alert just before its packet is written.</param>
    public static async Task<IReadOnlyList<HelpCall>> PressAsync(int port, IEnumerable<HomeId> homes, TimeSpan between, Action<AlertId>? before = null)
    {
        await using var buttons = new MqttClient(new MqttClientOptions { Host = "127.0.0.1", Port = port, ClientId = "help-bench" });
        await buttons.ConnectAsync();
        var start = Stopwatch.GetTimestamp();
        var calls = new List<Task<HelpCall>>();
        foreach (var home in homes)
        {
            // The schedule is fixed beforehand: a slow answer delays no later call. The jitter keeps it out of step with the screens' pauses.
            var due = (calls.Count + Random.Shared.NextDouble()) * between - Stopwatch.GetElapsedTime(start);
            await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero);
            calls.Add(PressAsync(buttons, home, before));
        }

        return await Task.WhenAll(calls);
    }

    /// <summary>Delays in milliseconds, ordered, as the tables have them.</summary>
    public static string Spread(IReadOnlyList<double> ordered) => ordered.Count == 0 ? "none" : FormattableString.Invariant(
        $"p50 {At(ordered, 0.5):F0}  p95 {At(ordered, 0.95):F0}  p99 {At(ordered, 0.99):F0}  most {ordered[^1]:F0}");

    /// <summary>The quantile by nearest rank.</summary>
    public static double At(IReadOnlyList<double> ordered, double share) => ordered[(int)Math.Ceiling(ordered.Count * share) - 1];

    private static async Task<HelpCall> PressAsync(MqttClient buttons, HomeId home, Action<AlertId>? before)
    {
        var sent = TimeProvider.System.GetUtcNow();
        var at = DateTimeOffset.FromUnixTimeMilliseconds(sent.ToUnixTimeMilliseconds());
        var alert = AlertId.Of(home, AnomalyKind.Sos, "", at);
        before?.Invoke(alert);
        var started = Stopwatch.GetTimestamp();
        var payload = string.Create(CultureInfo.InvariantCulture, $"{{\"t\":{at.ToUnixTimeMilliseconds()},\"seq\":1,\"sos\":1}}");
        var answer = await buttons.PublishAsync(new MqttMessage($"community/{home.Community}/home/{home.Home}/sos/bench", Encoding.UTF8.GetBytes(payload)));
        return answer < ReasonCode.UnspecifiedError
            ? new HelpCall(alert, sent, started, Stopwatch.GetElapsedTime(started))
            : throw new IOException($"A call for help was refused: {answer}.");
    }
}
