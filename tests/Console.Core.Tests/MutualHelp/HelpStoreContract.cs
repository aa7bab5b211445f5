using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using static CommunityConsole.Core.Tests.MutualHelp.HelpRoom;

namespace CommunityConsole.Core.Tests.MutualHelp;

/// <summary>What every store of mutual help must do; run on the one in memory and on the one on disk.</summary>
public abstract class HelpStoreContract
{
    protected abstract IHelpStore Store { get; }

    protected abstract IAuditLog Log { get; }

    [Fact]
    public async Task Save_AWholeWay_IsReadBackAsGiven_WithItsAudit()
    {
        var offer = new HelpOffer(Li.Id, "demo", Li.Name, Any, true, Noon, 1);
        var asked = HelpRequest.Ask(HelpId.New(), new HelpPerson(Zheng.Id, Zheng.Name), Walk with { Languages = ["上海话"], FirstAid = true, Helper = HelpSex.Male, Note = "有“狗”" }, Zheng, Noon);
        var declined = asked.Propose(offer, Li, Noon).Value.Decline("不行", Li, Noon).Value;
        var served = declined.Propose(offer with { Helper = Wu.Id, Name = Wu.Name }, Wu, Noon).Value.Agree(Zheng, Noon).Value.Serve(60, Wu, Noon.AddDays(3)).Value;

        Assert.True(await Store.SaveAsync(offer, [], default));
        Assert.True(await Store.SaveAsync(asked, 0, [Entry("help:1")], default));
        Assert.True(await Store.SaveAsync(served, asked.Version, [], default));

        Assert.Equivalent(served, Assert.Single(await Store.ListAsync(default)), strict: true);
        Assert.Equivalent(offer, Assert.Single(await Store.ListOffersAsync(default)), strict: true);
        Assert.NotNull(await Log.ReadAsync(0, default).FirstOrDefaultAsync());
    }

    [Fact]
    public async Task Save_OnAnOlderVersion_WritesNothing_NorItsAudit()
    {
        var asked = HelpRequest.Ask(HelpId.New(), new HelpPerson(Zheng.Id, Zheng.Name), Walk, Zheng, Noon);
        var offer = new HelpOffer(Li.Id, "demo", Li.Name, Any, true, Noon, 1);
        await Store.SaveAsync(asked, 0, [], default);
        await Store.SaveAsync(offer, [], default);
        await Store.SaveAsync(asked.Cancel("", Zheng, Noon).Value, 1, [], default);

        Assert.False(await Store.SaveAsync(asked.Propose(offer, Li, Noon).Value, 1, [Entry("help:1")], default));
        Assert.False(await Store.SaveAsync(offer with { IsOpen = false }, [Entry("help:1")], default));
        Assert.Equal(HelpState.Cancelled, Assert.Single(await Store.ListAsync(default)).State);
        Assert.Null(await Log.ReadAsync(0, default).FirstOrDefaultAsync());
    }

    [Fact]
    public async Task Erase_RewritesRequests_DeletesTheOffer_AndEmptiesTheAuditAboutThem()
    {
        var person = new HelpPerson(Zheng.Id, Zheng.Name);
        var asked = HelpRequest.Ask(HelpId.New(), person, Walk, Zheng, Noon).Cancel("搬走", Zheng, Noon).Value;
        await Store.SaveAsync(asked, 0, [Entry(asked.Subject)], default);
        await Store.SaveAsync(new HelpOffer(Zheng.Id, "demo", Zheng.Name, Any, true, Noon, 1), [Entry("help.offer:zheng"), Entry("help:other")], default);

        Assert.True(await Store.EraseAsync([asked.Erase(person, Zheng, Noon)], Zheng.Id, [Entry("help.person")], [asked.Subject, "help.offer:zheng"], default));

        Assert.Equal("", Assert.Single(await Store.ListAsync(default)).Receiver.Name);
        Assert.Empty(await Store.ListOffersAsync(default));
        Assert.Equal(["help:other", "help.person"], (await Log.ReadAsync(0, default).ToListAsync()).Select(record => record.Details?.Subject).OfType<string>());
    }

    private static AuditEntry Entry(string subject) => new(Noon, "demo", "zheng", "help.test", AuditEntry.Done, new AuditDetails(subject, "", "", "", "", ""));
}
