using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Cjt188;

/// <summary>
/// Water meters of CJ/T 188 behind a gateway: <c>cjt188/{gateway}</c> with
/// <c>{"addr":"00202307160177","type":"10","di":"901F","total_m3":128.45,"ts":1795305600}</c>, time in Unix seconds. Types 10H to
/// 13H are water meters (cold, hot, drinking, reclaimed); the data identifier of "current metering data" is 901F, written
/// 1F90 where the editions of 2004 and 2018 differ in the order of its bytes.
/// </summary>
internal sealed class Cjt188Dialect(EstateCalendar calendar) : IDialect
{
    private const int AddressDigits = 14;

    public string Name => Dialects.Cjt188;

    public bool Claims(string topic) => topic.StartsWith("cjt188/", StringComparison.Ordinal);

    public DialectAnswer Decode(in DialectMessage message) => MeterGateway.Read(message, calendar, AddressDigits, unit: 1000, Family);

    // Heat and gas meters share the protocol, and frozen data of past months the message.
    private static DeviceKind? Family(JsonElement meter) =>
        meter.Get("type").Text() is null or "10" or "11" or "12" or "13" && meter.Get("di").Text()?.ToUpperInvariant() is null or "901F" or "1F90"
            ? DeviceKind.Water
            : null;
}
