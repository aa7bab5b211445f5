using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Care;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Community;

/// <summary>Who may say what somebody speaks, has learned and holds a key to, and what is kept.</summary>
public sealed class ProfileDeskTests : IAsyncLifetime
{
    private readonly Desks _desks = Desks.Fresh();

    private static CancellationToken Stop => CancellationToken.None;

    private static StaffProfile Full => new(Lin.Id, "demo") { Languages = ["粤语"], Skills = ["急救"], Keys = [Place] };

    public Task InitializeAsync() => _desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);

    public Task DisposeAsync() => _desks.DisposeAsync().AsTask();

    [Fact]
    public async Task Write_ByTheGridManager_IsKeptAndOnTheLogWithWhatStoodBefore()
    {
        var first = (await _desks.Profiles.WriteAsync(Full, Ma, Stop)).Value;
        var second = await _desks.Profiles.WriteAsync(first with { Keys = [] }, Ma, Stop);

        Assert.Equal(second.Value, _desks.Profiles.Find(Staff[0], Ma).Value);
        var entry = (await _desks.AuditAsync()).Last(record => record.Action == "profile.write");
        Assert.Contains(Place.ToString(), entry.Details!.Before, StringComparison.Ordinal);
        Assert.DoesNotContain(Place.ToString(), entry.Details.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_OfAnOlderPicture_IsRefusedAndLosesNothing()
    {
        var stored = (await _desks.Profiles.WriteAsync(Full, Ma, Stop)).Value;

        var late = await _desks.Profiles.WriteAsync(Full with { Skills = [] }, Luo, Stop);

        Assert.IsType<ProfileChangedMeanwhile>(late.Problem);
        Assert.Equal(stored, _desks.Profiles.Find(Staff[0], Ma).Value);
    }

    [Fact]
    public async Task Write_TwiceWithOneKey_IsWrittenOnce()
    {
        var actor = Ma with { CommandKey = Guid.NewGuid() };
        await _desks.Profiles.WriteAsync(Full, actor, Stop);

        var again = await _desks.Profiles.WriteAsync(Full, actor, Stop);

        Assert.Equal(1, again.Value.Version);
    }

    public static TheoryData<string, StaffProfile> Wrong() => new()
    {
        { "a key to nowhere", Full with { Keys = [new HomeId("demo", "none")] } },
        { "a key twice", Full with { Keys = [Place, Place] } },
        { "one letter would match any note", Full with { Languages = ["话"] } },
        { "too long", Full with { Skills = [new string('急', ProfilePolicy.TagLength + 1)] } },
        { "too many", Full with { Skills = [.. Enumerable.Range(10, ProfilePolicy.MostTags + 1).Select(number => $"{number}")] } },
        { "no such cell", Full with { PostCell = new GridCellId("demo", "none") } },
        { "no such building", Full with { PostBuilding = "none" } },
        { "cannot be sent", Full with { Id = new StaffId("nobody") } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Write_NotInOrder_IsRefused(string what, StaffProfile profile) =>
        Assert.True((await _desks.Profiles.WriteAsync(profile, Ma, Stop)).Problem is ProfileNotValid or StaffNotAvailable, what);

    [Fact]
    public void Tags_OfALine_AreEachOnce() => Assert.Equal(["上海话", "first aid"], ProfilePolicy.Tags("上海话、first aid，上海话; "));
}
