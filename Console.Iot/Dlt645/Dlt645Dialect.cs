using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Dlt645;

/// <summary>
/// Power meters of DL/T 645 behind a gateway: <c>dlt645/{gateway}</c> with
/// <c>{"addr":"202211000123","fwd_active_kwh":412.03,"p_kw":0.064,"ts":"2026-11-22 08:15:00"}</c>, the estate's local time. The meter's
/// register has two decimals of a kilowatt-hour, so its step is 10 Wh.
/// </summary>
internal sealed class Dlt645Dialect(EstateCalendar calendar) : IDialect
{
    private const int AddressDigits = 12;

    public string Name => Dialects.Dlt645;

    public bool Claims(string topic) => topic.StartsWith("dlt645/", StringComparison.Ordinal);

    public DialectAnswer Decode(in DialectMessage message) => MeterGateway.Read(message, calendar, AddressDigits, unit: 1000, static _ => DeviceKind.Power);
}
