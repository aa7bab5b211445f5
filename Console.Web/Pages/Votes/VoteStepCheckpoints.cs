using CommunityConsole.Core.Council;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>The checkpoints a sheet of paper has room for: signed at the opening and at the end of a vote, not every ten minutes between.</summary>
internal static class VoteStepCheckpoints
{
    /// <summary>In the order they were signed, each with the kind of its step.</summary>
    public static IReadOnlyList<(string Kind, VoteCheckpoint Checkpoint)> Of(VoteView vote, IReadOnlyList<VoteCheckpoint> kept)
    {
        List<(string, VoteCheckpoint)> signed = [];
        void Add(string kind, DateTimeOffset? at)
        {
            if (at is { } step && kept.FirstOrDefault(one => one.At >= step) is { } found)
            {
                signed.Add((kind, found));
            }
        }

        Add("Opened", vote.OpenedAt);
        Add("Closed", vote.ClosedAt);
        Add("Announced", vote.AnnouncedAt);
        if (vote.State == VoteState.Cancelled && kept.Count > 0)
        {
            signed.Add(("Cancelled", kept[^1]));
        }

        return signed;
    }
}
