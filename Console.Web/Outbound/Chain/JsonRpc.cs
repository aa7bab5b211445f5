using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>Calls to a node, each a JSON-RPC 2.0 request over one HttpClient. Safe for many at once.</summary>
/// <param name="http">Its base address is the node's; its timeout ends a call, answer included.</param>
/// <param name="largestAnswer">The most bytes of an answer that are read.</param>
internal sealed class JsonRpc(HttpClient http, int largestAnswer = 16 << 20)
{
    private const int MostWords = 300; // a node's words go into logs, rows and screens

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly string[] RevertNames = ["data", "result", "output"];
    private long _last;

    /// <summary>The result of a call.</summary>
    /// <exception cref="ChainException">It has none; the type says why.</exception>
    public async Task<RpcResult> CallAsync(string method, IReadOnlyList<object?> parameters, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = await SendAsync(method, JsonSerializer.SerializeToUtf8Bytes(new { jsonrpc = "2.0", id, method, @params = parameters }), cancellation);
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(answer);
            root = document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            throw new NodeAnswerException(method, "it is no JSON.", fault);
        }

        try
        {
            return Judge(method, id, root);
        }
        catch (InvalidOperationException fault)
        {
            throw new NodeAnswerException(method, "a name in it is no text.", fault); // half of a surrogate pair
        }
    }

    private static RpcResult Judge(string method, long id, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new NodeAnswerException(method, "it is no JSON object.");
        }

        if (root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
        {
            throw Refusal(method, error);
        }

        if (!root.TryGetProperty("id", out var echoed) || echoed.ValueKind != JsonValueKind.Number || !echoed.TryGetInt64(out var asked) || asked != id)
        {
            throw new NodeAnswerException(method, "it belongs to another request.");
        }

        return root.TryGetProperty("result", out var result) ? new RpcResult(method, result) : throw new NodeAnswerException(method, "it has neither result nor error.");
    }

    private static ChainException Refusal(string method, JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object || !error.TryGetProperty("code", out var code) || code.ValueKind != JsonValueKind.Number || !code.TryGetInt64(out var number))
        {
            return new NodeAnswerException(method, "its error has no code.");
        }

        var said = error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? ReadText(message) : null;
        return new NodeRefusedException(method, number, Shortened(said) ?? "(no words)", RevertOf(error));
    }

    private static string? Shortened(string? said) =>
        said is { Length: > MostWords } ? said[..(char.IsHighSurrogate(said[MostWords - 1]) ? MostWords - 1 : MostWords)] : said;

    // Nodes put the contract's bytes into data itself, or one level deeper; some with a word before them.
    private static byte[] RevertOf(JsonElement error)
    {
        if (!error.TryGetProperty("data", out var data))
        {
            return [];
        }

        if (data.ValueKind == JsonValueKind.Object)
        {
            data = RevertNames.Select(name => data.TryGetProperty(name, out var inner) ? inner : default)
                .FirstOrDefault(static inner => inner.ValueKind == JsonValueKind.String);
        }

        var text = data.ValueKind == JsonValueKind.String ? ReadText(data) : null;
        return EvmHex.TryBytes(text?.Split(' ')[^1], out var bytes) ? bytes : [];
    }

    // A string may hold half of a surrogate pair, at which GetString throws.
    private static string? ReadText(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<byte[]> SendAsync(string method, byte[] body, CancellationToken cancellation)
    {
        // The client's own timeout ends with the headers: a body that stalls would hold the caller for ever.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(http.Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null) { Content = new ByteArrayContent(body) { Headers = { ContentType = Json } } };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            {
                throw new NodeUnreachableException(method, $"HTTP status {(int)response.StatusCode}."); // whatever it says, later it may
            }

            var answer = await ReadAsync(method, response.Content, limit.Token);

            // Some nodes answer a refusal with status 400 or 500 and an error inside: that says more than the status.
            return response.IsSuccessStatusCode || answer.AsSpan().TrimStart(" \r\n\t"u8) is [(byte)'{', ..]
                ? answer
                : throw new NodeUnreachableException(method, $"HTTP status {(int)response.StatusCode}.");
        }
        catch (HttpRequestException fault)
        {
            throw new NodeUnreachableException(method, fault.Message, fault);
        }
        catch (IOException fault)
        {
            throw new NodeUnreachableException(method, fault.Message, fault);
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new NodeUnreachableException(method, "it took too long.", fault);
        }
    }

    private async Task<byte[]> ReadAsync(string method, HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var answer = new MemoryStream();
        var part = new byte[16 << 10];
        while (await stream.ReadAsync(part, cancellation) is > 0 and var length)
        {
            if (answer.Length + length > largestAnswer)
            {
                throw new NodeAnswerException(method, $"it is longer than {largestAnswer} bytes.");
            }

            answer.Write(part, 0, length);
        }

        return answer.ToArray();
    }
}
