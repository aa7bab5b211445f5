using System.Globalization;
using System.Text;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Intake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Tests.Foreign;

/// <summary>All foreign dialects as the program puts them together, with a message's meaning written as text.</summary>
internal sealed class Speaker
{
    internal static readonly DateTimeOffset Received = new(2026, 11, 22, 0, 15, 0, TimeSpan.Zero);

    private readonly ForeignDialects _dialects;

    internal Speaker(params MappingOptions[] mappings)
    {
        var services = new ServiceCollection();
        services.AddOptions<DevicesOptions>().Configure(options => mappings.ToList().ForEach(options.Mappings.Add));
        services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        services.AddDialects();
        _dialects = services.BuildServiceProvider().GetRequiredService<ForeignDialects>();
    }

    internal DialectAnswer Hear(string topic, ReadOnlyMemory<byte> payload, string? sender = null) =>
        _dialects.Find(new DialectMessage(topic, payload, Received) { Sender = sender }) is { } found
            ? found.Dialect.Decode(found.Message)
            : DialectAnswer.Refused(PacketProblems.UnknownTopic);

    /// <summary>What a message says, a line for each report: <c>name @time #sequence measure=value ... !problem</c>.</summary>
    internal string[] Say(string topic, string payload, string? sender = null) => Lines(Hear(topic, Encoding.UTF8.GetBytes(payload), sender));

    internal void Recall(string topic, ReadOnlyMemory<byte> payload) => _dialects.Recall(new RememberedMessage(topic, payload, Received));

    internal static string[] Lines(DialectAnswer answer) =>
    [
        .. answer.Reports.Select(Line),
        .. answer.Problem is { } problem ? new[] { $"!{problem.Code}" } : [],
    ];

    private static string Line(WireReport report)
    {
        var text = new StringBuilder(report.WireName);
        var packet = report.Packet;
        if (report.KindHeard() is var kind and not DeviceKind.Unknown)
        {
            text.Append(CultureInfo.InvariantCulture, $" ({kind})");
        }

        Append(text, " in ", report.Home);
        Append(text, " @", packet.At?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Append(text, " #", packet.Sequence);
        foreach (var (measure, value) in packet.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $" {MeasureText.Name(measure)}={MeasureText.Value(measure, value)}");
        }

        Append(text, " is ", report.State.Unlocked switch { true => "unlocked", false => "locked", _ => null });
        Append(text, " is ", report.State.Open switch { true => "open", false => "closed", _ => null });
        Append(text, " turned ", report.State.Turned is { } turned ? MeasureText.Value(Measure.Lock, turned.Packed) : null);
        Append(text, " slot ", report.State.Turned?.Slot);
        foreach (var alarm in Enum.GetValues<DeviceAlarm>().Where(alarm => (report.State.AlarmsOn & RepeatedState.Bit(alarm)) != 0))
        {
            text.Append(CultureInfo.InvariantCulture, $" {MeasureText.AlarmName(alarm)}!");
        }

        Append(text, " signal ", packet.Signal);
        Append(text, " every ", packet.PromisedInterval);
        Append(text, " ", packet.Historical ? "historical" : null);
        Append(text, " !", packet.Problem?.Code);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string before, object? value)
    {
        if (value is not null)
        {
            text.Append(before).Append(CultureInfo.InvariantCulture, $"{value}");
        }
    }
}
