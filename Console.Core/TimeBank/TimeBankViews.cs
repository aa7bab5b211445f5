using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>A line of a statement.</summary>
/// <param name="Number">Its number in the ledger.</param>
/// <param name="Code">By which the entry is checked in public.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Change">Minutes it added or, negative, took; 0 where none moved.</param>
/// <param name="Service">The service; null where it is none.</param>
/// <param name="Record">The record it is about; null where it is about none.</param>
/// <param name="Status">What has become of the record by now.</param>
/// <param name="With">The other side's masked name; empty where there is none, or it is forgotten.</param>
/// <param name="Text">What was said with it, as far as it is kept.</param>
public sealed record TimeLineView(
    long Number, string Code, DateTimeOffset At, TimeEntryKind Kind, long Change, Sentence? Service, Id32? Record, RecordStatus Status, string With, string Text);

/// <summary>A service record.</summary>
/// <param name="Record">Which.</param>
/// <param name="Provider">Who helped.</param>
/// <param name="Receiver">Who was helped.</param>
/// <param name="ProviderName">Masked; empty where it is forgotten.</param>
/// <param name="ReceiverName">Masked; empty where it is forgotten.</param>
/// <param name="Service">The line of the catalogue.</param>
/// <param name="ServiceCode">Its number.</param>
/// <param name="Served">Minutes served.</param>
/// <param name="Credited">Minutes credited.</param>
/// <param name="Day">The day of it.</param>
/// <param name="FiledAt">When it was filed, UTC.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="SettledAt">When it was settled, UTC; null while it was not.</param>
/// <param name="Evidence">What was done, in words.</param>
/// <param name="Reason">Why it was disputed, or ended, in words.</param>
/// <param name="EndedAt">When the last step was, UTC.</param>
public sealed record RecordView(
    Id32 Record, Id32 Provider, Id32 Receiver, string ProviderName, string ReceiverName, Sentence Service, ushort ServiceCode, int Served, int Credited, DateOnly Day, DateTimeOffset FiledAt,
    RecordStatus Status, DateTimeOffset? SettledAt, string Evidence, string Reason, DateTimeOffset EndedAt);

/// <summary>A member's account.</summary>
/// <param name="Member">Who; null where the person is no member.</param>
/// <param name="Account">The account in figures.</param>
/// <param name="Lines">The newest lines, newest first.</param>
/// <param name="Waiting">Records of the member that wait for a confirmation.</param>
public sealed record TimeStatement(TimePerson? Member, TimeMember Account, IReadOnlyList<TimeLineView> Lines, IReadOnlyList<RecordView> Waiting);

/// <summary>A service that can be filed.</summary>
public sealed record ServiceLineView(CatalogueLine Line, ServiceType Type);
