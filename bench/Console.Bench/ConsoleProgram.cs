using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CommunityConsole.Bench;

/// <summary>The program itself, as it was built in Release, in a process of its own on an empty folder and free ports.</summary>
internal sealed partial class ConsoleProgram : IAsyncDisposable
{
    private const string Program = "Console.Web/bin/Release/net10.0/Console.Web.dll";

    private static readonly TimeSpan Start = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRollUp = TimeSpan.FromSeconds(70);

    private readonly string _folder;
    private readonly bool _ownFolder;
    private readonly TaskCompletionSource<string> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _mqttPort = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _http = new();
    private readonly Process _process;

    private ConsoleProgram(string? folder, (string Key, string Value)[] settings)
    {
        _ownFolder = folder is null;
        _folder = folder ?? Directory.CreateTempSubdirectory("bench-console-").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(Program), "serve"]) { RedirectStandardOutput = true };
        (string, string)[] own =
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("Urls", "http://127.0.0.1:0"), ("Data__Directory", _folder),
            ("Mqtt__Address", "127.0.0.1"), ("Mqtt__Port", "0"),
        ];
        foreach (var (key, value) in own.Concat(settings))
        {
            start.Environment[key] = value;
        }

        start.WorkingDirectory = Path.GetFullPath("Console.Web"); // its pages' files lie there until it is published
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _url.TrySetException(new InvalidOperationException("The server ended; is it built in Release?"));
        _process.Start();
        _process.BeginOutputReadLine();
    }

    public string Url => _url.Task.Result;

    public int MqttPort => _mqttPort.Task.Result;

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public int ProcessId => _process.Id;

    /// <summary>Returns when it listens.</summary>
    /// <param name="settings">Settings as environment variables (<c>Section__Key</c>) beside those of a development start.</param>
    public static Task<ConsoleProgram> StartAsync(params (string Key, string Value)[] settings) => StartOnAsync(null, settings);

    /// <summary>The same on a folder that stays when the program has ended; null for one of its own.</summary>
    public static async Task<ConsoleProgram> StartOnAsync(string? folder, params (string Key, string Value)[] settings)
    {
        var server = new ConsoleProgram(folder, settings);
        await server._url.Task.WaitAsync(Start);
        await server._mqttPort.Task.WaitAsync(Start);
        return server;
    }

    /// <summary>Returns when the work of the start is done: the watches have read the past, and a second costs little.</summary>
    public async Task SettleAsync()
    {
        for (var quiet = 0; quiet < 3;)
        {
            var before = ProcessorTime;
            await Task.Delay(Second);
            quiet = ProcessorTime - before < Second / 5 ? quiet + 1 : 0;
        }
    }

    /// <summary>As <see cref="SettleAsync"/>, and past the first roll-up of the demonstration's 35 days, a minute after the start: no day is like that one.</summary>
    public async Task SettleForGoodAsync()
    {
        await SettleAsync();
        await Task.Delay(FirstRollUp);
        await SettleAsync();
    }

    /// <summary>Readings stored since the start, as the program itself counts them.</summary>
    public async Task<long> StoredAsync()
    {
        await Task.Delay(Second * 2); // the figures are up to a second old
        return (long)(await FigureAsync("console_ingest_readings_stored_total"))!;
    }

    /// <summary>A figure of /metrics that has no labels, up to a second old; null while it is not there.</summary>
    public async Task<double?> FigureAsync(string name)
    {
        var text = await _http.GetStringAsync(new Uri(Url + "/metrics"));
        return text.Split('\n').FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal)) is { } line
            ? double.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>What the process has in memory now, and the most it ever had, MiB.</summary>
    public (double Now, double Most) Memory()
    {
        var status = File.ReadAllLines($"/proc/{ProcessId}/status");
        return (Of("VmRSS:"), Of("VmHWM:"));

        double Of(string field) => double.Parse(
            status.First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Asks the program to stop (SIGTERM) and waits until it has.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{ProcessId}"]);
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the program as a power cut would (SIGKILL).</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        if (_ownFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (MqttLine().Match(line) is { Success: true } mqtt)
        {
            _mqttPort.TrySetResult(int.Parse(mqtt.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }
        else if (WebLine().Match(line) is { Success: true } web)
        {
            _url.TrySetResult(web.Groups[1].Value);
        }
        else if (line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal))
        {
            Console.WriteLine("server: " + line);
        }
    }

    [GeneratedRegex(@"MQTT listens on \S+ port (\d+)")]
    private static partial Regex MqttLine();

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex WebLine();
}
