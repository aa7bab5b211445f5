using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Care;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.Community;

public sealed class ShiftStoreTests : IAsyncLifetime, IDisposable
{
    private static readonly AuditEntry Entry = new(Cared.Noon, "demo", "ma", "duty.test", AuditEntry.Done, new AuditDetails("", "", "", "", "", ""));

    private readonly ConsoleFile _file = new();

    private static CancellationToken Stop => CancellationToken.None;

    private IShiftStore Store => _file.Stores.Shifts;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Save_EveryColumn_IsReadBackInTheOrderOfCalling()
    {
        var full = Cared.Team(Cared.Noon, Cared.Noon.AddHours(8)) with { Version = 1, Note = new HandoverNote("钥匙在窗口", Cared.Lin.Id, Cared.Noon) };
        var bare = Cared.Team(Cared.Noon.AddHours(8), Cared.Noon.AddHours(16)) with { Version = 1, Deputy = null, Cancelled = true };

        Assert.True(await Store.SaveAsync([full, bare], [Entry], Stop));

        var read = await Store.LoadAsync(Cared.Noon, Stop);
        foreach (var shift in new[] { full, bare })
        {
            var one = read.Single(other => other.Id == shift.Id);
            Assert.Equal(shift.Workers, one.Workers);
            Assert.Equal(shift, one with { Workers = shift.Workers });
        }

        Assert.Equal([bare.Id], (await Store.LoadAsync(full.Until, Stop)).Select(shift => shift.Id));
    }

    [Fact]
    public async Task Save_OneOfThemIsAnotherVersion_WritesNone()
    {
        var first = Cared.Team(Cared.Noon, Cared.Noon.AddHours(8)) with { Version = 1 };
        var second = Cared.Team(Cared.Noon.AddHours(8), Cared.Noon.AddHours(16)) with { Version = 1 };
        await Store.SaveAsync([first], [Entry], Stop);

        Assert.False(await Store.SaveAsync([second, first with { Version = 3 }], [Entry], Stop));

        Assert.Equal([first.Id], (await Store.LoadAsync(Cared.Noon, Stop)).Select(shift => shift.Id));
    }
}
