using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>A small JSON-RPC server on a free port that answers as it is told to, rightly or not.</summary>
internal sealed class FakeNode : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<string> _asked = [];

    private FakeNode(WebApplication app) => _app = app;

    /// <summary>Makes the answer to a request, of its method and id: status and body.</summary>
    public Func<string, long, (int Status, byte[] Body)> Answer { get; set; } = static (_, id) => Result(id, "\"0x1\"");

    /// <summary>Called before an answer; may wait.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Called between the two halves of an answer; may wait.</summary>
    public Func<CancellationToken, Task> Between { get; set; } = static _ => Task.CompletedTask;

    /// <summary>The requests so far, as they came.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static (int Status, byte[] Body) Result(long id, string json) => (200, System.Text.Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{id}},"result":{{json}}}"""));

    public static async Task<FakeNode> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var node = new FakeNode(app);
        app.MapPost("/", node.HandleAsync);
        await app.StartAsync();
        return node;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var request = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        lock (_asked)
        {
            _asked.Add(request.RootElement.GetRawText());
        }

        await Before(context.RequestAborted);
        var (status, body) = Answer(request.RootElement.GetProperty("method").GetString()!, request.RootElement.GetProperty("id").GetInt64());
        context.Response.StatusCode = status;
        var half = body.Length / 2;
        await context.Response.Body.WriteAsync(body.AsMemory(0, half), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Between(context.RequestAborted);
        await context.Response.Body.WriteAsync(body.AsMemory(half), context.RequestAborted);
    }
}
