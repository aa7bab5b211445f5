using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>The program itself as a process of its own, on free ports, to be killed.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _output = new();

    private ServerProcess(string folder, IEnumerable<(string Key, string Value)> settings)
    {
        // A write beyond a file-size limit is to fail, not to end the process: the shell hands the ignored signal on.
        var start = new ProcessStartInfo("sh") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("trap '' XFSZ; exec dotnet \"$@\"");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Console.Web.dll"));
        start.ArgumentList.Add("serve");
        foreach (var (key, value) in new[]
        {
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("Urls", "http://127.0.0.1:0"), ("Data__Directory", folder), ("Demo__Enabled", "false"),
            ("Mqtt__Port", "0"), ("Mqtt__Address", "127.0.0.1"), ("Mqtt__AllowAnonymous", "true"), ("Devices__AutoRegister", "true"),
        }.Concat(settings))
        {
            start.Environment[key] = value;
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _port.TrySetException(new InvalidOperationException("The server ended: " + string.Join('\n', _output)));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal int Port => _port.Task.Result;

    internal static async Task<ServerProcess> StartAsync(string folder, params (string Key, string Value)[] settings)
    {
        var server = new ServerProcess(folder, settings);
        try
        {
            await server._port.Task.WaitAsync(TimeSpan.FromMinutes(2));
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Lets no file of the process grow beyond some bytes, as on a full disk; null lifts the limit.</summary>
    internal async Task LimitFilesAsync(long? bytes)
    {
        using var tool = Process.Start("prlimit", ["--pid", $"{_process.Id}", $"--fsize={bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}:unlimited"]);
        await tool.WaitForExitAsync();
        Assert.Equal(0, tool.ExitCode);
    }

    /// <summary>SIGTERM: the program stops in its own order. It has that order once all of it has started; the listener hears before that.</summary>
    internal async Task StopAsync()
    {
        await _started.Task.WaitAsync(TimeSpan.FromMinutes(2));
        using var tool = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await tool.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(25));
    }

    /// <summary>kill -9: nothing is flushed, nobody is told.</summary>
    internal async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        _output.Enqueue(line ?? "");
        if (line is not null && Listening().Match(line) is { Success: true } match)
        {
            _port.TrySetResult(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }

        if (line?.Contains("Application started", StringComparison.Ordinal) == true)
        {
            _started.TrySetResult();
        }
    }

    [GeneratedRegex(@"MQTT listens on \S+ port (\d+)")]
    private static partial Regex Listening();
}
