using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Care;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Community;

/// <summary>What every store of staff profiles must do; run on the one in memory and on the one on disk.</summary>
public abstract class StaffProfileStoreContract
{
    private static readonly StaffProfile Full = new(Lin.Id, "demo")
    {
        Languages = ["上海话", "English"],
        Skills = ["急救"],
        PostCell = Cell,
        PostBuilding = "b3",
        Keys = [Place, new HomeId("demo", "9-101")],
        Version = 1,
    };

    protected abstract CareStores Stores { get; }

    private static CancellationToken Stop => CancellationToken.None;

    private IStaffProfileStore Store => Stores.Profiles;

    [Fact]
    public async Task Save_EveryColumn_IsReadBackAndAudited()
    {
        var bare = new StaffProfile(Zhou.Id, "demo") { Version = 1 };

        Assert.True(await Store.SaveAsync(Full, Entry(), Stop));
        Assert.True(await Store.SaveAsync(bare, Entry(), Stop));

        var read = await Store.LoadAsync(Stop);
        Assert.Equal(2, read.Count);
        Assert.Contains(Full, read);
        Assert.Contains(bare, read);
        Assert.Equal(2, await Stores.Audit.ReadAsync(0, Stop).CountAsync());
    }

    [Fact]
    public async Task Save_AnotherVersionStoredOrKeyUsed_WritesNothing()
    {
        var key = Guid.NewGuid();
        Assert.True(await Store.SaveAsync(Full, Entry(key), Stop));

        Assert.False(await Store.SaveAsync(Full with { Skills = [] }, Entry(), Stop));
        Assert.False(await Store.SaveAsync(Full with { Skills = [], Version = 3 }, Entry(), Stop));
        Assert.False(await Store.SaveAsync(Full with { Skills = [], Version = 2 }, Entry(key), Stop));
        Assert.Equal([Full], await Store.LoadAsync(Stop));

        Assert.True(await Store.SaveAsync(Full with { Keys = [], Version = 2 }, Entry(), Stop));
        Assert.Equal([Full with { Keys = [], Version = 2 }], await Store.LoadAsync(Stop));
    }

    private static AuditEntry Entry(Guid? key = null) => new(Noon, "demo", "ma", "profile.write", AuditEntry.Done, new AuditDetails("", "", "", "", "", ""), key);
}
