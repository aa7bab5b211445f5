using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Governance;

/// <summary>The figures of repairs against counts made by hand.</summary>
public sealed class RepairFiguresTests
{
    private static readonly FigureSpan Span = new(Noon.AddDays(-1), Noon.AddDays(30));

    [Fact]
    public void Shares_CountWhatWasPromised_AndARefusalIsNeverResolved()
    {
        Repair[] repairs =
        [
            Fixed(1, acceptedAfter: 0.5, doneAfter: 5, rating: 5),       // all in time
            Fixed(2, acceptedAfter: 3, doneAfter: 30, rating: 2),        // late in both
            Objected(3),                                                 // done in time, but not fixed
            Open(4, Noon.AddDays(20)),                                   // not due yet
            Open(5, Noon),                                               // long due
            New(6).Refuse("不归我们", "找供水公司", Zhou, Noon.AddHours(1)).Value,
            New(7).Merge(new RepairId(1), Zhou, Noon.AddHours(1)).Value, // counted where it was merged
        ];

        var figures = RepairFigures.Of(repairs, Span, Noon.AddDays(20).AddHours(1));

        Assert.Equal(6, figures.All.Reported);
        Assert.Equal(new CountedShare(2, 4), figures.All.Responded);     // 1 and 3 of 1, 2, 3, 5
        Assert.Equal(new CountedShare(1, 4), figures.All.Resolved);      // 1 of 1, 2, 3, 5
        Assert.Equal(new CountedShare(1, 2), figures.All.Satisfied);
        Assert.Equal(new CountedShare(1, 3), figures.All.Reopened);
        Assert.Equal(new CountedShare(1, 6), figures.All.Refused);
        Assert.Equal(5, figures.All.MedianHours);
    }

    [Fact]
    public void HoursIn_AddUpToTheWholeCourse()
    {
        var repair = Fixed(1, acceptedAfter: 2, doneAfter: 9, rating: null);

        var figures = RepairGroupFigures.Of("", [repair], Noon.AddDays(2));

        Assert.Equal(9, figures.HoursIn.Values.Sum(), 6);
        Assert.Equal(2, figures.HoursIn[RepairState.Assigned], 6);
    }

    [Fact]
    public void Repeats_AreWhatBrokeTwiceAtOneThingOrBuilding()
    {
        var figures = RepairFigures.Of([Fixed(1, 1, 2, null), Fixed(2, 1, 2, null), Fixed(3, 1, 2, null) with { Building = "9" }], Span, Noon.AddDays(3));

        var repeat = Assert.Single(figures.Repeats);
        Assert.Equal((ServiceCodes.Water, "7"), (repeat.Cause.Service, repeat.Cause.Place));
        Assert.Equal([2, 1], repeat.Repairs.Select(id => id.Value));
    }

    [Fact]
    public void Repeats_AnAssetIsNotTheBuildingWithTheSameId()
    {
        Repair[] ofThing = [Fixed(1, 1, 2, null) with { Asset = "7" }, Fixed(2, 1, 2, null) with { Asset = "7" }];

        var figures = RepairFigures.Of([.. ofThing, Fixed(3, 1, 2, null), Fixed(4, 1, 2, null), Fixed(5, 1, 2, null)], Span, Noon.AddDays(3));

        Assert.Equal([("7", false, 3), ("7", true, 2)], figures.Repeats.Select(repeat => (repeat.Cause.Place, repeat.Cause.IsAsset, repeat.Repairs.Count)));
    }

    [Fact]
    public async Task Look_IsForThoseWhoWorkHere()
    {
        await using var room = new RepairRoom();
        await room.ReportAsync();
        var desk = new RepairNumbersDesk(room.Stores.Repairs, new(TimeZoneInfo.Utc), room.Time);

        foreach (var role in Enum.GetValues<Role>())
        {
            var result = await desk.ReportAsync(30, new Actor(new StaffId("x"), "x", role, "demo"), default);
            Assert.Equal(role != Role.Resident, result.Succeeded);
            Assert.Equal(role != Role.Resident, (await desk.ListStepsAsync(30, new Actor(new StaffId("x"), "x", role, "demo"), default)).Succeeded);
        }

        Assert.Equal(0, (await desk.ReportAsync(30, Zhou with { Community = "neighbour" }, default)).Value.All.Reported);
    }

    private static Repair New(int id) => Repair.Report(Leak, Zheng, new RepairReporter(1, Zheng.Id, "", Noon), Noon) with { Id = new RepairId(id) };

    private static Repair Open(int id, DateTimeOffset at)
    {
        var repair = Repair.Report(Leak, Zheng, new RepairReporter(1, Zheng.Id, "", at), at) with { Id = new RepairId(id) };
        return repair.Triage(new RepairTriage(ServiceCodes.Water, SiteKind.Home), Zhou, at).Value.Assign(RepairUnits.PropertyEngineering, null, at.AddHours(24), Zhou, at).Value;
    }

    // Promised within 24 hours: an answer is wanted within 2.4.
    private static Repair Fixed(int id, double acceptedAfter, double doneAfter, int? rating)
    {
        var accepted = Open(id, Noon).Accept(Ma, Noon.AddHours(acceptedAfter)).Value.Start(Ma, Noon.AddHours(acceptedAfter)).Value;
        var done = accepted.Finish("好了", [], Ma, Noon.AddHours(doneAfter)).Value;
        return rating is { } stars ? done.Rate(done.Reporters[0], stars, "", Zheng, Noon.AddHours(doneAfter + 1)).Value : done;
    }

    private static Repair Objected(int id) => Fixed(id, 1, 4, null).NotFixed("没好", [], Zheng, Noon.AddHours(6)).Value;
}
