using System.Diagnostics;
using System.Globalization;
using CommunityConsole.Iot.Mqtt.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CommunityConsole.Bench;

/// <summary>
/// The MQTT server alone, for <c>mqtt-load</c>: device topics are accepted at once and nothing is stored. Every second it
/// says what the messages of that second cost.
/// </summary>
internal static class MqttServe
{
    /// <param name="args">The port; 1883 if left out.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Mqtt:Port"] = args.FirstOrDefault() ?? "1883" });
        builder.Services.AddSingleton<IPublishSink, AcceptingSink>();
        builder.Services.AddMqtt();
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine($"listening on {host.Services.GetRequiredService<MqttListener>().Port}; end with Ctrl-C");
        var telling = TellAsync(host.Services.GetRequiredService<MqttServer>(), host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        await host.WaitForShutdownAsync();
        await telling;
        return 0;
    }

    private static async Task TellAsync(MqttServer server, CancellationToken stop)
    {
        using var process = Process.GetCurrentProcess();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var (received, allocated, cpu) = (0L, GC.GetTotalAllocatedBytes(), process.TotalProcessorTime);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                process.Refresh();
                var (now, bytes, used) = (server.Counters.Received, GC.GetTotalAllocatedBytes(), process.TotalProcessorTime);
                if (now > received)
                {
                    var count = now - received;
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{count} messages, {(double)(bytes - allocated) / count:F1} bytes allocated and {(used - cpu).TotalMicroseconds / count:F2} us of CPU each, {process.WorkingSet64 >> 20} MiB, {server.Connections} connections"));
                }

                (received, allocated, cpu) = (now, bytes, used);
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C.
        }
    }

    private sealed class AcceptingSink : IPublishSink
    {
        public bool Takes(string topic) => topic.StartsWith("community/", StringComparison.Ordinal);

        public ValueTask AcceptAsync(DevicePublish publish, IPublishReceipt receipt, CancellationToken cancellation)
        {
            receipt.Accepted();
            return ValueTask.CompletedTask;
        }
    }
}
