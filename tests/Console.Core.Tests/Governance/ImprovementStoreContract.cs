using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Governance;

/// <summary>What every store of improvements must do; run on the one in memory and on the one on disk.</summary>
public abstract class ImprovementStoreContract
{
    private static readonly RepairCause Cause = new(ServiceCodes.Lighting, "7", IsAsset: false);

    protected abstract IImprovementStore Store { get; }

    protected abstract IAuditLog Log { get; }

    [Fact]
    public async Task Save_EveryStep_IsReadBackAsGiven_WithItsAudit()
    {
        var terms = new ImprovementTerms("换灯", Ma.Id, null, new DateOnly(2026, 12, 1));
        var open = Improvement.Begin(ImprovementId.New(), Cause with { IsAsset = true }, terms, Zhou, Noon);
        var changed = open.Change(terms with { Person = null, Unit = RepairUnits.LiftCompany }, Gu, Noon.AddDays(1)).Value;
        var done = changed.End(ImprovementState.Done, "换了", Ma, Noon.AddDays(2)).Value;

        Assert.True(await Store.SaveAsync(open, 0, [Entry()], default));
        Assert.True(await Store.SaveAsync(done, 1, [], default));   // two steps at once

        var read = Assert.Single(await Store.ListAsync(default));
        Assert.Equal(done with { Steps = read.Steps }, read);
        Assert.Equal(done.Steps, read.Steps);
        Assert.NotNull(await Log.ReadAsync(0, default).FirstOrDefaultAsync());
    }

    [Fact]
    public async Task Save_OnAnOlderVersion_WritesNothing_NorItsAudit()
    {
        var open = Begin(Cause);
        await Store.SaveAsync(open, 0, [], default);
        await Store.SaveAsync(open.Change(open.Terms with { Plan = "一" }, Zhou, Noon).Value, 1, [], default);

        Assert.False(await Store.SaveAsync(open.Change(open.Terms with { Plan = "二" }, Zhou, Noon).Value, 1, [Entry()], default));
        Assert.Equal("一", Assert.Single(await Store.ListAsync(default)).Terms.Plan);
        Assert.Null(await Log.ReadAsync(0, default).FirstOrDefaultAsync());
    }

    [Fact]
    public async Task Save_OfOneCauseOneIsOpen_ButAnyNumberHaveEnded()
    {
        var first = Begin(Cause);
        await Store.SaveAsync(first, 0, [], default);

        Assert.False(await Store.SaveAsync(Begin(Cause), 0, [], default));
        Assert.True(await Store.SaveAsync(Begin(Cause with { IsAsset = true }), 0, [], default));
        Assert.True(await Store.SaveAsync(Begin(Cause, Zhou with { Community = "neighbour" }), 0, [], default));
        Assert.True(await Store.SaveAsync(first.End(ImprovementState.Dropped, "不换", Zhou, Noon).Value, 1, [], default));
        Assert.True(await Store.SaveAsync(Begin(Cause), 0, [], default));
    }

    private static Improvement Begin(RepairCause cause, Actor? by = null) =>
        Improvement.Begin(ImprovementId.New(), cause, new ImprovementTerms("换灯", Ma.Id, null, new DateOnly(2026, 12, 1)), by ?? Zhou, Noon);

    private static AuditEntry Entry() => new(Noon, "demo", "zhou", "improvement.open", AuditEntry.Done, new AuditDetails("improvement:1", "zhou", "", "", "", ""));
}
