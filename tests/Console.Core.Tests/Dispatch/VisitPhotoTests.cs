using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;
using CommunityConsole.Core.Tests.Care;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Dispatch;

public sealed class VolatileVisitPhotoStoreTests : VisitPhotoStoreContract
{
    protected override IVisitPhotoStore Store { get; } = new VolatileVisitPhotoStore(new VolatileAuditLog());
}

/// <summary>Photos of what was found: by whoever goes, from the door on, until they have been kept long enough.</summary>
public sealed class VisitPhotoTests : IAsyncLifetime
{
    private readonly Desks _desks = Desks.Fresh();
    private AlertId _alert;
    private VisitId _visit;

    private static CancellationToken Stop => CancellationToken.None;

    private string Subject => $"alert:{_alert.Value:D}";

    public async Task InitializeAsync()
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);
        _alert = AlertPolicy.ConditionOf(Decision());
        _visit = (await _desks.Care.AskVisitAsync(_alert, Zhou, "看看", Lin.Id, Stop)).Value.Visit!.Value;
        await _desks.Dispatch.ApproveAsync(_visit, Ma, null, Stop);
        await _desks.Dispatch.DepartAsync(_visit, Lin, Stop);
    }

    public async Task DisposeAsync() => await _desks.DisposeAsync();

    [Fact]
    public async Task Photo_SentTwiceWithItsKey_IsOneAndIsOnTheLog()
    {
        await ArriveAsync();
        var keyed = Lin with { CommandKey = Guid.NewGuid() };

        Assert.True((await TakeAsync(1, keyed)).Succeeded);
        Assert.True((await TakeAsync(1, keyed)).Succeeded);

        var photo = Assert.Single(await ListAsync());
        Assert.Equal((_visit, Lin.Id, Noon), (photo.Visit, photo.By, photo.At));
        var done = Assert.Single(await _desks.AuditAsync(), record => record.Action == "visit.photograph");
        Assert.Equal((photo.Photo.Value, AuditEntry.Done), (done.Details!.After, done.Result));
    }

    [Fact]
    public async Task Photo_BeforeTheDoorOrBySomebodyElse_IsRefused()
    {
        Assert.IsType<VisitNotArrived>((await TakeAsync(1, Lin)).Problem);
        await ArriveAsync();

        Assert.IsType<VisitHasOtherGoer>((await TakeAsync(1, Zhou)).Problem);
        Assert.Empty(await ListAsync());
        Assert.Empty(_desks.Shop.ListKept(DateTimeOffset.MaxValue));   // nothing was worked on for nothing
    }

    [Fact]
    public async Task Photo_AfterTheOutcome_ComesStillForADay_AndTheClosedAlertStaysAsItIs()
    {
        await ArriveAsync();
        var closed = (await _desks.Care.ResolveAsync(_alert, Lin, AlertOutcome.Helped, "扶起来了", Stop)).Value;
        _desks.Time.Advance(TimeSpan.FromMinutes(30));

        Assert.True((await TakeAsync(1, Lin with { GivenAt = Noon.AddMinutes(1) })).Succeeded);
        _desks.Time.Advance(VisitPhotoDesk.Late);
        Assert.IsType<VisitIsClosed>((await TakeAsync(2, Lin)).Problem);

        Assert.Equal(Noon.AddMinutes(1), Assert.Single(await ListAsync()).At);
        Assert.Equal(closed.Version, (await _desks.Care.FindAsync(_alert, Lin, Stop)).Value.Version);
    }

    [Fact]
    public async Task Photos_MoreThanAHandful_AreRefused()
    {
        await ArriveAsync();
        for (byte n = 1; n <= VisitPhoto.Most; n++)
        {
            Assert.True((await TakeAsync(n, Lin)).Succeeded);
        }

        Assert.IsType<VisitHasPhotosEnough>((await TakeAsync(99, Lin)).Problem);
    }

    [Fact]
    public async Task Photo_IsSeenByThoseOfTheDeskAlone_UntilItsTimeIsOver()
    {
        await ArriveAsync();
        await TakeAsync(1, Lin);
        var photo = (await ListAsync())[0].Photo;

        foreach (var role in Enum.GetValues<Role>())
        {
            var sees = role is Role.SocialWorker or Role.GridManager or Role.Administrator;
            Assert.Equal(sees, await SeesAsync(photo, Ma with { Role = role }));
        }

        Assert.False(await SeesAsync(photo, Ma with { Community = "other" }));
        Assert.Single(await _desks.PhotoRights.OwnedAsync([photo], Stop));

        _desks.Time.Advance(TimeSpan.FromDays(181));
        Assert.False(await SeesAsync(photo, Ma));
        Assert.Empty(await ListAsync());
        Assert.Empty(await _desks.PhotoRights.OwnedAsync([photo], Stop));
    }

    [Fact]
    public async Task Erasure_OfTheHome_LetsThePhotosGo()
    {
        await ArriveAsync();
        await TakeAsync(1, Lin);
        var photo = (await ListAsync())[0].Photo;

        Assert.Equal(1, await new VisitPhotoErasure(_desks.VisitPhotos).EraseAsync(Place, Stop));

        Assert.Empty(await ListAsync());
        Assert.Empty(await _desks.PhotoRights.OwnedAsync([photo], Stop));
    }

    private Task<Result<Visit>> ArriveAsync() => _desks.Dispatch.ArriveAsync(_visit, Lin, Stop);

    private Task<Result<Visit>> TakeAsync(byte picture, Actor by) => _desks.VisitPhotos.AddAsync(_visit, new MemoryStream([picture]), by, Stop);

    private async Task<IReadOnlyList<VisitPhoto>> ListAsync() => (await _desks.VisitPhotos.ListAsync(Place, Subject, Ma, Stop)).Value;

    private Task<bool> SeesAsync(PhotoId photo, Actor actor) => _desks.PhotoRights.MaySeeAsync(photo, actor, Stop);
}
