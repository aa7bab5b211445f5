namespace CommunityConsole.Core.Council;

/// <summary>When a log is to be signed again: by the time that passes since its newest checkpoint was seen here, so that setting the clock neither hastens nor stops it.</summary>
internal sealed class CheckpointPace(TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);
    private readonly Dictionary<VoteId, Seen> _seen = [];

    /// <summary>Whether the newest checkpoint is old enough. Looks often, from one place.</summary>
    public bool IsDue(VoteCheckpoint last)
    {
        if (!_seen.TryGetValue(last.Vote, out var seen) || seen.Size != last.Size)
        {
            // Seen for the first time it is a moment old; after a restart as old as the clock says, but never from the future.
            var age = time.GetUtcNow() - last.At;
            _seen[last.Vote] = seen = new Seen(last.Size, time.GetTimestamp(), age > TimeSpan.Zero ? age : TimeSpan.Zero);
        }

        return seen.Age + time.GetElapsedTime(seen.Stamp) >= Between;
    }

    private readonly record struct Seen(long Size, long Stamp, TimeSpan Age);
}
