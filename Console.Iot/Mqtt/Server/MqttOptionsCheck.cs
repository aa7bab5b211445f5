using System.Net;
using CommunityConsole.Iot.Mqtt.Wire;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Checks what a range cannot say; a wrong value stops the start and names its key.</summary>
internal sealed class MqttOptionsCheck : IValidateOptions<MqttOptions>
{
    public ValidateOptionsResult Validate(string? name, MqttOptions options)
    {
        var wrong = new List<string>();
        if (!IPAddress.TryParse(options.Address, out _))
        {
            wrong.Add($"Mqtt:Address '{options.Address}' is not an IP address.");
        }

        wrong.AddRange(options.PlainTopics.Where(f => !TopicRules.IsFilter(f)).Select(f => $"Mqtt:PlainTopics '{f}' is not a topic filter."));
        wrong.AddRange(options.RefuseSubscriptions.Where(f => !TopicRules.IsFilter(f)).Select(f => $"Mqtt:RefuseSubscriptions '{f}' is not a topic filter."));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
