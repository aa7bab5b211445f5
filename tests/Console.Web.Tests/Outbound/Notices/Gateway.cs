using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Outbound.Notices;

/// <summary>An event as a gateway received it.</summary>
internal sealed record Received(string Key, string? Signature, byte[] Body)
{
    private JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Event => Json.GetProperty("event").GetString()!;

    public string Text => Encoding.UTF8.GetString(Body);

    public string this[string name] => Json.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : Json.GetProperty(name).GetRawText();
}

/// <summary>A gateway for SMS on a real socket: hears what is about one thing, and refuses the first so many of it.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _heard = new();
    private readonly ConcurrentQueue<string> _refused = new();

    private Gateway(string about, int refusals)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/sms", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            if (!Encoding.UTF8.GetString(body.ToArray()).Contains(about, StringComparison.Ordinal))
            {
                return Results.Accepted();   // the demonstration has calls of its own
            }

            var key = request.Headers["Idempotency-Key"].ToString();
            if (_refused.Count < refusals)
            {
                _refused.Enqueue(key);
                return Results.StatusCode(503);
            }

            _heard.Enqueue(new Received(key, request.Headers["X-Signature-256"], body.ToArray()));
            return Results.Accepted();
        });
    }

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/sms";

    public IReadOnlyList<Received> Heard => [.. _heard];

    public IReadOnlyList<string> Refused => [.. _refused];

    public static async Task<Gateway> StartAsync(string about, int refusals)
    {
        var gateway = new Gateway(about, refusals);
        await gateway._app.StartAsync();
        return gateway;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
