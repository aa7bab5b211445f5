using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council.Topics;

/// <summary>What every store of topics must do; run on the one in memory and on the one on disk.</summary>
public abstract class TopicStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    private static readonly Actor Chair = new(new StaffId("chen"), "陈怀远", Role.CouncilChair, "demo");
    private static readonly TaskTerms Terms = new("立柱", null, "lift-company", new DateOnly(2026, 12, 24));

    // One of every kind; how they follow one another is the rules' matter, not the store's.
    private static readonly TopicMove[] Every =
    [
        new TopicProposed("充电棚", "“建一处”", "高凤仪", Guid.NewGuid()), new TopicTaken("属于议事范围"), new TopicPublished(new VoteId(7), Noon), new TopicWithdrawn(new VoteId(7), "改"),
        new TopicCalled("一\n二", "活动室", Noon), new TopicAttended([1, 3], 2, 3, 2), new TopicMinuted("说了", "https://example.org", [new ExpertOpinion("李工", "要喷淋")]),
        new TopicVoteOpened(new VoteId(8)), new TopicResolved(new VoteId(8), VoteOption.For), new TopicPlanned(2026, "建成"), new TopicTaskAdded(Terms),
        new TopicTaskChanged(1, Terms with { Person = Chair.Id, Unit = null }, "等材料"), new TopicTaskDone(1, "好了"), new TopicTaskDropped(1, "不做"), new TopicRemarked(1, "快点"), new TopicClosed("启用"),
        new TopicRefused("不属于"), new TopicJoined(new TopicId(1), "一样"), new TopicNameErased("匿名#7F3K2"),
    ];

    protected abstract ITopicStore Store { get; }

    protected abstract IAuditLog Log { get; }

    [Fact]
    public async Task Save_EveryKindOfStep_IsReadBackAsGiven_WithItsAudit()
    {
        var topic = Topic.Of(new TopicId(12), "demo", [.. Every.Select((move, index) => new TopicStep(index + 1, Noon.AddMinutes(index), Chair.Id, Chair.Name, move))]);

        Assert.True(await Store.SaveAsync(Proposed(12), 0, [Entry()], default));
        Assert.True(await Store.SaveAsync(topic, 1, [], default));

        var read = Assert.Single(await Store.ListAsync(default));
        Assert.Equal((topic.Id, "demo", topic.Stage, Every.Length), (read.Id, read.Community, read.Stage, read.Version));
        Assert.Equivalent(topic.Steps.Select(step => (object)step.Move).Skip(1), read.Steps.Select(step => (object)step.Move).Skip(1), strict: true);
        Assert.Equal(topic.Steps.Select(step => (step.Number, step.At, step.By, step.ByName, step.Move.GetType())), read.Steps.Select(step => (step.Number, step.At, step.By, step.ByName, step.Move.GetType())));
        Assert.NotNull(await Log.ReadAsync(0, default).FirstOrDefaultAsync());
    }

    [Fact]
    public async Task Save_OnAnOlderVersion_OrANumberThatIsTaken_WritesNothing_NorItsAudit()
    {
        var topic = Proposed(1);
        await Store.SaveAsync(topic, 0, [], default);
        await Store.SaveAsync(topic.Move(new TopicTaken("一"), Chair, Noon).Value, 1, [], default);

        Assert.False(await Store.SaveAsync(topic.Move(new TopicRefused("二"), Chair, Noon).Value, 1, [Entry()], default));
        Assert.False(await Store.SaveAsync(Proposed(1), 0, [Entry()], default));
        Assert.Equal(TopicStage.Taken, Assert.Single(await Store.ListAsync(default)).Stage);
        Assert.Null(await Log.ReadAsync(0, default).FirstOrDefaultAsync());
    }

    [Fact]
    public async Task Rewrite_OfOneChangedMeanwhile_WritesNothing_ElseWordsStepAndAuditTogether()
    {
        var person = new TopicPerson(null, "高凤仪");
        var (one, two) = (Proposed(1), Proposed(2));
        await Store.SaveAsync(one, 0, [Entry("topic:1", before: "高凤仪"), Entry("topic:1", before: "别人"), Entry("topic:new", before: "高凤仪")], default);
        await Store.SaveAsync(two, 0, [], default);
        var names = new AuditNames(["topic:1", "topic:2"], null, ["高凤仪"]);
        IReadOnlyList<Topic> Without(Topic topic) => TopicNames.Without([one, two], topic, person, Chair, Noon);

        Assert.False(await Store.RewriteAsync([.. Without(one), .. Without(two.Move(new TopicTaken("一"), Chair, Noon).Value)], [Entry()], names, default));
        Assert.All(await Store.ListAsync(default), topic => Assert.Equal(("高凤仪", 1), (topic.Proposal.InNameOf, topic.Version)));
        Assert.Equal(["高凤仪", "别人", "高凤仪"], await BeforesAsync());

        Assert.True(await Store.RewriteAsync([.. Without(one), .. Without(two)], [Entry()], names, default));
        Assert.All(await Store.ListAsync(default), topic => Assert.Equal((TopicNames.PseudonymOf(person, topic), typeof(TopicNameErased)), (topic.Proposal.InNameOf, topic.Steps[1].Move.GetType())));
        Assert.Equal([null, "别人", "高凤仪", ""], await BeforesAsync());   // of no account nobody knows which proposal was whose
        Assert.True((await AuditChain.VerifyAsync(Log.ReadAsync(0, default), null, default)).IsWhole);
    }

    private async Task<List<string?>> BeforesAsync() => await Log.ReadAsync(0, default).Select(record => record.Details?.Before).ToListAsync();

    private static Topic Proposed(int number) => Topic.Propose(new TopicId(number), (TopicProposed)Every[0], Chair, Noon);

    private static AuditEntry Entry(string subject = "topic:12", string before = "") =>
        new(Noon, "demo", "chen", "topic.propose", AuditEntry.Done, new AuditDetails(subject, "chen", "", before, "", ""));
}
