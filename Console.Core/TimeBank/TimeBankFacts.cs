namespace CommunityConsole.Core.TimeBank;

/// <summary>Something that happened in the time bank; each kind is an event of the contract.</summary>
public abstract record TimeBankFact;

/// <summary>A service was filed.</summary>
public sealed record ServiceFiled(Id32 Record, Id32 Provider, Id32 Receiver, ushort Code, ushort Served, ushort Credited, long ServedAt, Id32 Evidence) : TimeBankFact;

/// <summary>A service was confirmed, with both balances after it.</summary>
public sealed record ServiceSettled(
    Id32 Record, Id32 Provider, Id32 Receiver, ushort Credited, ConfirmKind Kind, Id32 Consent, long ProviderBalance, long ReceiverBalance) : TimeBankFact;

/// <summary>A record was rejected or cancelled, or a dispute about it decided.</summary>
public sealed record ServiceClosed(Id32 Record, RecordStatus Status, Id32 Reason) : TimeBankFact;

/// <summary>A dispute was opened.</summary>
public sealed record ServiceDisputed(Id32 Record, SignerId By, Id32 Reason) : TimeBankFact;

/// <summary>Hours moved between two accounts, the pool being one.</summary>
public sealed record TimeMoved(Id32 Op, Id32 From, Id32 To, MoveKind Kind, long Amount, Id32 Memo) : TimeBankFact;

/// <summary>A member's status or floor was set.</summary>
public sealed record MemberSet(Id32 Member, MemberStatus Status, long Floor) : TimeBankFact;

/// <summary>The guarantee was set.</summary>
public sealed record GuaranteeSet(Id32 Op, long Cap, Id32 Document) : TimeBankFact;

/// <summary>The ledger was anchored.</summary>
public sealed record Anchored(long To, long From, Id32 Root, Id32 Head) : TimeBankFact;

/// <summary>A line of the catalogue was set.</summary>
public sealed record ServiceTypeSet(ushort Code, bool Active, ushort Least, ushort Most, ushort Weight, Id32 Standard) : TimeBankFact;

/// <summary>A role was given or taken.</summary>
public sealed record RoleSet(TimeRole Role, SignerId Who, bool Granted) : TimeBankFact;

/// <summary>The bank was stopped, or goes on.</summary>
public sealed record PausedSet(bool Paused, SignerId By) : TimeBankFact;

/// <summary>The contract has ended.</summary>
public sealed record Retired(SignerId Successor, Id32 FinalRoot) : TimeBankFact;
