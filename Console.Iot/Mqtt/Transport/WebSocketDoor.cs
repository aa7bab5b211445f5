using System.Net;
using System.Net.WebSockets;
using CommunityConsole.Iot.Mqtt.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Iot.Mqtt.Transport;

/// <summary>MQTT over the web server's port, at <c>/mqtt</c> (MQTT 5.0, section 6): the same logins and rights as on a socket.</summary>
public static class WebSocketDoor
{
    /// <summary>The subprotocol a client must offer.</summary>
    public const string Subprotocol = "mqtt";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <summary>Maps the door. Who comes in the MQTT login decides, so no sign-in is asked for; the origin is checked by the application.</summary>
    public static IEndpointConventionBuilder MapMqtt(this IEndpointRouteBuilder routes)
    {
        var door = routes.CreateApplicationBuilder();

        // MQTT has a keep-alive of its own.
        door.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        door.Run(ServeAsync);
        return routes.Map("/mqtt", door.Build()).AllowAnonymous();
    }

    private static async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("MQTT over WebSocket; offer the subprotocol \"mqtt\".", context.RequestAborted);
            return;
        }

        var server = context.RequestServices.GetRequiredService<MqttServer>();
        var remote = context.Connection.RemoteIpAddress is { } address ? new IPEndPoint(address, context.Connection.RemotePort) : null;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(Subprotocol);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var pipe = new WebSocketPipe(socket);
        var receiving = pipe.ReceiveAsync(over.Token);
        try
        {
            var arrival = new Arrival(remote, context.Request.IsHttps, context.Connection.ClientCertificate);
            await server.ServeAsync(pipe, arrival, () => Abort(socket, context));
            await SayGoodbyeAsync(socket, receiving);
        }
        finally
        {
            await pipe.Input.CompleteAsync();
            await over.CancelAsync();
            await receiving;
        }
    }

    private static async Task SayGoodbyeAsync(WebSocket socket, Task receiving)
    {
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
            }

            // Until the peer says goodbye too: giving up the read earlier would reset the connection over what it has not read yet.
            await receiving.WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The peer was faster.
        }
    }

    private static void Abort(WebSocket socket, HttpContext context)
    {
        socket.Abort();
        context.Abort();
    }
}
