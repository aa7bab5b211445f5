using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>The words in which meters say how they are: <c>OK</c>, <c>LEAKING</c>, <c>DRY REVERSED</c>.</summary>
internal static class StatusWords
{
    private static readonly (string Word, DeviceAlarm Alarm)[] Words =
    [
        ("leak", DeviceAlarm.Leak),
        ("burst", DeviceAlarm.Burst),
        ("dry", DeviceAlarm.Dry),
        ("empty", DeviceAlarm.Dry),
        ("revers", DeviceAlarm.Backflow),
        ("backflow", DeviceAlarm.Backflow),
        ("tamper", DeviceAlarm.Tamper),
    ];

    /// <summary>Tells every alarm of a meter, those that are named as on.</summary>
    internal static void Read(string text, ref RepeatedState state)
    {
        foreach (var (word, alarm) in Words)
        {
            var named = text.Contains(word, StringComparison.OrdinalIgnoreCase);
            if (named || (state.AlarmsOn & RepeatedState.Bit(alarm)) == 0)
            {
                state.Say(alarm, named);
            }
        }
    }
}
