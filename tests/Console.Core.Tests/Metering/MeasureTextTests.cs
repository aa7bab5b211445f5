using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Metering;

public sealed class MeasureTextTests
{
    [Theory]
    [InlineData("total_l", "128457", Measure.TotalLitres, 128457)]
    [InlineData("total_wh", "-1", Measure.TotalWattHours, -1)]
    [InlineData("power_w", "64.5", Measure.PowerWatts, 65)]
    [InlineData("use_l", "0.4", Measure.UseLitres, 0)]
    [InlineData("use_wh", "1e3", Measure.UseWattHours, 1000)]
    [InlineData("battery", "78", Measure.Battery, 78)]
    [InlineData("sos", "1", Measure.Sos, 1)]
    [InlineData("link", "online", Measure.Link, 1)]
    [InlineData("link", "offline", Measure.Link, 0)]
    [InlineData("alarm", "duress", Measure.Alarm, 1)]
    [InlineData("alarm", "left_open", Measure.Alarm, 7)]
    [InlineData("door", "open", Measure.Door, 1)]
    [InlineData("door", "closed:outside", Measure.Door, 32)]
    [InlineData("lock", "locked", Measure.Lock, 0)]
    [InlineData("lock", "unlocked:outside:finger", Measure.Lock, 1 + 32 + 512)]
    [InlineData("lock", "unlocked:staff", Measure.Lock, 1 + (6 * 256))]
    public void Read_KnownText_GivesTheValue(string name, string text, Measure measure, long value)
    {
        Assert.True(MeasureText.TryMeasure(name, out var foundMeasure));
        Assert.True(MeasureText.TryValue(foundMeasure, text, out var foundValue));

        Assert.Equal((measure, value), (foundMeasure, foundValue));
    }

    [Theory]
    [InlineData(Measure.TotalLitres, "")]
    [InlineData(Measure.TotalLitres, "12x")]
    [InlineData(Measure.TotalLitres, "NaN")]
    [InlineData(Measure.TotalLitres, "1e400")]
    [InlineData(Measure.TotalLitres, "99999999999999999999")]
    [InlineData(Measure.Link, "Online")]
    [InlineData(Measure.Alarm, "fire")]
    [InlineData(Measure.Door, "open:finger")]
    [InlineData(Measure.Door, "open:inside:outside")]
    [InlineData(Measure.Door, "ajar")]
    [InlineData(Measure.Lock, "unlocked:")]
    [InlineData(Measure.Lock, "unlocked:inside:outside")]
    [InlineData(Measure.Lock, "unlocked:finger:key")]
    [InlineData(Measure.Lock, "open")]
    public void Read_OtherText_IsRefused(Measure measure, string text) =>
        Assert.False(MeasureText.TryValue(measure, text, out _));

    [Fact]
    public void Read_OverlongText_IsRefused() =>
        Assert.False(MeasureText.TryValue(Measure.Lock, new string('9', 10_000), out _) || MeasureText.TryMeasure(new string('x', 10_000), out _));

    [Fact]
    public void Write_AnyValue_ReadsBackTheSame()
    {
        var locks = from unlocked in new[] { true, false } from side in Enum.GetValues<DoorSide>() from method in Enum.GetValues<LockMethod>() select (Measure.Lock, new LockReport(unlocked, side, method).Packed);
        var doors = from open in new[] { true, false } from side in Enum.GetValues<DoorSide>() select (Measure.Door, new DoorReport(open, side).Packed);
        var alarms = Enum.GetValues<DeviceAlarm>().Select(a => (Measure.Alarm, (long)a));

        foreach (var (measure, value) in locks.Concat(doors).Concat(alarms).Append((Measure.Link, 0)).Append((Measure.TotalLitres, -5)))
        {
            var text = MeasureText.Value(measure, value);
            Assert.True(MeasureText.TryValue(measure, text, out var back), text);
            Assert.Equal(value, back);
        }
    }

    [Fact]
    public void Name_EveryMeasure_ReadsBackTheSame()
    {
        foreach (var measure in Enum.GetValues<Measure>())
        {
            Assert.True(MeasureText.TryMeasure(MeasureText.Name(measure), out var back));
            Assert.Equal(measure, back);
        }
    }
}
