using System.Collections.Immutable;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Iot.Tests.Simulation;

public sealed class LiveEstateTests
{
    private static readonly DateTimeOffset Start = MadeUp.Origin.AddDays(3).AddHours(9.3);

    private readonly LiveEstate _live = new(MadeUp.Estate, MadeUp.Origin, Start, ImmutableDictionary<int, ImmutableArray<Happening>>.Empty);

    [Fact]
    public void Advance_InAnySteps_SaysWhatTheRunsSay()
    {
        var end = Start.AddHours(7);
        var expected = MadeUp.Estate.Homes
            .SelectMany(h => MadeUp.Reports(Start.AddHours(-2), end, h).Select(r => (h.Number, Report: r)))
            .Where(r => r.Report.Delivered > Start && r.Report.Delivered <= end)
            .ToHashSet();

        var said = new List<(int, DeviceReport)>();
        for (var now = Start; now < end; now += TimeSpan.FromMinutes(13.7))
        {
            said.AddRange(_live.Advance(now < end ? now : end).Select(r => (r.Home.Number, r.Report)));
        }

        said.AddRange(_live.Advance(end).Select(r => (r.Home.Number, r.Report)));
        Assert.Equal(expected.Count, said.Count);
        Assert.Equal(expected, said.ToHashSet());
    }

    [Fact]
    public void Advance_SaysThingsInTheOrderOfLeaving()
    {
        var leaves = _live.Advance(Start.AddHours(5)).Select(r => r.Report.Delivered).ToList();

        Assert.Equal(leaves.Order(), leaves);
    }

    [Fact]
    public void Advance_GatewayThatCollects_BringsItsHoursTogether()
    {
        var collecting = MadeUp.Estate.Homes.First(h => h.UploadEvery is not null);

        var batch = _live.Advance(Start.AddHours(4)).Where(r => r.Home == collecting).GroupBy(r => r.Report.Delivered).Last();

        Assert.True(batch.Count() > 3);
        Assert.True(batch.Max(r => r.Report.Made) - batch.Min(r => r.Report.Made) > TimeSpan.FromMinutes(45));
    }

    [Fact]
    public void Change_CollapseWhileLive_RegistersStandWhereTheyWere()
    {
        var home = MadeUp.Estate.Homes[0];
        var before = _live.Advance(Start.AddHours(2)).Last(r => r.Home == home && r.Report.Measure == Measure.TotalLitres).Report;

        _live.Change(home, all => all.Add(new Happening(HappeningKind.Collapse, Start.AddHours(2))));

        var after = _live.Advance(Start.AddHours(20)).Where(r => r.Home == home && r.Report.Measure == Measure.TotalLitres).Select(r => r.Report).ToList();
        Assert.True(after[0].Value >= before.Value);
        Assert.All(after, r => Assert.Equal(after[0].Value, r.Value));
        Assert.Equal(before.Sequence + 1, after[0].Sequence);
    }

    [Fact]
    public void Change_EndOfABacklog_BringsAllThatWasHeldBackOnce()
    {
        var home = MadeUp.Estate.Homes[1];
        var cut = new Happening(HappeningKind.Backlog, Start.AddHours(-6));
        var live = new LiveEstate(MadeUp.Estate, MadeUp.Origin, Start, ImmutableDictionary<int, ImmutableArray<Happening>>.Empty.Add(1, [cut]));
        Assert.DoesNotContain(live.Advance(Start.AddHours(1)), r => r.Home == home);

        var end = Start.AddHours(1).AddSeconds(1);
        live.Change(home, all => all.Replace(cut, cut with { Until = end }));

        var said = live.Advance(Start.AddHours(3)).Where(r => r.Home == home).Select(r => r.Report).ToList();
        Assert.Equal(MadeUp.Reports(Start.AddHours(-6).AddTicks(-1), Start.AddHours(3), home).Select(r => (r.Made, r.Value)), said.Select(r => (r.Made, r.Value)));
    }
}
