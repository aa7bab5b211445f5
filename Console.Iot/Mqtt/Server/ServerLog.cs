using System.Net;
using CommunityConsole.Iot.Mqtt.Wire;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Iot.Mqtt.Server;

internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "MQTT listens on {Address} port {Port}.")]
    public static partial void Listening(ILogger log, IPAddress address, int port);

    [LoggerMessage(8, LogLevel.Information, "MQTT over TLS on {Address} port {Port}.")]
    public static partial void ListeningTls(ILogger log, IPAddress address, int port);

    [LoggerMessage(2, LogLevel.Information, "MQTT client {Client} at {Remote} is closed with {Reason}: {Message}")]
    public static partial void Fault(ILogger log, string client, EndPoint? remote, ReasonCode reason, string message);

    [LoggerMessage(3, LogLevel.Information, "MQTT connection from {Remote} is refused with {Reason}: {Message}")]
    public static partial void Refused(ILogger log, EndPoint? remote, ReasonCode reason, string message);

    [LoggerMessage(4, LogLevel.Information, "MQTT client {Client} at {Remote} is cut off: {Message}")]
    public static partial void CutOff(ILogger log, string client, EndPoint? remote, string message);

    [LoggerMessage(5, LogLevel.Error, "A publication of MQTT client {Client} could not be stored; its connection is closed and it will send it again.")]
    public static partial void NotStored(ILogger log, string client, Exception? failure);

    [LoggerMessage(6, LogLevel.Error, "MQTT client {Client} met a fault of the server.")]
    public static partial void ServerFault(ILogger log, string client, Exception fault);

    [LoggerMessage(7, LogLevel.Error, "One round of the MQTT server's sweep failed; the next one follows.")]
    public static partial void SweepFault(ILogger log, Exception fault);
}
