using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using CommunityConsole.Web.Demo;
using CommunityConsole.Web.Pages.Repairs;

namespace CommunityConsole.Web.Tests.Demo;

public sealed class DemoRepairsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Fact]
    public async Task All_FillEveryColumn_WithStepsInOrderOfTimeAndNoneInTheFuture()
    {
        await using var room = RepairRoom.Fresh();
        var all = Made(300, room);

        Assert.Equal(RepairColumns.All.Order(), all.Select(repair => RepairColumns.Of(repair.State)).OfType<RepairColumn>().Distinct().Order());
        Assert.False(room.Advisor.Suggest(all.Single(repair => repair.State == RepairState.Submitted)).IsSure);   // it stays for a person
        Assert.Single(all, repair => RepairPolicy.LateFrom(repair) < Now);
        Assert.All(all, repair =>
        {
            var times = repair.Steps.Select(step => step.At).ToList();
            Assert.Equal(times.Order(), times);
            Assert.True(times[^1] < Now, repair.Title);
        });
        Assert.Equal(all.Select(repair => repair.CreatedAt).Order(), all.Select(repair => repair.CreatedAt));   // numbers rise with time
    }

    [Fact]
    public async Task All_OfAHandfulOfHomes_AreNone()
    {
        await using var room = RepairRoom.Fresh();

        Assert.Empty(Made(6, room));
    }

    private static List<Repair> Made(int homes, RepairRoom room)
    {
        var world = new DemoWorld(Ripening.Plan(new DemoRecord(20261122, homes, Now.AddDays(-35), Now), "demo", Calendar), "demo", Calendar);
        return [.. new DemoRepairs(world.Main, "幸福里", room.Advisor, Now).All()];
    }
}
