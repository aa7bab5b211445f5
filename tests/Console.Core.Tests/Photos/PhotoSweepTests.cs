using CommunityConsole.Core.Community;
using CommunityConsole.Core.Photos;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Photos;

/// <summary>Who sees a photo, and how long it stays: its owners say both.</summary>
public sealed class PhotoSweepTests
{
    private static readonly Actor Lin = new(new StaffId("lin"), "林晓芸", Role.SocialWorker, "demo");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 4, 0, 0, TimeSpan.Zero));
    private readonly VolatilePhotoShop _shop;
    private readonly Owner _visits = new();
    private readonly Owner _repairs = new();
    private readonly PhotoSweep _sweep;
    private readonly PhotoDesk _desk;

    public PhotoSweepTests()
    {
        _shop = new VolatilePhotoShop(_time);
        _sweep = new PhotoSweep(_shop, [_visits, _repairs], _time);
        _desk = new PhotoDesk(_shop, [_visits, _repairs]);
    }

    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task Upload_GivenUp_GoesAfterADay()
    {
        var (owned, given) = (_shop.Keep(1), _shop.Keep(2));
        _repairs.Owns.Add(owned);

        _time.Advance(PhotoSweep.Patience);
        var early = await _sweep.RunAsync(Stop);
        _time.Advance(TimeSpan.FromHours(1));
        var late = await _sweep.RunAsync(Stop);

        Assert.Equal((0, 1), (early, late));
        Assert.NotNull(_shop.Open(owned, PhotoSize.Full));
        Assert.Null(_shop.Open(given, PhotoSize.Full));
    }

    [Fact]
    public async Task Owner_LetsGo_ThePhotoFollows()
    {
        var photo = _shop.Keep(1);
        _visits.Owns.Add(photo);
        _time.Advance(TimeSpan.FromDays(90));
        Assert.Equal(0, await _sweep.RunAsync(Stop));

        _visits.Owns.Clear();

        Assert.Equal(1, await _sweep.RunAsync(Stop));
    }

    [Fact]
    public async Task Upload_OfTheSamePictureAgain_HasItsDayAnew()
    {
        _shop.Keep(1);
        _time.Advance(TimeSpan.FromHours(25));
        _shop.Keep(1);

        Assert.Equal(0, await _sweep.RunAsync(Stop));
    }

    [Fact]
    public async Task Owner_CannotAnswer_NothingGoes()
    {
        var photo = _shop.Keep(1);
        _repairs.Fails = true;
        _time.Advance(TimeSpan.FromDays(2));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _sweep.RunAsync(Stop));

        Assert.NotNull(_shop.Open(photo, PhotoSize.Full));
    }

    [Fact]
    public async Task Photo_IsShown_OnlyWhereAnOwnerShowsIt()
    {
        var photo = _shop.Keep(1);
        var before = await _desk.OpenAsync(photo, PhotoSize.Full, Lin, Stop);
        _repairs.Owns.Add(photo);

        var shown = await _desk.OpenAsync(photo, PhotoSize.Full, Lin, Stop);
        var other = await _desk.OpenAsync(photo, PhotoSize.Full, Lin with { Community = "other" }, Stop);

        Assert.IsType<PhotoNotFound>(before.Problem);
        Assert.True(shown.Succeeded);
        Assert.IsType<PhotoNotFound>(other.Problem);
    }

    [Theory]
    [InlineData("../../../../etc/passwd0000000000000000000000000000000000000000000000")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("abc")]
    [InlineData(null)]
    public void PhotoId_OfAnythingElse_IsNone(string? text) => Assert.False(PhotoId.TryParse(text, out _));

    private sealed class Owner : IPhotoRights
    {
        public HashSet<PhotoId> Owns { get; } = [];

        public bool Fails { get; set; }

        public Task<bool> MaySeeAsync(PhotoId photo, Actor actor, CancellationToken cancellation) =>
            Task.FromResult(Owns.Contains(photo) && actor.Community == "demo");

        public Task<IReadOnlySet<PhotoId>> OwnedAsync(IReadOnlyList<PhotoId> photos, CancellationToken cancellation) => Fails
            ? throw new InvalidOperationException("The store is away.")
            : Task.FromResult<IReadOnlySet<PhotoId>>(photos.Where(Owns.Contains).ToHashSet());
    }
}
