using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using static CommunityConsole.Core.Tests.Council.Topics.TopicRoom;
using static CommunityConsole.Core.Tests.Council.VoteRoom;

namespace CommunityConsole.Core.Tests.Council.Topics;

/// <summary>A person's wish to be forgotten: the name goes from what is stored, the story and the chain of the audit stay whole.</summary>
public sealed class TopicNameTests
{
    private static readonly Actor Wen = Voter(1) with { Name = "文小满" };

    [Fact]
    public async Task Erase_OfAnAccount_LeavesTheNameNowhere_AndOnePseudonymInEveryTopic()
    {
        await using var room = await StartAsync();
        var one = await room.ProposedAsync(Wen);
        var two = Must(await room.TopicDesk.ProposeAsync("修长椅", "文小满：花园里的长椅坏了", "", Wen with { Name = "文满" }, default)).Id;   // as the account was called later
        var others = await room.ProposedAsync(Voter(2) with { Name = "文小满" });
        Must(await room.TopicDesk.TakeAsync(one, "文小满所提属于议事范围", Chair, default));
        var before = room.Topic(one);

        Assert.Equal(2, Must(await room.Names.EraseAsync(one, new TopicPerson(Wen.Id, "文小满"), "文小满本人要求", Zhou, default)));

        var pseudonym = room.Topic(one).Steps[0].ByName;
        Assert.Matches("^匿名#[0-9A-Z]{5}$", pseudonym);
        Assert.Equal(pseudonym, room.Topic(two).Steps[0].ByName);
        Assert.Equal($"{pseudonym}：花园里的长椅坏了", room.Topic(two).Proposal.Text);
        Assert.Equal($"{pseudonym}所提属于议事范围", room.Topic(one).Reason);
        Assert.Equal(
            before.Steps.Select(step => (step.Number, step.At, step.By, step.Move.GetType())).Append((3, room.Time.GetUtcNow(), Zhou.Id, typeof(TopicNameErased))),
            room.Topic(one).Steps.Select(step => (step.Number, step.At, step.By, step.Move.GetType())));
        Assert.Equal((before.Stage, Wen.Id), (room.Topic(one).Stage, room.Topic(one).ProposedBy));
        Assert.Equal("文小满", room.Topic(others).Steps[0].ByName);   // a namesake

        // What is on disk and in the audit, apart from the namesake's.
        var stored = string.Join('\n', (await room.Topics.ListAsync(default)).Where(topic => topic.Id != others).SelectMany(topic => topic.Steps));
        Assert.DoesNotContain("文小满", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("文满", stored, StringComparison.Ordinal);
        var records = await RecordsAsync(room);
        Assert.DoesNotContain(records, record => record.Actor != Voter(2).Id.Value && $"{record.Details}".Contains("文小满", StringComparison.Ordinal));
        Assert.DoesNotContain(records, record => $"{record.Details}".Contains("文满", StringComparison.Ordinal));
        Assert.True((await AuditChain.VerifyAsync(room.Log.ReadAsync(0, default), null, default)).IsWhole);
        Assert.Equal(("topic.erase-name", $"{pseudonym}本人要求"), (records[^1].Action, records[^1].Details!.Reason));
    }

    [Fact]
    public async Task Erase_OfWhomAClerkWroteItDownFor_IsOfThisTopicAlone_AndSaysNothingOfTheName()
    {
        await using var room = await StartAsync();
        async Task<TopicId> AtTheCounterAsync(string name) => Must(await room.TopicDesk.ProposeAsync("装扶手", "楼道里装扶手", name, Clerk, default)).Id;
        var (one, two) = (await AtTheCounterAsync("高凤仪"), await AtTheCounterAsync("高凤仪"));

        Must(await room.Names.EraseAsync(one, new TopicPerson(null, "高凤仪"), "本人要求", Zhou, default));

        Assert.Matches("^匿名#[0-9A-Z]{5}$", room.Topic(one).Proposal.InNameOf);
        Assert.Equal("高凤仪", room.Topic(two).Proposal.InNameOf);
        Must(await room.Names.EraseAsync(two, new TopicPerson(null, "高凤仪"), "本人要求", Zhou, default));
        Assert.NotEqual(room.Topic(one).Proposal.InNameOf, room.Topic(two).Proposal.InNameOf);
        Assert.Equal(Clerk.Name, room.Topic(one).Steps[0].ByName);
    }

    [Fact]
    public async Task Erase_OfTheOwnName_IsEverybodys_OfAnothersAGridManagers_AndWhoWorksHereSigns()
    {
        await using var room = await StartAsync();
        var id = await room.PlannedAsync();
        Must(await room.Tasks.RemarkAsync(id, 0, "何时开工？", Voter(2), default));
        var (wang, remark, chair) = (new TopicPerson(Wang.Id, Wang.Name), new TopicPerson(Voter(2).Id, Voter(2).Name), new TopicPerson(Chair.Id, Chair.Name));

        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.GridManager))
        {
            Assert.IsType<NameNotYours>((await room.Names.EraseAsync(id, wang, "要求", Of("someone", role), default)).Problem);
        }

        Assert.IsType<OtherCommunity>((await room.Names.EraseAsync(id, wang, "要求", Zhou with { Community = "next" }, default)).Problem);
        Assert.IsType<NameStillNeeded>((await room.Names.EraseAsync(id, chair, "要求", Zhou, default)).Problem);
        Assert.IsType<NameNotThere>((await room.Names.EraseAsync(id, wang with { Name = "别人" }, "要求", Zhou, default)).Problem);
        Assert.IsType<TopicNotValid>((await room.Names.EraseAsync(id, wang, " ", Zhou, default)).Problem);
        Assert.Equal((Wang.Name, Voter(2).Name), (room.Topic(id).Steps[0].ByName, room.Topic(id).Steps[^1].ByName));

        Must(await room.Names.EraseAsync(id, remark, "不想留名", Voter(2), default));

        Assert.Equal([Wang.Name, TopicNames.PseudonymOf(remark, room.Topic(id)), TopicNames.PseudonymOf(remark, room.Topic(id))], [room.Topic(id).Steps[0].ByName, .. room.Topic(id).Steps.TakeLast(2).Select(step => step.ByName)]);
        Assert.IsType<NameNotThere>((await room.Names.EraseAsync(id, remark, "再来", Voter(2), default)).Problem);   // it is gone
        Assert.Equal(TopicStage.Planned, room.Topic(id).Stage);
        Must(await room.Tasks.RemarkAsync(id, 0, "谢谢", Voter(3), default));   // and the topic goes on
    }

    [Fact]
    public async Task Erase_ByTheSamePressTwice_IsOnce()
    {
        await using var room = await StartAsync();
        var id = await room.ProposedAsync();
        var press = Zhou with { CommandKey = Guid.NewGuid() };
        var wang = new TopicPerson(Wang.Id, Wang.Name);

        Must(await room.Names.EraseAsync(id, wang, "要求", press, default));
        Must(await room.Names.EraseAsync(id, wang, "要求", press, default));

        Assert.Single(room.Topic(id).Steps, step => step.Move is TopicNameErased);
    }

    private static async Task<List<AuditRecord>> RecordsAsync(VoteRoom room) => await room.Log.ReadAsync(0, default).ToListAsync();
}
