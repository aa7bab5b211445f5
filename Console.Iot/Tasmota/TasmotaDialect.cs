using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Tasmota;

/// <summary>Tasmota power plugs.</summary>
internal sealed class TasmotaDialect(EstateCalendar calendar) : IDialect
{
    public string Name => Dialects.Tasmota;

    public bool Claims(string topic) => TasmotaTopic.Of(topic) is not null;

    public DialectAnswer Decode(in DialectMessage message)
    {
        var topic = TasmotaTopic.Of(message.Topic)!;
        if (topic.Report == TasmotaReport.State)
        {
            return DialectAnswer.Nothing;
        }

        return DialectAnswer.Of(new WireReport(topic.Name)
        {
            Kind = DeviceKind.Power,
            Packet = topic.Report == TasmotaReport.Link
                ? TasmotaDecoder.DecodeLink(message.Payload.Span)
                : TasmotaDecoder.DecodeSensor(message.Payload.Span, calendar),
        });
    }
}
