using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Access;

/// <summary>The program's door for MQTT over WebSockets: a page of another site does not come in, whatever cookie its visitor has.</summary>
public sealed class MqttDoorTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("door-").FullName;
    private WebApplication _app = null!;

    private Uri Door => new UriBuilder(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) { Scheme = "ws", Path = "/mqtt" }.Uri;

    public async Task InitializeAsync()
    {
        _app = ConsoleHost.Build(
            ["--applicationName", "Console.Web", "--Data:Directory", _folder, "--Urls", "http://127.0.0.1:0", "--Mqtt:Port", "0", "--Demo:Enabled", "false"]);
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("http://127.0.0.1")] // another port is another site
    [InlineData("null")]
    public async Task Page_OfAnotherSite_IsRefused(string origin)
    {
        using var socket = Socket(origin);

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Door, CancellationToken.None));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Theory]
    [InlineData(true)] // a page of the console itself
    [InlineData(false)] // a program, which sends no origin
    public async Task OwnPageOrProgram_ComesIn(bool page)
    {
        using var socket = Socket(page ? $"http://{Door.Authority}" : null);

        await socket.ConnectAsync(Door, CancellationToken.None);

        Assert.Equal((WebSocketState.Open, "mqtt"), (socket.State, socket.SubProtocol));
        socket.Abort();
    }

    private static ClientWebSocket Socket(string? origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mqtt");
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        return socket;
    }
}
