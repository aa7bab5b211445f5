using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>What the two people at the papers do.</summary>
internal static class PaperRoom
{
    internal static readonly Actor One = VoteRoom.Clerk;
    internal static readonly Actor Two = VoteRoom.Second;

    internal static async Task<(VoteId Id, IReadOnlyList<RollId> Roll)> OpenAsync(VoteRoom room, VoteMode mode)
    {
        var id = await room.OpenAsync(VoteRoom.Draft(8, mode));
        return (id, [.. (await room.Archive.RollAsync(id, VoteRoom.Chair, default)).Value.Select(line => line.Entry.Id)]);
    }

    internal static async Task<PaperOutcome> EnterAsync(VoteRoom room, VoteId id, RollId entry, string option, Actor clerk) =>
        (await room.Papers.EnterAsync(id, entry, option, clerk, default)).Value.Outcome;

    internal static async Task HandAsync(VoteRoom room, VoteId id, IEnumerable<RollId> voters)
    {
        foreach (var voter in voters)
        {
            Assert.True((await room.Papers.HandAsync(id, voter, One, default)).Succeeded);
            Assert.True((await room.Papers.HandAsync(id, voter, Two, default)).Succeeded);
        }
    }

    internal static async Task OpenUrnAsync(VoteRoom room, VoteId id, IReadOnlyList<RollId> roll)
    {
        await HandAsync(room, id, roll.Take(5));
        Assert.True((await room.Papers.OpenUrnAsync(id, One, default)).Succeeded);
        Assert.True((await room.Papers.OpenUrnAsync(id, Two, default)).Succeeded);
    }

    internal static async Task SheetsAsync(VoteRoom room, VoteId id, params int[] sheets)
    {
        foreach (var sheet in sheets)
        {
            Assert.True((await room.Papers.EnterSheetAsync(id, sheet, VoteOption.Against, "", One, default)).Succeeded);
            Assert.True((await room.Papers.EnterSheetAsync(id, sheet, VoteOption.Against, "", Two, default)).Succeeded);
        }
    }

    internal static async Task PutAsync(VoteRoom room, VoteId id, VoteMode mode, RollId entry, Actor clerk)
    {
        if (mode == VoteMode.Secret)
        {
            Assert.True((await room.Papers.EnterSheetAsync(id, 7, VoteOption.Against, "青松 喜鹊", clerk, default)).Succeeded);
        }
        else
        {
            Assert.True((await room.Papers.EnterAsync(id, entry, VoteOption.Against, clerk, default)).Succeeded);
        }
    }

    internal static async Task<IReadOnlyList<SlipLine>> LinesAsync(VoteRoom room, VoteId id) => (await room.Papers.ListAsync(id, One, default)).Value;

    internal static async Task<IEnumerable<VoteLeaf>> LeavesAsync(VoteRoom room, VoteId id) =>
        (await room.Archive.RecordAsync(id, VoteRoom.Shen, default)).Value.Leaves.Select(line => VoteLeaf.Read(LogLine.Read(line).Content));

    internal static async Task<VoteVerdict> VerdictAsync(VoteRoom room, VoteId id) =>
        VoteCheck.Of(PublishedVote.Of((await room.Archive.RecordAsync(id, VoteRoom.Shen, default)).Value));
}
