using System.Globalization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Metering;

/// <summary>Why a packet goes to the quarantine.</summary>
public sealed record PacketProblem(string Code, Sentence Message) : Problem(Code, Message);

/// <summary>The reasons for the quarantine; each code also names a counter.</summary>
public static class PacketProblems
{
    public static PacketProblem UnknownTopic { get; } = new("packet.topic",
        new("主题不属于任何已知的设备协议。", "The topic belongs to no device dialect known here."));

    public static PacketProblem UnknownCommunity { get; } = new("packet.community",
        new("主题中的社区不是本系统的社区。", "The community in the topic is not one of this installation."));

    public static PacketProblem OtherCommunity { get; } = new("packet.foreign",
        new("发送者的账号属于另一个社区，不能替这台设备发送。", "The sender's login belongs to another community and may not speak for this device."));

    public static PacketProblem Replayed { get; } = new("packet.replay",
        new("求助消息的序号或时间早已过去，视为重放，没有呼叫任何人。", "This call for help has a number or a time that is long past: it is taken as a replay, and nobody is called."));

    public static PacketProblem UnknownDevice { get; } = new("packet.device",
        new("未知设备：请先在设备页登记，或打开自动登记。", "Unknown device: register it on the devices page, or switch auto-registration on."));

    public static PacketProblem WrongId { get; } = new("packet.id",
        new("主题中的编号只能用字母、数字、“_”和“-”，最长 64 个字符。", "An id in the topic may hold letters, digits, _ and - only, at most 64 characters."));

    public static PacketProblem WrongAddress { get; } = new("packet.address",
        new("表计地址缺失，或位数与该协议不符。", "The meter's address is missing, or has not the digits of its protocol."));

    public static PacketProblem NotJson { get; } = new("packet.json",
        new("内容不是有效的 JSON 对象。", "The payload is not a valid JSON object."));

    public static PacketProblem WrongTime { get; } = new("packet.time",
        new("时间既不是 ISO 8601 也不是毫秒时间戳。", "The time is neither ISO 8601 nor Unix milliseconds."));

    public static PacketProblem NoMeasure { get; } = new("packet.empty",
        new("内容中没有任何测量值。", "The payload carries no measure."));

    public static PacketProblem TooLarge { get; } = new("packet.size",
        new("内容超过设备消息的上限。", "The payload is larger than a device's packet may be."));

    public static PacketProblem NoSender { get; } = new("packet.sender",
        new("该协议靠设备的账号辨认设备，而这条消息没有账号。", "This dialect knows a device by its credential, and the message came without one."));

    public static PacketProblem NotProtobuf { get; } = new("packet.protobuf",
        new("内容不是有效的 Sparkplug B 消息。", "The payload is not a valid Sparkplug B message."));

    public static PacketProblem UnknownAlias { get; } = new("packet.alias",
        new("消息中的别名没有在出生消息里定义；已请求网关重新发送。", "The message uses an alias no birth defined; the gateway was asked for a new birth."));

    public static PacketProblem UnknownTemplate { get; } = new("packet.template",
        new("发现消息中的模板不在支持范围内。", "The discovery uses a template that is not supported."));

    public static PacketProblem TooManyRemembered { get; } = new("packet.many",
        new("发现或出生消息过多，超出可记住的数量。", "There are more discoveries or births than are remembered."));

    public static PacketProblem Fault { get; } = new("packet.fault",
        new("处理该消息时程序出错，消息已保留。", "The program failed on this packet; the packet is kept."));

    public static PacketProblem WrongClock { get; } = new("packet.clock",
        new("设备时钟错误：其数据按接收时间保存并加标记。", "The device's clock is wrong: its readings are stored with the time of receipt, and marked."));

    public static PacketProblem WrongValue(Measure measure) => new("packet.value",
        new($"“{MeasureText.Name(measure)}”的值无法识别。", $"The value of {MeasureText.Name(measure)} is not understood."));

    public static PacketProblem WrongField(string name) => new("packet.value",
        new($"字段“{name}”的值无法识别。", $"The value of the field {name} is not understood."));

    public static PacketProblem Absurd(Measure measure, long value) => new("packet.absurd",
        new($"“{MeasureText.Name(measure)}”的值 {Number(value)} 超出该类设备的可能范围。", $"{MeasureText.Name(measure)} = {Number(value)} is beyond what such a device can mean."));

    public static PacketProblem RegisterWentBack(Measure measure, long before, long now) => new("packet.back",
        new($"累计读数倒退：“{MeasureText.Name(measure)}”由 {Number(before)} 变为 {Number(now)}；若随后持续上升，将视为换表或清零。",
            $"The register went back: {MeasureText.Name(measure)} from {Number(before)} to {Number(now)}; if it climbs from there it is taken as a reset."));

    public static PacketProblem RegisterJumped(Measure measure, long before, long now) => new("packet.jump",
        new($"累计读数跳变：“{MeasureText.Name(measure)}”由 {Number(before)} 变为 {Number(now)}，超过该表的最大流量。",
            $"The register jumped: {MeasureText.Name(measure)} from {Number(before)} to {Number(now)}, more than the meter can pass."));

    public static PacketProblem OtherUnit(Measure measure, long before, long now) => new("packet.unit",
        new($"累计读数疑似换了单位：“{MeasureText.Name(measure)}”由 {Number(before)} 变为 {Number(now)}，约为千分之一；请核对表计或网关的单位设置。",
            $"The register seems to have changed its unit: {MeasureText.Name(measure)} from {Number(before)} to {Number(now)}, about a thousandth; check the unit set in the meter or gateway."));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
