using System.Net;
using System.Net.Sockets;

namespace CommunityConsole.Browser.Tests;

/// <summary>
/// A cable between a browser and the server that can be cut and mended. Cut, it passes no byte and says nothing, as a
/// dead radio link does: a closed socket would be noticed at once and prove nothing.
/// </summary>
internal sealed class LinkRelay : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly int _server;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _whole = Passing();

    private LinkRelay(int server, int port)
    {
        _server = server;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Address for the browser, with a slash at the end.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    /// <summary>Lays a cable.</summary>
    /// <param name="url">The server at its far end.</param>
    /// <param name="at">Where the browser finds it, to take the place of one that was pulled out; a free port if not given.</param>
    public static LinkRelay To(string url, string? at = null) => new(new Uri(url).Port, at is null ? 0 : new Uri(at).Port);

    public void Cut() => _whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend() => _whole.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Mend();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private static TaskCompletionSource Passing()
    {
        var passing = new TaskCompletionSource();
        passing.SetResult();
        return passing;
    }

    private async Task AcceptAsync()
    {
        List<Task> pairs = [];
        try
        {
            while (true)
            {
                pairs.Add(JoinAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            await Task.WhenAll(pairs);
        }
    }

    private async Task JoinAsync(TcpClient browser)
    {
        using var server = new TcpClient();
        using (browser)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
                await Task.WhenAny(PassAsync(browser.GetStream(), server.GetStream()), PassAsync(server.GetStream(), browser.GetStream()));
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
            {
                // One end has gone: the other goes with it.
            }
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        var bytes = new byte[16_384];
        while (await from.ReadAsync(bytes, _stop.Token) is > 0 and var read)
        {
            await _whole.Task.WaitAsync(_stop.Token);
            await to.WriteAsync(bytes.AsMemory(0, read), _stop.Token);
        }
    }
}
