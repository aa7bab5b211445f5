using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Zigbee2Mqtt;

/// <summary>Devices behind Zigbee2MQTT.</summary>
internal sealed class Zigbee2MqttDialect(EstateCalendar calendar) : IDialect
{
    public string Name => Dialects.Zigbee2Mqtt;

    public bool Claims(string topic) => Zigbee2MqttTopic.Of(topic) is not null;

    public bool IsTalk(string topic) => Zigbee2MqttTopic.Of(topic) is { Report: Zigbee2MqttReport.Other };

    public DialectAnswer Decode(in DialectMessage message)
    {
        var topic = Zigbee2MqttTopic.Of(message.Topic)!;
        return topic.Report switch
        {
            Zigbee2MqttReport.Other => DialectAnswer.Nothing,
            Zigbee2MqttReport.Availability => DialectAnswer.Of(
                new WireReport(topic.Name) { Packet = Zigbee2MqttDecoder.DecodeAvailability(message.Payload.Span) }),
            _ => DialectAnswer.Of(Zigbee2MqttDecoder.DecodeState(topic.Name, message.Payload.Span, calendar)),
        };
    }
}
