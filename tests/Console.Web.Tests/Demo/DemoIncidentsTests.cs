using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Simulation;
using CommunityConsole.Web.Demo;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Web.Tests.Demo;

public sealed class DemoIncidentsTests : IDisposable
{
    private static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("demo-").FullName;
    private readonly FakeTimeProvider _time = new(Start);
    private readonly DemoFile _file;
    private readonly DemoStage _stage;
    private readonly DemoIncidents _incidents;

    public DemoIncidentsTests()
    {
        _file = new DemoFile(_folder);
        _stage = new DemoStage(_file);
        _incidents = new DemoIncidents(_stage, _time);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Trigger_WhileTheDemoIsOff_IsRefused() =>
        Assert.IsType<DemoIsOff>(_incidents.Trigger(DemoIncidentKind.Sos, "demo").Problem);

    [Theory]
    [InlineData(DemoIncidentKind.Sos, Measure.Sos)]
    [InlineData(DemoIncidentKind.LeakingTap, Measure.Alarm)]
    [InlineData(DemoIncidentKind.FlatBattery, Measure.Battery)]
    [InlineData(DemoIncidentKind.StaffVisit, Measure.Lock)]
    public void Trigger_ThatADeviceReports_IsSaidWithinAMinute(DemoIncidentKind kind, Measure measure)
    {
        Open();
        _stage.Take(_time.GetUtcNow());

        var incident = _incidents.Trigger(kind, "demo").Value;

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(_stage.Take(_time.GetUtcNow()), r => r.Home.Id == incident.Home && r.Report.Measure == measure);
    }

    [Fact]
    public void Trigger_Collapse_BringsTheHoursThatWereHeldBack()
    {
        var home = Open(record => new DemoWorld(record, "demo", Calendar).Main.Homes[4]);
        Assert.DoesNotContain(_stage.Take(_time.GetUtcNow()), r => r.Home.Id == home.Id);

        Assert.Equal(home.Id, _incidents.Trigger(DemoIncidentKind.Collapse, "demo").Value.Home);

        _time.Advance(TimeSpan.FromSeconds(10));
        var uploaded = _stage.Take(_time.GetUtcNow()).Where(r => r.Home.Id == home.Id).Select(r => r.Report).ToList();
        Assert.True(uploaded.Max(r => r.Made) - uploaded.Min(r => r.Made) > TimeSpan.FromHours(15));
        var litres = uploaded.Where(r => r.Measure == Measure.TotalLitres && r.Made > Start.AddHours(-19)).Select(r => r.Value).Distinct();
        Assert.Single(litres);
        Assert.IsType<NoHomeLeft>(_incidents.Trigger(DemoIncidentKind.Collapse, "demo").Problem);
    }

    [Fact]
    public void Trigger_SilentDevice_BreaksItsLinkAndSilencesIt()
    {
        Open();

        var incident = _incidents.Trigger(DemoIncidentKind.SilentDevice, "demo").Value;

        var broken = Assert.Single(_stage.TakeBroken());
        Assert.Equal(incident.Home, broken.Home.Id);
        Assert.Empty(_stage.TakeBroken());
        _time.Advance(TimeSpan.FromHours(2));
        Assert.DoesNotContain(_stage.Take(_time.GetUtcNow()), r => r.Home.Id == incident.Home && r.Report.Device == broken.Device);
    }

    [Fact]
    public void Trigger_Twice_ChoosesTwoHomes()
    {
        Open();

        Assert.NotEqual(_incidents.Trigger(DemoIncidentKind.Sos, "demo").Value.Home, _incidents.Trigger(DemoIncidentKind.Sos, "demo").Value.Home);
    }

    [Fact]
    public async Task Trigger_InOneCommunity_IsNotToldInTheOther()
    {
        Open();
        var own = _incidents.Trigger(DemoIncidentKind.LeakingTap, "demo").Value;
        var neighbours = _incidents.Trigger(DemoIncidentKind.LeakingTap, "heping").Value;

        Assert.Equal(("demo", "heping"), (own.Home.Community, neighbours.Home.Community));
        Assert.Equal(own, Assert.Single(await ToldAsync("demo")));
        Assert.Equal(neighbours, Assert.Single(await ToldAsync("heping")));
        Assert.IsType<DemoIsOff>(_incidents.Trigger(DemoIncidentKind.Sos, "elsewhere").Problem);
    }

    [Fact]
    public void Open_FromTheFileOfAnEarlierRun_GoesOnAfterWhatWasDelivered()
    {
        Open();
        _incidents.Trigger(DemoIncidentKind.LeakingTap, "demo");
        _time.Advance(TimeSpan.FromHours(1));
        var first = _stage.Take(_time.GetUtcNow());
        _stage.Delivered(_time.GetUtcNow());
        _stage.Save();

        var again = new DemoStage(_file);
        var record = _file.Read()!;
        again.Open(new DemoWorld(record, "demo", Calendar), record);

        var next = again.Take(_time.GetUtcNow().AddHours(1));
        Assert.NotEmpty(next);
        Assert.Empty(next.Select(r => (r.Home.Id, r.Report)).Intersect(first.Select(r => (r.Home.Id, r.Report))));

        // Homes that speak in the same second speak in any order.
        Assert.Equal(
            _stage.Take(_time.GetUtcNow().AddHours(1)).Select(r => (r.Home.Id, r.Report)).ToHashSet(),
            next.Select(r => (r.Home.Id, r.Report)).ToHashSet());
    }

    private async Task<IReadOnlyList<DemoIncident>> ToldAsync(string community)
    {
        await using var told = _incidents.WatchAsync(community, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await told.MoveNextAsync());
        return told.Current;
    }

    // With a choice, that home is cut off since twenty hours and its resident lies helpless since soon after.
    private SimulatedHome Open(Func<DemoRecord, SimulatedHome>? cutOff = null)
    {
        var record = new DemoRecord(7, 60, Start.AddDays(-3), Start);
        var home = cutOff?.Invoke(record);
        if (home is not null)
        {
            record = record with
            {
                Happenings = record.Happenings.Add(home.Id.ToString(), [new Happening(HappeningKind.Collapse, Start.AddHours(-19.5)), new Happening(HappeningKind.Backlog, Start.AddHours(-20))]),
            };
        }

        _stage.Open(new DemoWorld(record, "demo", Calendar), record);
        return home ?? _stage.World!.Main.Homes[0];
    }
}
