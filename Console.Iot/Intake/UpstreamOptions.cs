using System.ComponentModel.DataAnnotations;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Iot.Mqtt.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Intake;

/// <summary>An outside broker whose devices are heard too.</summary>
public sealed class UpstreamOptions
{
    public const string Section = "Mqtt:Upstream";

    /// <summary>Its name or address; empty for none.</summary>
    public string Host { get; set; } = "";

    [Range(1, 65_535)]
    public int Port { get; set; } = 1883;

    /// <summary>Encrypted, and the broker has to prove its name.</summary>
    public bool Tls { get; set; }

    /// <summary>A PEM file with the broker's own authority; those of the machine where it is empty.</summary>
    public string AuthorityFile { get; set; } = "";

    public string UserName { get; set; } = "";

    /// <summary>From the environment: <c>Mqtt__Upstream__Password</c>.</summary>
    public string Password { get; set; } = "";

    /// <summary>Whether the password proves itself by SCRAM-SHA-256 instead of travelling; the broker must speak it.</summary>
    public bool Scram { get; set; }

    /// <summary>The session at the broker. Two programs with one id throw each other out; <c>community-console-{community}</c> where it is empty.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>What to subscribe to, QoS 1. A list, or one value with commas.</summary>
    public IReadOnlyList<string> Filters { get; internal set; } = [];

    /// <summary>Programs with the same group share the messages; empty for alone.</summary>
    public string ShareGroup { get; set; } = "";

    /// <summary>How long the broker keeps messages for us while we are away.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan SessionExpiry { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The longest pause before another attempt; the first is a second, then each twice as long, half of it chance.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Reads the list of filters and checks what a range cannot say; a wrong value stops the start and names its key.</summary>
internal sealed class UpstreamCheck(IConfiguration configuration) : IPostConfigureOptions<UpstreamOptions>, IValidateOptions<UpstreamOptions>
{
    public void PostConfigure(string? name, UpstreamOptions options)
    {
        var filters = configuration.GetSection(UpstreamOptions.Section).GetSection(nameof(UpstreamOptions.Filters));
        options.Filters = filters.Value is { Length: > 0 } line
            ? line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. filters.GetChildren().Select(one => one.Value).OfType<string>()];
        options.ClientId = options.ClientId.Length > 0 ? options.ClientId : $"community-console-{configuration["Community:Id"] ?? "demo"}";
    }

    public ValidateOptionsResult Validate(string? name, UpstreamOptions options)
    {
        if (options.Host.Length == 0)
        {
            return ValidateOptionsResult.Success;
        }

        var wrong = options.Filters.Where(filter => !TopicRules.IsFilter(filter)).Select(filter => $"Mqtt:Upstream:Filters '{filter}' is not a topic filter.").ToList();
        if (options.Filters.Count == 0)
        {
            wrong.Add("Mqtt:Upstream:Filters names nothing to subscribe to.");
        }

        if (options.ShareGroup.AsSpan().IndexOfAny("/#+") >= 0)
        {
            wrong.Add($"Mqtt:Upstream:ShareGroup '{options.ShareGroup}' holds a separator or a wildcard.");
        }

        if (options.AuthorityFile.Length > 0 && !File.Exists(options.AuthorityFile))
        {
            wrong.Add($"Mqtt:Upstream:AuthorityFile '{options.AuthorityFile}' is not there.");
        }

        if (options.Scram && (options.UserName.Length == 0 || !ScramClient.Takes(options.Password)))
        {
            wrong.Add("Mqtt:Upstream:Scram needs Mqtt:Upstream:UserName and a Mqtt:Upstream:Password of printable ASCII letters.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
