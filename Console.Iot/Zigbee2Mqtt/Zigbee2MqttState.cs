namespace CommunityConsole.Iot.Zigbee2Mqtt;

/// <summary>The attributes of a state message that mean something here; null where the message does not carry them.</summary>
internal struct Zigbee2MqttState
{
    /// <summary>True for unlocked; null also for <c>not_fully_locked</c>, which is neither.</summary>
    internal bool? Unlocked { get; set; }

    internal string? Action { get; set; }

    internal string? ActionSource { get; set; }

    /// <summary>True when the contact is open (<c>"contact": false</c>).</summary>
    internal bool? Open { get; set; }

    internal bool? Tamper { get; set; }

    internal bool? Leak { get; set; }
}
