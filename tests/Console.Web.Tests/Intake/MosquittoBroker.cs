using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MQTTnet;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>A Mosquitto of its own on a free port, which keeps its sessions over a restart.</summary>
internal sealed class MosquittoBroker : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mosquitto").FullName;
    private readonly string _more;
    private Process? _process;

    private MosquittoBroker(Func<string, string>? more) => _more = more?.Invoke(_folder) ?? "";

    internal static bool IsThere => File.Exists("/usr/sbin/mosquitto");

    internal int Port { get; } = FreePort();

    internal string Folder => _folder;

    internal static async Task<MosquittoBroker> StartAsync(Func<string, string>? more = null)
    {
        var broker = new MosquittoBroker(more);
        await broker.StartAsync();
        return broker;
    }

    internal async Task StartAsync()
    {
        var settings = Path.Combine(_folder, "mosquitto.conf");
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"""
            listener {Port} 127.0.0.1
            allow_anonymous true
            persistence true
            persistence_location {_folder}/
            max_queued_messages 100000
            user root
            {_more}

            """));
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/mosquitto", ["-c", settings]) { RedirectStandardError = true, RedirectStandardOutput = true });
        await Eventually.HoldsAsync(Answers, "mosquitto listens");
    }

    /// <summary>SIGTERM: it writes down its sessions.</summary>
    internal async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    internal async Task<IMqttClient> ConnectAsync()
    {
        var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", Port).Build());
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await StopAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private bool Answers()
    {
        try
        {
            using var probe = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A test against a real Mosquitto; skipped, with what to install, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MosquittoFactAttribute : FactAttribute
{
    public MosquittoFactAttribute()
    {
        if (!MosquittoBroker.IsThere)
        {
            Skip = "mosquitto is not installed: apt-get install mosquitto";
        }
    }
}
