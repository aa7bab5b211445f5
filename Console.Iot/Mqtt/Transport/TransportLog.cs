using Microsoft.Extensions.Logging;

namespace CommunityConsole.Iot.Mqtt.Transport;

internal static partial class TransportLog
{
    [LoggerMessage(21, LogLevel.Information, "The MQTT certificate {File} is read; it ends on {Ends:yyyy-MM-dd}.")]
    public static partial void CertificateRead(ILogger log, string file, DateTime ends);

    [LoggerMessage(22, LogLevel.Error, "The MQTT certificate {File} cannot be read; the one before stays in use.")]
    public static partial void CertificateNotRead(ILogger log, Exception fault, string file);

    [LoggerMessage(23, LogLevel.Warning, "MQTT passwords travel in clear text: Mqtt:TlsPort is not set, and the listener takes connections from other machines.")]
    public static partial void ClearText(ILogger log);
}
