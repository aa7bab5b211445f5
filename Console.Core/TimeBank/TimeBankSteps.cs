using System.Collections.Immutable;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Something asked of the time bank; each kind is a function of the contract.</summary>
public abstract record TimeBankStep;

/// <summary>The provider's side files a service.</summary>
/// <param name="ServedAt">The estate's day of the service, by <see cref="TimeBankLimits.DayNumber"/>.</param>
public sealed record FileService(Id32 Record, Id32 Provider, Id32 Receiver, ushort Code, ushort Served, long ServedAt, Id32 Evidence) : TimeBankStep;

/// <summary>The receiver's side confirms it: the hours move.</summary>
public sealed record ConfirmService(Id32 Record, ConfirmKind Kind, Id32 Consent) : TimeBankStep;

/// <summary>The same for many: all or none.</summary>
public sealed record ConfirmMany(ImmutableArray<Id32> Records, ConfirmKind Kind, ImmutableArray<Id32> Consents) : TimeBankStep;

/// <summary>Ends a filed record without hours, as rejected or cancelled.</summary>
public sealed record CloseService(Id32 Record, RecordStatus Status, Id32 Reason) : TimeBankStep;

/// <summary>Opens a dispute about a settled record.</summary>
public sealed record DisputeService(Id32 Record, Id32 Reason) : TimeBankStep;

/// <summary>Rules on a dispute.</summary>
public sealed record ResolveDispute(Id32 Record, Id32 Op, bool Reverse, Id32 Reason) : TimeBankStep;

/// <summary>Gives own hours to another member.</summary>
public sealed record TransferTime(Id32 Op, Id32 From, Id32 To, long Amount, Id32 Memo) : TimeBankStep;

/// <summary>Gives own hours to the pool.</summary>
public sealed record DonateTime(Id32 Op, Id32 Member, long Amount, Id32 Memo) : TimeBankStep;

/// <summary>Exchanges own hours for something.</summary>
public sealed record RedeemTime(Id32 Op, Id32 Member, long Amount, Id32 Memo) : TimeBankStep;

/// <summary>Hours from the pool for a member.</summary>
public sealed record GrantTime(Id32 Op, Id32 Member, long Amount, Id32 Memo) : TimeBankStep;

/// <summary>How far the pool may fall.</summary>
public sealed record SetGuarantee(Id32 Op, long Cap, Id32 Document) : TimeBankStep;

/// <summary>Takes a member in, suspends one, lets one trade again, or moves the floor.</summary>
public sealed record SetMember(Id32 Member, MemberStatus Status, long Floor) : TimeBankStep;

/// <summary>Ends a membership.</summary>
public sealed record CloseMember(Id32 Op, Id32 Member, Id32 Memo) : TimeBankStep;

/// <summary>A line of the catalogue.</summary>
public sealed record SetService(ushort Code, bool Active, ushort Least, ushort Most, ushort Weight, Id32 Standard) : TimeBankStep;

/// <summary>Gives or takes a role.</summary>
public sealed record SetRole(TimeRole Role, SignerId Who, bool Granted) : TimeBankStep;

/// <summary>Stops everything that moves hours.</summary>
public sealed record PauseBank : TimeBankStep;

/// <summary>Lets it go on.</summary>
public sealed record UnpauseBank : TimeBankStep;

/// <summary>The end of this contract.</summary>
public sealed record RetireBank(SignerId Successor, Id32 FinalRoot) : TimeBankStep;

/// <summary>Rows of the ledger, their root, and the hash of the last one.</summary>
public sealed record AnchorLedger(long From, long To, Id32 Root, Id32 Head) : TimeBankStep;
