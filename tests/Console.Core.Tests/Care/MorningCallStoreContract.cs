using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>What every store of morning calls must do; run on the one in memory and on the one on disk.</summary>
public abstract class MorningCallStoreContract
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    protected abstract CareStores Stores { get; }

    private static CancellationToken Stop => CancellationToken.None;

    private IMorningCallStore Store => Stores.MorningCalls;

    [Fact]
    public async Task Add_EveryColumn_IsReadBackAsGivenAndAudited()
    {
        var call = Call(1) with { Outcome = MorningOutcome.AtDoor, Note = "在楼下打牌", Found = AlertOutcome.WasAway };

        Assert.True(await Store.AddAsync(call, Entry(), Stop));

        Assert.Equal([call], await Store.ListAsync(Day, Stop));
        Assert.Empty(await Store.ListAsync(Day.AddDays(1), Stop));
        Assert.NotNull(await Stores.Audit.ReadAsync(0, Stop).FirstOrDefaultAsync(record => record.Action == "morning.record"));
    }

    [Fact]
    public async Task Add_NumberTakenOrKeyUsed_WritesNothing()
    {
        var key = Guid.NewGuid();
        Assert.True(await Store.AddAsync(Call(1), Entry(key), Stop));

        Assert.False(await Store.AddAsync(Call(1) with { By = Zhou.Id }, Entry(), Stop));
        Assert.False(await Store.AddAsync(Call(2), Entry(key), Stop));

        Assert.Equal([Call(1)], await Store.ListAsync(Day, Stop));
        Assert.Equal(1, await Stores.Audit.ReadAsync(0, Stop).CountAsync());
    }

    [Fact]
    public async Task Remove_OldOrOfAHome_TakesTheseAndNoOther()
    {
        var old = Call(1) with { Day = Day.AddDays(-1) };
        var other = Call(1) with { Home = new HomeId("demo", "other") };
        foreach (var call in new[] { old, other, Call(1), Call(2) })
        {
            Assert.True(await Store.AddAsync(call, Entry(), Stop));
        }

        Assert.Equal(1, await Store.RemoveBeforeAsync(Day, Stop));
        Assert.Equal(2, await Store.RemoveHomeAsync(Place, Stop));

        Assert.Equal([other], await Store.ListAsync(DateOnly.MinValue, Stop));
    }

    private static MorningCall Call(int number) => new(Place, Day, number, MorningOutcome.NoAnswer, "", Lin.Id, Lin.Name, Noon);

    private static AuditEntry Entry(Guid? key = null) =>
        new(Noon, "demo", "lin", "morning.record", AuditEntry.Done, new AuditDetails("home:demo/3-502", "林晓芸", "", "", "", ""), key);
}
