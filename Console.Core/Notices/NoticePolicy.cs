namespace CommunityConsole.Core.Notices;

/// <summary>When to try again, and how a notice moves.</summary>
public static class NoticePolicy
{
    /// <summary>A receiver that is away for long is asked no more often and no less.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>A "stop" that could not be delivered for so long helps nobody any more.</summary>
    public const int StopAttempts = 10;

    /// <summary>Whether the console's own screens show it: not what is for somebody without an account.</summary>
    public static bool IsOnDesk(NoticeStage stage) => stage != NoticeStage.FineAsked;

    /// <summary>1, 2, 4 ... seconds, at most a minute.</summary>
    public static TimeSpan PauseAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(attempts, 30) - 1)));

    /// <summary>Whether the channel has something to do with it now.</summary>
    public static bool IsDue(Notice notice, DateTimeOffset now) =>
        notice.Channel != Notice.Desk && notice.State is NoticeState.Waiting or NoticeState.Stopping && (notice.NextTry is null || notice.NextTry <= now);

    /// <summary>What it was about is over.</summary>
    /// <param name="notice">As it stands.</param>
    /// <param name="underWay">It is being sent just now: the receiver may have it.</param>
    /// <param name="now">UTC.</param>
    public static Notice Over(Notice notice, bool underWay, DateTimeOffset now) => notice switch
    {
        { State: NoticeState.Stopping or NoticeState.Ended } => notice,
        { Channel: not Notice.Desk, State: NoticeState.Sent } => notice with { State = NoticeState.Stopping, Attempts = 0, NextTry = null },
        { Channel: not Notice.Desk } when underWay || notice.Attempts > 0 => notice with { State = NoticeState.Stopping, Attempts = 0, NextTry = null },
        _ => notice with { State = NoticeState.Ended, EndedAt = now },
    };

    /// <summary>The receiver has what was sent.</summary>
    /// <param name="sent">As it was when sending began.</param>
    /// <param name="stored">As it stands: it may be over in the meantime.</param>
    /// <param name="now">UTC.</param>
    public static Notice Done(Notice sent, Notice stored, DateTimeOffset now) => (sent.State, stored.State) switch
    {
        (NoticeState.Waiting, NoticeState.Waiting) => stored with { State = NoticeState.Sent, SentAt = now, NextTry = null, Failure = "" },
        (NoticeState.Waiting, NoticeState.Stopping) => stored with { SentAt = now },
        (NoticeState.Stopping, NoticeState.Stopping) => stored with { State = NoticeState.Ended, EndedAt = now, NextTry = null, Failure = "" },
        _ => stored,
    };

    /// <summary>Sending failed: when to try again.</summary>
    public static Notice Failed(Notice sent, Notice stored, string why, DateTimeOffset now)
    {
        if (sent.State != stored.State)
        {
            return stored with { Failure = why };   // over in the meantime: the stop goes at once
        }

        var attempts = stored.Attempts + 1;
        return stored.State == NoticeState.Stopping && attempts >= StopAttempts
            ? stored with { State = NoticeState.Ended, EndedAt = now, Attempts = attempts, NextTry = null, Failure = why }
            : stored with { Attempts = attempts, NextTry = now + PauseAfter(attempts), Failure = why };
    }
}
