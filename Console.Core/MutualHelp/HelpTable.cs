namespace CommunityConsole.Core.MutualHelp;

/// <summary>How far help has come.</summary>
public enum HelpState
{
    /// <summary>待对接: asked for, nobody has been found.</summary>
    Asked,

    /// <summary>待双方同意: somebody is proposed.</summary>
    Proposed,

    /// <summary>已约定: both have agreed.</summary>
    Agreed,

    /// <summary>已服务: the helper says it is done; the time bank does not have it yet.</summary>
    Served,

    /// <summary>待确认: filed at the time bank.</summary>
    Filed,

    /// <summary>已结算: confirmed, the minutes have moved.</summary>
    Settled,

    /// <summary>未认可: whoever was to be helped said no.</summary>
    Rejected,

    /// <summary>有争议.</summary>
    Disputed,

    /// <summary>维持: the ruling left it as it was.</summary>
    Upheld,

    /// <summary>已冲正: the ruling took it back.</summary>
    Reversed,

    /// <summary>已取消.</summary>
    Cancelled,

    /// <summary>已过期: its time has passed.</summary>
    Expired,
}

/// <summary>What can be done with it.</summary>
public enum HelpMove
{
    Propose,
    Agree,
    Decline,
    Cancel,
    Serve,
    File,
    Confirm,
    Reject,
    Dispute,
    Uphold,
    Reverse,
    Expire,
}

/// <summary>In what capacity somebody acts.</summary>
public enum HelpSide
{
    /// <summary>None: the role has no part in it.</summary>
    None,

    /// <summary>Whoever is to be helped.</summary>
    Receiver,

    /// <summary>Whoever is proposed, or helps.</summary>
    Helper,

    /// <summary>Any other resident.</summary>
    Neighbour,

    /// <summary>The station: for those without a phone, and where nobody is found.</summary>
    Station,

    /// <summary>The program: time has passed, or the ledger says so.</summary>
    Program,
}

/// <summary>The way of help as a table: from which state, by whom, what leads where. What is not here cannot be done.</summary>
public static class HelpTable
{
    private static readonly Row[] Rows =
    [
        new(HelpState.Asked, HelpMove.Propose, HelpState.Proposed, HelpSide.Receiver, HelpSide.Neighbour, HelpSide.Station),
        new(HelpState.Asked, HelpMove.Cancel, HelpState.Cancelled, HelpSide.Receiver, HelpSide.Station),
        new(HelpState.Asked, HelpMove.Expire, HelpState.Expired, HelpSide.Program),
        new(HelpState.Proposed, HelpMove.Agree, HelpState.Agreed, HelpSide.Receiver, HelpSide.Helper, HelpSide.Station),   // once both have
        new(HelpState.Proposed, HelpMove.Decline, HelpState.Asked, HelpSide.Receiver, HelpSide.Helper, HelpSide.Station),
        new(HelpState.Proposed, HelpMove.Cancel, HelpState.Cancelled, HelpSide.Receiver, HelpSide.Station),
        new(HelpState.Proposed, HelpMove.Expire, HelpState.Expired, HelpSide.Program),
        new(HelpState.Agreed, HelpMove.Decline, HelpState.Asked, HelpSide.Helper, HelpSide.Station),
        new(HelpState.Agreed, HelpMove.Cancel, HelpState.Cancelled, HelpSide.Receiver, HelpSide.Station),
        new(HelpState.Agreed, HelpMove.Serve, HelpState.Served, HelpSide.Helper),
        new(HelpState.Agreed, HelpMove.Expire, HelpState.Expired, HelpSide.Program),
        new(HelpState.Served, HelpMove.Serve, HelpState.Served, HelpSide.Helper),   // other minutes, while the bank does not have it
        new(HelpState.Served, HelpMove.File, HelpState.Filed, HelpSide.Helper, HelpSide.Program),
        new(HelpState.Served, HelpMove.Cancel, HelpState.Cancelled, HelpSide.Helper, HelpSide.Station),
        new(HelpState.Served, HelpMove.Expire, HelpState.Expired, HelpSide.Program),
        new(HelpState.Filed, HelpMove.Confirm, HelpState.Settled, HelpSide.Helper, HelpSide.Station, HelpSide.Program),   // the helper with the code of the receiver's phone
        new(HelpState.Filed, HelpMove.Reject, HelpState.Rejected, HelpSide.Receiver, HelpSide.Station, HelpSide.Program),
        new(HelpState.Filed, HelpMove.Cancel, HelpState.Cancelled, HelpSide.Program),
        new(HelpState.Settled, HelpMove.Dispute, HelpState.Disputed, HelpSide.Receiver, HelpSide.Helper, HelpSide.Station, HelpSide.Program),
        new(HelpState.Disputed, HelpMove.Uphold, HelpState.Upheld, HelpSide.Program),
        new(HelpState.Disputed, HelpMove.Reverse, HelpState.Reversed, HelpSide.Program),
    ];

    /// <summary>Where the move leads; null where it cannot be made so.</summary>
    public static HelpState? Next(HelpState from, HelpMove move, HelpSide side) =>
        Array.Find(Rows, row => row.From == from && row.Move == move && row.Sides.Contains(side))?.To;

    /// <summary>Nobody has anything to do with it any more, but for a dispute.</summary>
    public static bool HasEnded(HelpState state) => state >= HelpState.Settled && state != HelpState.Disputed;

    private sealed record Row(HelpState From, HelpMove Move, HelpState To, params HelpSide[] Sides);
}
