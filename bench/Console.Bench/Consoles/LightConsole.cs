using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Bench.Consoles;

/// <summary>
/// A console without a browser: fetches the page, opens its circuit, takes every batch of changes and says that it has drawn it.
/// It draws nothing; it looks for what is waited for in the batches.
/// </summary>
internal sealed partial class LightConsole : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1.5); // as wwwroot/js/link.js

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, byte[]> _awaited;
    private readonly ConcurrentDictionary<string, long> _seen = new();
    private readonly TaskCompletionSource _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private long _batches;
    private long _bytes;

    /// <param name="awaited">Texts to look for, as UTF-8; shared by all consoles.</param>
    private LightConsole(ConcurrentDictionary<string, byte[]> awaited) => _awaited = awaited;

    /// <summary>When each awaited text was first in a batch, as timestamp.</summary>
    public IReadOnlyDictionary<string, long> Seen => _seen;

    /// <summary>Batches of changes so far, and their bytes.</summary>
    public (long Batches, long Bytes) Drawn => (Volatile.Read(ref _batches), Volatile.Read(ref _bytes));

    /// <summary>Why it ended before its time; null while it lives.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>The cookie of the demonstration's account of that role.</summary>
    public static async Task<string> SignInAsync(string url, Role role)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var answer = await http.PostAsync(new Uri($"{url}/demo/sign-in/{role}"), null);
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    /// <summary>Opens the page of somebody signed in, and returns when its first batch is drawn.</summary>
    public static async Task<LightConsole> OpenAsync(
        Uri page, string cookie, ConcurrentDictionary<string, byte[]> awaited, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        var html = await http.GetStringAsync(page, cancellation);
        var console = new LightConsole(awaited);
        await console.StartAsync(page, cookie, html, cancellation);
        await console._drawn.Task.WaitAsync(cancellation);
        return console;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _socket.Dispose();
        _sending.Dispose();
        _stop.Dispose();
    }

    private async Task StartAsync(Uri page, string cookie, string html, CancellationToken cancellation)
    {
        var root = new Uri(page, "/");
        _socket.Options.SetRequestHeader("Cookie", cookie);
        _socket.Options.SetRequestHeader("Origin", root.GetLeftPart(UriPartial.Authority));
        await _socket.ConnectAsync(new UriBuilder(new Uri(root, "_blazor")) { Scheme = "ws" }.Uri, cancellation);
        await _socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, cancellation);
        var answer = new byte[1024];
        var shaken = await _socket.ReceiveAsync(answer, cancellation);
        if (shaken.Count != 3)
        {
            throw new InvalidDataException($"The circuit's hub answered the handshake with {Encoding.UTF8.GetString(answer, 0, shaken.Count)}.");
        }

        _running = Task.WhenAll(ReceiveAsync(), BeatAsync());
        var state = StateComment().Match(html).Groups[1].Value;
        await SendAsync(PackWriter.Call("StartCircuit", root.ToString(), page.ToString(), "[]", ""));
        await SendAsync(PackWriter.Call("UpdateRootComponents", RootsOf(html), state));
    }

    // What the server put into the page about each live root, asked back as the browser's script asks.
    private static string RootsOf(string html)
    {
        var roots = RootComment().Matches(html).Select(match => JsonNode.Parse(match.Groups[1].Value)!).Where(root => root["descriptor"] is not null);
        return new JsonObject
        {
            ["batchId"] = 1,
            ["operations"] = new JsonArray([.. roots.Index().Select(root => new JsonObject
            {
                ["type"] = "add", ["ssrComponentId"] = root.Index + 1, ["marker"] = root.Item,
            })]),
        }.ToJsonString();
    }

    private async Task BeatAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Beat, _stop.Token);
                await SendAsync(PackWriter.Ping);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The receiving side says why.
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var filled = 0;
        try
        {
            while (true)
            {
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var got = await _socket.ReceiveAsync(buffer.AsMemory(filled), _stop.Token);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    throw new IOException("The server closed the circuit.");
                }

                filled = Read(buffer.AsSpan(0, filled + got.Count), out var answers);
                foreach (var answer in answers)
                {
                    await SendAsync(answer);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Closed by us.
        }
        catch (Exception e)
        {
            Fault = e;
            _drawn.TrySetException(e);
        }
    }

    // Takes the whole messages; returns how many bytes of the next one stay at the beginning of the buffer.
    private int Read(Span<byte> buffer, out List<byte[]> answers)
    {
        answers = [];
        ReadOnlySpan<byte> rest = buffer;
        while (PackReader.TryTake(ref rest, out var message))
        {
            if (AnswerTo(message) is { } answer)
            {
                answers.Add(answer);
            }
        }

        rest.CopyTo(buffer);
        return rest.Length;
    }

    private byte[]? AnswerTo(ReadOnlySpan<byte> message)
    {
        const int Invocation = 1, Close = 7;
        var reader = new PackReader(message);
        reader.Count();
        switch (reader.Number())
        {
            case Close:
                throw new IOException($"The server ended the circuit: {reader.Text()}");
            case Invocation:
                reader.Count(); // headers: the hub sends none
                reader.Bytes();
                var target = reader.Text();
                reader.Count();
                return target switch
                {
                    "JS.RenderBatch" => Draw(reader.Number(), reader.Bytes()),
                    "JS.BeginInvokeJS" => Done(reader.Number()),
                    "JS.Error" => throw new IOException($"The circuit failed: {reader.Text()}"),
                    _ => null,
                };
            default:
                return null;
        }
    }

    private byte[] Draw(long batch, ReadOnlySpan<byte> changes)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var (text, bytes) in _awaited)
        {
            if (!_seen.ContainsKey(text) && changes.IndexOf(bytes) >= 0)
            {
                _seen[text] = now;
            }
        }

        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _bytes, changes.Length);
        _drawn.TrySetResult();
        return PackWriter.Call("OnRenderCompleted", batch, null);
    }

    private static byte[]? Done(long call) => call == 0
        ? null
        : PackWriter.Call("EndInvokeJSFromDotNet", call, true, string.Create(CultureInfo.InvariantCulture, $"[{call},true,null]"));

    private async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync(_stop.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _stop.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex RootComment();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex StateComment();
}
