using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Kernel;
using static CommunityConsole.Core.Tests.Council.Delegates.DelegateRoom;

namespace CommunityConsole.Core.Tests.Council.Delegates;

/// <summary>What every store of delegates must do; run on the one in memory and on the one on disk.</summary>
public abstract class DelegateStoreContract
{
    protected abstract IDelegateStore Store { get; }

    protected abstract IAuditLog Log { get; }

    [Fact]
    public async Task Save_EachState_IsReadBackAsGiven_WithItsAudit()
    {
        var added = CouncilDelegate.Begin(DelegateId.New(), "demo", Entry(account: "zheng"));
        var changed = added.Change(Entry("李强", "10", null, AgeBand.From60, Occupation.Retired) with { Chosen = DelegateChoice.InPlaceOf }).Value;
        var ended = changed.End("搬走了", Today).Value;
        foreach (var state in new[] { added, changed, ended })
        {
            Assert.True(await Store.SaveAsync(state, Audit(), default));

            Assert.Equal(state, Assert.Single(await Store.ListAsync(default)));
        }

        Assert.Equal(3, await Log.ReadAsync(0, default).CountAsync());
    }

    [Fact]
    public async Task Save_Table_IsReadBackAsGiven_OneOfEachKind()
    {
        var ages = Ages(1, 2, 3, 4) with { Version = 1 };
        Assert.True(await Store.SaveAsync(ages, Audit(), default));
        Assert.True(await Store.SaveAsync(ages with { Community = "neighbour" }, Audit(), default));
        var newer = ages with { Version = 2, Source = "普查", Rows = [.. ages.Rows.Reverse()] };
        Assert.True(await Store.SaveAsync(newer, Audit(), default));

        Assert.Equal([newer, ages with { Community = "neighbour" }], (await Store.ListTablesAsync(default)).OrderBy(table => table.Community, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Save_OnAnOlderVersion_WritesNothing_NorItsAudit()
    {
        var added = CouncilDelegate.Begin(DelegateId.New(), "demo", Entry());
        await Store.SaveAsync(added, Audit(), default);
        await Store.SaveAsync(added.Change(Entry("一")).Value, Audit(), default);
        await Store.SaveAsync(Ages(1, 2, 3, 4) with { Version = 1 }, Audit(), default);

        Assert.False(await Store.SaveAsync(added.Change(Entry("二")).Value, Audit(), default));
        Assert.False(await Store.SaveAsync(added, Audit(), default));
        Assert.False(await Store.SaveAsync(Ages(4, 3, 2, 1) with { Version = 1 }, Audit(), default));

        Assert.Equal("一", Assert.Single(await Store.ListAsync(default)).Entry.Name);
        Assert.Equal([1, 2, 3, 4], Assert.Single(await Store.ListTablesAsync(default)).Rows.Select(row => row.People));
        Assert.Equal(3, await Log.ReadAsync(0, default).CountAsync());
    }

    private static AuditEntry Audit() => new(Noon, "demo", "chen", "delegate.add", AuditEntry.Done, new AuditDetails("delegate:1", "chen", "", "", "", ""));
}
