using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Dispatch;

/// <summary>What every store of visits' photos must do; run on the one in memory and on the one on disk.</summary>
public abstract class VisitPhotoStoreContract
{
    private static readonly PhotoId First = PhotoId.Parse(new string('a', 64));
    private static readonly PhotoId Second = PhotoId.Parse(new string('b', 64));
    private static readonly VisitPhoto Taken = new(VisitId.New(), "alert:1", Place, First, Noon, Lin.Id, Lin.Name);

    protected abstract IVisitPhotoStore Store { get; }

    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task Photos_AreReadBackOldestFirst_BySubjectAndByPhoto()
    {
        var later = Taken with { Photo = Second, At = Noon.AddMinutes(1) };
        var other = Taken with { Visit = VisitId.New(), Subject = "alert:2" };
        foreach (var photo in new[] { later, Taken, other })
        {
            Assert.True(await Store.AddAsync(photo, Entry(), Stop));
        }

        Assert.Equal([Taken, later], await Store.ListAsync("alert:1", Stop));
        Assert.Equal(2, (await Store.FindAsync([First], Stop)).Count);
        Assert.Empty(await Store.FindAsync([], Stop));
    }

    [Fact]
    public async Task Add_SamePhotoOrUsedKey_WritesNothing()
    {
        var key = Guid.NewGuid();
        Assert.True(await Store.AddAsync(Taken, Entry(key), Stop));

        Assert.False(await Store.AddAsync(Taken, Entry(), Stop));
        Assert.False(await Store.AddAsync(Taken with { Photo = Second }, Entry(key), Stop));

        Assert.Equal([Taken], await Store.ListAsync("alert:1", Stop));
    }

    [Fact]
    public async Task Remove_ByTimeAndByHome_TakesThoseAlone()
    {
        var old = Taken with { At = Noon.AddDays(-200), Photo = Second };
        var elsewhere = Taken with { Home = new HomeId("demo", "9-101"), Visit = VisitId.New() };
        foreach (var photo in new[] { Taken, old, elsewhere })
        {
            Assert.True(await Store.AddAsync(photo, Entry(), Stop));
        }

        Assert.Equal(1, await Store.RemoveBeforeAsync(Noon, Stop));
        Assert.Equal(1, await Store.RemoveHomeAsync(Place, Stop));

        Assert.Equal([elsewhere], await Store.ListAsync("alert:1", Stop));
    }

    private static AuditEntry Entry(Guid? key = null) => new(Noon, "demo", "lin", "visit.photograph", AuditEntry.Done, new AuditDetails("", "", "", "", "", ""), key);
}
