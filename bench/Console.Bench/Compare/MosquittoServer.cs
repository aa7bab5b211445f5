using System.Diagnostics;
using System.Net.Sockets;

namespace CommunityConsole.Bench.Compare;

/// <summary>Debian's Mosquitto, installed where it is missing. Its defaults stand, but for the limits at which it would drop messages it acknowledged.</summary>
internal sealed class MosquittoServer : IServerUnderTest
{
    private const string Program = "/usr/sbin/mosquitto";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly string _folder = Directory.CreateTempSubdirectory("bench-mosquitto-").FullName;
    private readonly Process _process;

    private MosquittoServer(int port)
    {
        Port = port;
        var settings = Path.Combine(_folder, "mosquitto.conf");

        // By default it keeps 1,000 messages for a subscriber and drops the rest without a word to anybody.
        File.WriteAllText(settings, $"listener {port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nlog_type error\nuser root\n");
        _process = Process.Start(new ProcessStartInfo(Program, ["-c", settings]) { RedirectStandardError = true })!;
    }

    public string Name => "Mosquitto";

    public int Port { get; }

    public int ProcessId => _process.Id;

    public string Topic => "plain/load/{0}";

    /// <returns>Null, with the reason said, where it cannot be had.</returns>
    public static async Task<MosquittoServer?> StartAsync()
    {
        if (!File.Exists(Program) && !await InstallAsync())
        {
            Console.WriteLine("Mosquitto is not here and cannot be installed (apt-get install mosquitto, as root): its rows are left out.");
            return null;
        }

        var server = new MosquittoServer(FreePort());
        while (!await server.ListensAsync())
        {
            await Task.Delay(Look);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> InstallAsync()
    {
        try
        {
            using var apt = Process.Start(new ProcessStartInfo("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "mosquitto"]) { RedirectStandardOutput = true })!;
            await apt.StandardOutput.ReadToEndAsync();
            await apt.WaitForExitAsync();
            return File.Exists(Program);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no apt-get
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException) when (!_process.HasExited)
        {
            return false;
        }
    }
}
