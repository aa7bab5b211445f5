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
        if (options.TlsPort is not null && options.Certificate is null)
        {
            wrong.Add("Mqtt:TlsPort needs a certificate: set Mqtt:Certificate.");
        }

        var files = new[] { ("Certificate", options.Certificate), ("CertificateKey", options.CertificateKey), ("ClientAuthority", options.ClientAuthority) };
        wrong.AddRange(files.Where(f => f.Item2 is not null && !File.Exists(f.Item2)).Select(f => $"Mqtt:{f.Item1}: there is no file '{f.Item2}'."));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
