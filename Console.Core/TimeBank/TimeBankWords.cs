namespace CommunityConsole.Core.TimeBank;

/// <summary>What a signer may do. Nobody files and confirms.</summary>
public enum TimeRole
{
    /// <summary>The council: roles, catalogue, going on after a stop, the end.</summary>
    Admin,

    /// <summary>The console: files services and moves hours.</summary>
    Operator,

    /// <summary>The station: confirms and rejects.</summary>
    Coordinator,

    /// <summary>The street office: members, floors, guarantee, grants, rulings.</summary>
    Endorser,

    /// <summary>May stop, nothing else.</summary>
    Pauser,

    /// <summary>Writes anchors of the ledger.</summary>
    Anchorer,
}

/// <summary>What became of a service record; the numbers are the contract's.</summary>
public enum RecordStatus : byte
{
    None,
    Filed,
    Settled,
    Rejected,
    Disputed,
    Upheld,
    Reversed,
    Cancelled,
}

/// <summary>Whether a member may trade; the numbers are the contract's.</summary>
public enum MemberStatus : byte
{
    None,
    Active,
    Suspended,
    Closed,
}

/// <summary>Why hours moved; the numbers are the contract's.</summary>
public enum MoveKind : byte
{
    None,
    Transfer,
    Donation,
    Redemption,
    Grant,
    Reversal,
    WriteOff,
}

/// <summary>How a service was confirmed; the numbers are the contract's.</summary>
public enum ConfirmKind : byte
{
    None,
    Present,
    PhoneOrPin,
    StationInstead,
}
