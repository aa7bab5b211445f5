using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Commands;

/// <summary><c>simulate</c>: an estate outside the program that publishes to any MQTT server, until stopped.</summary>
internal static class SimulateCommand
{
    // Buildings of the demo community end far below: both may publish to one server.
    private const int FirstBuilding = 101;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Report = TimeSpan.FromSeconds(5);

    /// <summary>Runs until SIGINT or SIGTERM; 0 then, 2 when an argument cannot be understood.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await RunAsync(args, Console.Out, Console.Error, stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>The same with given streams, until cancelled.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (SimulateOptions.Parse(args, out var fault) is not { } options)
        {
            await error.WriteLineAsync($"参数有误 / wrong argument: {fault}");
            await error.WriteLineAsync(SimulateOptions.Usage);
            return CommandLine.Unusable;
        }

        try
        {
            await PublishAsync(options, output, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopped, as asked.
        }

        return 0;
    }

    private static async Task PublishAsync(SimulateOptions options, TextWriter output, CancellationToken cancellation)
    {
        var calendar = new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById(options.Zone));
        var time = new DemoTime(TimeProvider.System, options.Speed);
        var start = time.GetUtcNow();
        var estate = new Estate(options.Seed, options.Community, options.Homes, buildings: 1, cells: 1, calendar, FirstBuilding);
        var live = new LiveEstate(estate, start, start, ImmutableDictionary<int, ImmutableArray<Happening>>.Empty);
        var load = new LoadTicker(estate, options.Rate / options.Speed, start);
        await using var fleet = new DeviceFleet(new MqttDeviceLines(options.Host, options.Port), calendar);
        var rates = new Rates(TimeProvider.System);

        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var now = time.GetUtcNow();
                var reports = live.Advance(now).Concat(load.Advance(now)).ToList();
                if (reports.Count > 0)
                {
                    await fleet.PublishAsync(reports, cancellation);
                }

                if (rates.Count(reports.Count) is { } line)
                {
                    await output.WriteLineAsync($"{calendar.Local(now):yyyy-MM-dd HH:mm:ss}  {line}, {fleet.Lines} connections");
                }

                await Task.Delay(Breath, TimeProvider.System, cancellation);
            }
        }
        finally
        {
            await output.WriteLineAsync(rates.Total);
        }
    }

    // Acknowledged messages; a line when it is time for one.
    private sealed class Rates(TimeProvider time)
    {
        private readonly long _first = time.GetTimestamp();
        private long _since = time.GetTimestamp();
        private long _all;
        private long _atLine;

        public string Total => string.Create(
            CultureInfo.InvariantCulture, $"{_all} messages acknowledged in {time.GetElapsedTime(_first).TotalSeconds:F1} s");

        public string? Count(int acknowledged)
        {
            _all += acknowledged;
            var span = time.GetElapsedTime(_since);
            if (span < Report)
            {
                return null;
            }

            var line = string.Create(
                CultureInfo.InvariantCulture, $"{_all} messages acknowledged, {(_all - _atLine) / span.TotalSeconds:F1}/s");
            (_since, _atLine) = (time.GetTimestamp(), _all);
            return line;
        }
    }
}
