using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Tests.Care;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Dispatch;

/// <summary>What the list knows of each person, from the roster, the visits and the profiles.</summary>
public sealed class GoerListTests : IAsyncLifetime
{
    private static readonly HomeId Far = new("demo", "9-101");

    private readonly Desks _desks = Desks.Fresh();

    private static CancellationToken Stop => CancellationToken.None;

    public async Task InitializeAsync()
    {
        var home = Registered with { Notes = HomeNotes.None with { Dialect = "上海话" } };
        await _desks.Homes.RegisterAsync(
            new HomeRegister(
                [new GridCell(Cell, "第一网格")],
                [new Building("demo", "b3", "3 号楼", Cell) { Latitude = 30.5, Longitude = 122.1 }, new Building("demo", "b9", "9 号楼", Cell) { Latitude = 30.509, Longitude = 122.1 }],
                [home, Registered with { Id = Far, Address = new Address("b9", "9 号楼", "1", "101") }]),
            Ma with { Role = Role.Administrator },
            Stop);
        await _desks.StartAsync();
    }

    public Task DisposeAsync() => _desks.DisposeAsync().AsTask();

    [Fact]
    public async Task Of_PeopleWithProfiles_SaysTheReasonsOfEach()
    {
        await _desks.Duty.PlanAsync(Team(Noon, Noon.AddHours(8)) with { Workers = [Lin.Id] }, 1, Ma, Stop);
        await WriteAsync(new StaffProfile(Lin.Id, "demo") { Languages = ["上海话"], Skills = ["急救员证"], PostBuilding = "b3", Keys = [Place] });
        await WriteAsync(new StaffProfile(He.Id, "demo") { PostCell = Cell });

        Assert.Equal(["林晓芸", "何书瑶", "罗雅琴", "马红", "周建国"], Names());
        Assert.Equal("在岗 · 空闲 · 同楼 · 有钥匙 · 会上海话", Of(Lin).Why.Zh);
        Assert.Equal("带班 · 空闲 · 同网格", Of(He).Why.Zh);
        Assert.Equal("不在岗 · 空闲 · 位置不明", Of(Zhou).Why.Zh);
        Assert.Equal("急救员证", _desks.Goers.Of(Place, null, true, Ma).Value.Single(goer => goer.Person.Id == Lin.Id).Skill);
    }

    [Fact]
    public async Task Of_SomebodyAtAnotherDoor_IsBusyThereAndLaterNearIt()
    {
        await WriteAsync(new StaffProfile(Lin.Id, "demo") { PostBuilding = "b3" });
        var visit = await AskAsync(Far, "repair:1");
        Assert.Equal(1, Of(Lin).Load);
        Assert.Equal(Nearness.SameBuilding, Of(Lin).Way.Nearness);   // not left yet

        await _desks.Dispatch.DepartAsync(visit, Lin, Stop);
        Assert.Equal(1001, Of(Lin).Way.Metres);
        await _desks.Dispatch.ArriveAsync(visit, Lin, Stop);
        await _desks.Dispatch.FinishAsync(visit, Lin, "", Stop);

        Assert.Equal((0, 1001), (Of(Lin).Load, Of(Lin).Way.Metres));
        _desks.Time.Advance(GoerPlaces.Holds);
        Assert.Equal(Nearness.SameBuilding, Of(Lin).Way.Nearness);   // thought to be back at the post
    }

    [Fact]
    public async Task Start_AfterARestart_RemembersTheLastDoor()
    {
        var visit = await AskAsync(Far, "repair:1");
        await _desks.Dispatch.DepartAsync(visit, Lin, Stop);
        await _desks.Dispatch.ArriveAsync(visit, Lin, Stop);
        await _desks.Dispatch.FinishAsync(visit, Lin, "", Stop);

        await using var again = new Desks(_desks.Stores);
        await again.StartAsync();
        again.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1001, again.Goers.Of(Place, null, false, Ma).Value.Single(goer => goer.Person.Id == Lin.Id).Way.Metres);
    }

    [Fact]
    public async Task Of_TheVisitItself_IsNoLoad()
    {
        var visit = await AskAsync(Place, "repair:1");

        Assert.Equal(0, _desks.Goers.Of(Place, visit, false, Ma).Value.Single(goer => goer.Person.Id == Lin.Id).Load);
    }

    [Fact]
    public async Task Approve_SomebodyAtTheEndOfTheList_IsAllowed()
    {
        var visit = await AskAsync(Place, "repair:1", atOnce: false);
        var last = _desks.Goers.Of(Place, visit, false, Ma).Value[^1].Person.Id;

        Assert.Equal(last, (await _desks.Dispatch.ApproveAsync(visit, Ma, last, Stop)).Value.Goer);
    }

    private async Task<VisitId> AskAsync(HomeId home, string subject, bool atOnce = true) =>
        (await _desks.Dispatch.AskAsync(new VisitRequest(home, Cell, subject, "看看", atOnce, _desks.Time.GetUtcNow().AddMinutes(-1), null, Lin.Id), Lin, Stop)).Value.Id;

    private async Task WriteAsync(StaffProfile profile) => Assert.Null((await _desks.Profiles.WriteAsync(profile, Ma, Stop)).Problem);

    private IEnumerable<string> Names() => _desks.Goers.Of(Place, null, false, Ma).Value.Select(goer => goer.Person.Name);

    private Goer Of(Actor person) => _desks.Goers.Of(Place, null, false, Ma).Value.Single(goer => goer.Person.Id == person.Id);
}
