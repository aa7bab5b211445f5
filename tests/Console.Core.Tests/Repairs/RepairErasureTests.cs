using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>How reporters can be reached, and photos, go: after their time, on request, by their own hand. The repair stays.</summary>
public sealed class RepairErasureTests : IAsyncLifetime
{
    private static readonly string Photo = new('a', 64);
    private readonly RepairRoom _room = RepairRoom.Fresh();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task Retention_AfterItsDays_ContactsOfAllAndPhotosAreGone_TheRepairStays_AndTheAuditIsToldHowMany()
    {
        var open = await _room.ReportAsync(Leak with { Photos = [Photo] });
        await _room.Reports.JoinAsync(open.Id, "13900009000", "我家也漏", [], Anybody, default);
        await _room.Desk.BringAsync(open.Id, RepairView.Completed, "换了水管", Ma, default);
        await _room.Reports.ConfirmAsync(open.Id, null, Zheng, default);
        var other = await _room.ReportAsync();   // open: how else would anybody call
        var changed = (await FindAsync(open.Id)).UpdatedAt;

        _room.Time.Advance(TimeSpan.FromDays(180) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await _room.Retention.RunAsync(default));
        _room.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await _room.Retention.RunAsync(default));
        Assert.Equal(0, await _room.Retention.RunAsync(default));

        var kept = await FindAsync(open.Id);
        Assert.Equal(["", ""], kept.Reporters.Select(reporter => reporter.Contact));
        Assert.All(kept.Steps, step => Assert.Empty(step.Photos));
        Assert.Equal((RepairState.Confirmed, "厨房水管漏水，地上全是水", RepairStepKind.Erased, changed), (kept.State, kept.Description, kept.Steps[^1].Kind, kept.UpdatedAt));
        Assert.Equal(Leak.Contact, (await FindAsync(other.Id)).Reporters[0].Contact);
        Assert.Equal("1", Assert.Single(await _room.AuditAsync(), record => record.Action == RepairRetention.Action).Details!.After);
    }

    [Fact]
    public async Task Retention_RatedLater_IsNotPutOff()
    {
        var repair = await _room.InAsync(RepairState.Confirmed);
        _room.Time.Advance(TimeSpan.FromDays(179));
        await _room.Reports.RateAsync(repair.Id, null, 5, "", Zheng, default);

        _room.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, await _room.Retention.RunAsync(default));
    }

    [Fact]
    public async Task Erase_OnlyByAnAdministratorWithAReason_OfOneOrOfAll()
    {
        var repair = await _room.ReportAsync(Leak with { Photos = [Photo] });
        await _room.Reports.JoinAsync(repair.Id, "13900009000", "我家也漏", [], Anybody, default);
        foreach (var role in Enum.GetValues<Role>().Except([Role.Administrator]))
        {
            Assert.IsType<NotAllowed>((await _room.Desk.EraseAsync(repair.Id, null, true, "要求", Zhou with { Role = role }, default)).Problem);
        }

        Assert.IsType<RepairNoteNeeded>((await _room.Desk.EraseAsync(repair.Id, null, true, " ", Gu, default)).Problem);
        Assert.IsType<OtherCommunity>((await _room.Desk.EraseAsync(repair.Id, null, true, "要求", Gu with { Community = "neighbour" }, default)).Problem);

        var one = (await _room.Desk.EraseAsync(repair.Id, 2, photos: false, "本人来电", Gu, default)).Value;
        Assert.Equal([Leak.Contact, ""], one.Reporters.Select(reporter => reporter.Contact));
        Assert.Contains(Photo, one.Steps[0].Photos);
        var all = (await _room.Desk.EraseAsync(repair.Id, null, photos: true, "本人来电", Gu, default)).Value;

        Assert.Equal(["", ""], all.Reporters.Select(reporter => reporter.Contact));
        Assert.False(all.HoldsPersonal);
        Assert.Equal(all.State, repair.State);
        var entry = (await _room.AuditAsync()).Last(record => record.Action == "repair.erase");
        Assert.Equal(("本人来电", Gu.Id.Value), (entry.Details!.Reason, entry.Actor));
        Assert.DoesNotContain(Leak.Contact, $"{entry.Details}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task EraseOwn_ByCode_OnlyOnesOwn_AlsoInWhatItWasMergedInto_AndTheCodeStillOpensIt()
    {
        var mine = (await _room.Reports.ReportAsync(Leak, Anybody, default)).Value;
        var into = await _room.ReportAsync(Leak with { Contact = "13900009000" });
        await _room.Desk.MergeAsync(mine.Repair.Id, into.Id, Zhou, default);

        Assert.IsType<RepairNotReporter>((await _room.Reports.EraseOwnAsync(mine.Repair.Id, "AAAAAAAAAA", Anybody, default)).Problem);
        Assert.True((await _room.Reports.EraseOwnAsync(mine.Repair.Id, mine.Code, Anybody, default)).Succeeded);

        Assert.Equal("", (await FindAsync(mine.Repair.Id)).Reporters[0].Contact);
        Assert.Equal(["13900009000", ""], (await FindAsync(into.Id)).Reporters.Select(reporter => reporter.Contact));
        Assert.True((await _room.Reports.FindAsync(mine.Repair.Id, mine.Code, Anybody, default)).Succeeded);
    }

    private async Task<Repair> FindAsync(RepairId id) => (await _room.Stores.Repairs.FindAsync(id, default))!;
}
