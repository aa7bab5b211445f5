using CommunityConsole.Core.Community;
using CommunityConsole.Core.Photos;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>Who sees what a photo of a repair shows.</summary>
public sealed class RepairPhotosTests
{
    private static readonly string Text = new('b', 64);
    private static readonly PhotoId Photo = PhotoId.Parse(Text);

    [Fact]
    public async Task Photo_IsForThoseWhoHandleRepairsAndWhoReportedIt()
    {
        await using var room = new RepairRoom();
        await room.ReportAsync(Leak with { Photos = [Text] });
        var photos = new RepairPhotos(room.Stores.Repairs);

        foreach (var role in Enum.GetValues<Role>())
        {
            var stranger = new Actor(new StaffId("x"), "x", role, "demo");
            Assert.Equal(role is Role.RepairWorker or Role.GridManager or Role.Administrator, await photos.MaySeeAsync(Photo, stranger, default));
            Assert.False(await photos.MaySeeAsync(Photo, stranger with { Community = "neighbour" }, default));
        }

        Assert.True(await photos.MaySeeAsync(Photo, Zheng, default));
        Assert.False(await photos.MaySeeAsync(PhotoId.Parse(new string('c', 64)), Gu, default));
        Assert.Equal([Photo], await photos.OwnedAsync([Photo, PhotoId.Parse(new string('c', 64))], default));
    }

    [Fact]
    public async Task Report_WithSomethingThatIsNoPhoto_IsRefused()
    {
        await using var room = new RepairRoom();

        Assert.IsType<RepairNotValid>((await room.Reports.ReportAsync(Leak with { Photos = ["../../etc"] }, Zheng, default)).Problem);
        Assert.IsType<RepairNotValid>((await room.Reports.ReportAsync(Leak with { Photos = [.. Enumerable.Repeat(Text, 7)] }, Zheng, default)).Problem);
    }
}
