using System.Diagnostics;
using System.Globalization;

namespace CommunityConsole.Bench.Compare;

/// <summary>The floor (<see cref="Floor"/>) in a process of its own.</summary>
internal sealed class FloorServer : IServerUnderTest
{
    private readonly Process _process;

    private FloorServer(Process process, int port) => (_process, Port) = (process, port);

    public string Name => "socket floor";

    public int Port { get; }

    public int ProcessId => _process.Id;

    public string Topic => "plain/load/{0}";

    public static async Task<FloorServer> StartAsync()
    {
        var own = typeof(FloorServer).Assembly.Location;
        var process = Process.Start(new ProcessStartInfo("dotnet", [own, "mqtt-floor", "0"]) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new IOException("The floor did not start.");
        return new FloorServer(process, int.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
