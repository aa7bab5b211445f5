namespace CommunityConsole.Core.Council;

/// <summary>How far a vote has come; it only ever goes forward.</summary>
public enum VoteState
{
    /// <summary>Settled and published, not open yet.</summary>
    Prepared,

    /// <summary>Ballots are taken.</summary>
    Open,

    /// <summary>Counted; nothing can be added.</summary>
    Closed,

    /// <summary>The chair has read the result out.</summary>
    Announced,

    /// <summary>Given up before it was closed; what was cast counts for nothing.</summary>
    Cancelled,
}
