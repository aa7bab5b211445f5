using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council.Topics;

/// <summary>What the tests of topics do again and again in a <see cref="VoteRoom"/>: three voters, their council's rules.</summary>
internal static class TopicRoom
{
    internal static readonly Actor Wang = VoteRoom.Voter(1);

    internal static async Task<TopicId> ProposedAsync(this VoteRoom room, Actor? by = null) => Must(await room.TopicDesk.ProposeAsync("建充电棚", "3 号楼东侧建电动车充电棚，问 13800008000", "", by ?? Wang, default)).Id;

    internal static async Task<TopicId> TakenAsync(this VoteRoom room)
    {
        var id = await room.ProposedAsync();
        Must(await room.TopicDesk.TakeAsync(id, "属于议事范围", VoteRoom.Chair, default));
        return id;
    }

    internal static async Task<TopicId> PublishedAsync(this VoteRoom room)
    {
        var id = await room.TakenAsync();
        Must(await room.TopicDesk.PublishAsync(id, room.Motion(), null, "", VoteRoom.Chair, default));
        return id;
    }

    internal static async Task<TopicId> CalledAsync(this VoteRoom room)
    {
        var id = await room.PublishedAsync();
        Must(await room.CallAsync(id));
        return id;
    }

    internal static async Task<TopicId> MetAsync(this VoteRoom room, params int[] present)
    {
        var id = await room.CalledAsync();
        room.Time.SetUtcNow(room.Topic(id).Meeting!.At);
        Must(await room.TopicDesk.AttendAsync(id, (present.Length > 0 ? present : [1, 2]).ToHashSet(), VoteRoom.Chair, default));
        return id;
    }

    internal static async Task<TopicId> ResolvedAsync(this VoteRoom room, string options = "for for for")
    {
        var id = await room.MetAsync();
        var vote = room.Topic(id).Vote!.Value;
        Must(await room.Desk.OpenAsync(vote, VoteRoom.Chair, default));
        foreach (var (option, index) in options.Split(' ').Select((option, index) => (option, index)))
        {
            Must(await room.CastAsync(vote, index + 1, option));
        }

        Must(await room.Desk.CloseAsync(vote, VoteRoom.Chair, default));
        Must(await room.Desk.AnnounceAsync(vote, VoteRoom.Chair, default));
        await room.TopicCommands.FollowAllAsync(default);
        return id;
    }

    internal static async Task<TopicId> PlannedAsync(this VoteRoom room)
    {
        var id = await room.ResolvedAsync();
        Must(await room.MinuteAsync(id));
        Must(await room.TopicDesk.PlanAsync(id, new TopicPlanned(2026, "建成一处充电棚"), VoteRoom.Chair, default));
        return id;
    }

    internal static Topic Topic(this VoteRoom room, TopicId id) => room.TopicBoard.Find(id)!;

    internal static VoteDraft Motion(this VoteRoom room, string profile = "council")
    {
        var opens = room.Desk.Earliest(RuleProfiles.Default.Find(profile)!.OfTopic());
        return VoteRoom.Draft(3, profile: profile) with { Question = "同意建充电棚吗？", OpensAt = opens, ClosesAt = opens.AddDays(2) };
    }

    internal static Task<Result<Topic>> CallAsync(this VoteRoom room, TopicId id) =>
        room.TopicDesk.CallAsync(id, new TopicCalled("听专家说", "社区活动室", room.Topic(id).NoticeUntil.AddHours(10)), VoteRoom.Chair, default);

    internal static Task<Result<Topic>> CallAs(this VoteRoom room, TopicId id, Actor actor) =>
        room.TopicDesk.CallAsync(id, new TopicCalled("", "", room.Time.GetUtcNow()), actor, default);

    internal static Task<Result<Topic>> MinuteAsync(this VoteRoom room, TopicId id) =>
        room.TopicDesk.MinuteAsync(id, new TopicMinuted("三人到会，同意付表决。", "https://example.org/13800008000", [new ExpertOpinion("消防 李工", "要有喷淋")]), VoteRoom.Chair, default);

    internal static TaskTerms Terms(this VoteRoom room, StaffId? person = null, int days = 14) =>
        new("立柱、顶棚、喷淋", person, person is null ? "lift-company" : null, room.Calendar.Day(room.Time.GetUtcNow()).AddDays(days));

    internal static T Must<T>(Result<T> result)
    {
        Assert.True(result.Succeeded, result.Problem?.Message.En);
        return result.Value;
    }
}
