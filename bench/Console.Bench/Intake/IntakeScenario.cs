using System.Diagnostics;
using System.Globalization;
using System.Text;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Intake;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.Metering;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Bench.Intake;

/// <summary>
/// From payload bytes to the acknowledgement after the commit: decoder, intake, pump, readings.db; without sockets.
/// Once at 1,000 messages a second, once as fast as it goes. <c>-- intake</c>
/// </summary>
internal static class IntakeScenario
{
    private const int Senders = 50;

    internal static async Task RunAsync()
    {
        await RunAsync(seconds: 10, perSecond: 1000);
        await RunAsync(seconds: 10, perSecond: null);
    }

    private static async Task RunAsync(int seconds, int? perSecond)
    {
        var folder = Directory.CreateTempSubdirectory("bench").FullName;
        using var host = Build(folder);
        await host.StartAsync();
        var sink = host.Services.GetRequiredService<IPublishSink>();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));

        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var delays = await Task.WhenAll(Enumerable.Range(0, Senders).Select(i => Task.Run(() => SendAsync(sink, i, perSecond / Senders, stop.Token))));
        var elapsed = watch.Elapsed.TotalSeconds;
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;

        var all = delays.SelectMany(d => d).Order().ToList();
        var picture = host.Services.GetRequiredService<IngestGauges>().Read();
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(perSecond is null ? "as fast as it goes" : $"{perSecond} a second")}: {all.Count / elapsed:0} messages/s, acknowledgement p50 {all[all.Count / 2]:0.0} ms, p99 {all[(int)(all.Count * 0.99)]:0.0} ms, {cpu.TotalSeconds / elapsed:0.00} cores; stored {picture.Stored}, quarantined {picture.Quarantined.Values.Sum()}"));
        await host.StopAsync();
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<List<double>> SendAsync(IPublishSink sink, int sender, int? perSecond, CancellationToken stop)
    {
        var peer = new MqttPeer($"bench{sender}", MqttLogin.Anonymous, null);
        var topic = $"community/demo/home/h{sender}/water/w1";
        var delays = new List<double>();
        using var pace = perSecond is { } rate ? new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate)) : null;
        for (var sequence = 0; !stop.IsCancellationRequested; sequence++)
        {
            if (pace is not null)
            {
                await pace.WaitForNextTickAsync(CancellationToken.None);
            }

            // A device with a window of its own: the next message goes when the last is acknowledged.
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            var payload = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"t\":{now},\"seq\":{sequence},\"use_l\":1}}"));
            var receipt = new Receipt();
            var started = Stopwatch.GetTimestamp();
            await sink.AcceptAsync(new DevicePublish(peer, topic, payload, false, false, true), receipt, CancellationToken.None);
            await receipt.Answer;
            delays.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return delays;
    }

    private static IHost Build(string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Devices:AutoRegister"] = "true" });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole());
        builder.Services.Configure<DataOptions>(data => data.Directory = folder);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new EstateCalendar(TimeZoneInfo.Utc));
        builder.Services.AddReadingStorage();
        builder.Services.AddSingleton<IConsentStore>(new VolatileConsentStore(new VolatileAuditLog())).AddSingleton<ConsentBook>();
        builder.Services.AddMetering();
        builder.Services.AddDeviceIntake();
        return builder.Build();
    }

    private sealed class Receipt : IPublishReceipt
    {
        private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Answer => _answer.Task;

        public void Accepted() => _answer.SetResult();

        public void Rejected(Exception? reason = null) => _answer.SetException(reason ?? new IOException("Not stored."));
    }
}
