using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.TimeBank;

/// <summary>The one door of the time bank: members, services, disputes, gifts. Checks rights itself, whatever the page showed; every step is audited.</summary>
/// <remarks>An answer with <see cref="TimeBankChange.IsThere"/> is the first answer once more: the same command has no second effect.</remarks>
public sealed class TimeBankDesk
{
    private const string Me = "time:me";
    private readonly TimeBankCommands _commands;
    private readonly TimeAccounts _accounts;
    private readonly TimeBankOptions _policy;
    private readonly EstateCalendar _calendar;
    private readonly TimeProvider _time;

    internal TimeBankDesk(TimeBankCommands commands, TimeAccounts accounts, IOptions<TimeBankOptions> policy, EstateCalendar calendar, TimeProvider time) =>
        (_commands, _accounts, _policy, _calendar, _time) = (commands, accounts, policy.Value, calendar, time);

    private DateTimeOffset Now => _time.GetUtcNow();

    private DateOnly Today => _calendar.Day(Now);

    /// <summary>Makes the resident a member; the member there is, where there is one.</summary>
    public Task<Result<TimeBankChange>> JoinAsync(int birthYear, Actor resident, CancellationToken cancellation)
    {
        var person = Somebody(resident.Name, "", resident.Id, birthYear, resident);
        return _commands.GiveAsync(TimeBankCommand.Own, "join", Me, resident, "", sight => MemberDecisions.Join(sight, person, _policy, Now, Today), cancellation);
    }

    /// <summary>Takes somebody in at the counter.</summary>
    /// <param name="name">Full name.</param>
    /// <param name="home">The home's id in the community; empty where it is not known.</param>
    /// <param name="birthYear">Year of birth.</param>
    /// <param name="actor">Who enrols.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<TimeBankChange>> EnrolAsync(string name, string home, int birthYear, Actor actor, CancellationToken cancellation)
    {
        var person = Somebody(name, home, null, birthYear, actor);
        return _commands.GiveAsync(TimeBankCommand.Enrol, "enrol", "time:member", actor, "", sight => MemberDecisions.Join(sight, person, _policy, Now, Today), cancellation);
    }

    /// <summary>Lets a member trade no more until further notice.</summary>
    public Task<Result<TimeBankChange>> SuspendAsync(Id32 member, string reason, Actor actor, CancellationToken cancellation) => EndorseAsync(
        "suspend", member, reason, actor, sight => MemberDecisions.Set(sight, member, MemberStatus.Suspended, sight.State.Member(member).Floor, Now), cancellation);

    /// <summary>Lets a member trade again.</summary>
    public Task<Result<TimeBankChange>> ResumeAsync(Id32 member, string reason, Actor actor, CancellationToken cancellation) => EndorseAsync(
        "resume", member, reason, actor, sight => MemberDecisions.Set(sight, member, MemberStatus.Active, sight.State.Member(member).Floor, Now), cancellation);

    /// <summary>Sets how far a member may go below nothing.</summary>
    public Task<Result<TimeBankChange>> FloorAsync(Id32 member, long floor, string reason, Actor actor, CancellationToken cancellation) => EndorseAsync(
        "floor", member, reason, actor, sight => MemberDecisions.Set(sight, member, sight.State.Member(member).Status, floor, Now), cancellation);

    /// <summary>Ends a membership; inheritance is transferred before.</summary>
    public Task<Result<TimeBankChange>> CloseMemberAsync(Id32 member, string reason, Actor actor, CancellationToken cancellation)
    {
        var op = Op(actor);
        return EndorseAsync("close", member, reason, actor, sight => MemberDecisions.Close(sight, member, op, Word(reason, actor), Now), cancellation);
    }

    /// <summary>Forgets whose a closed account was: salt, name and words go, the ledger stays whole.</summary>
    public Task<Result<TimeBankChange>> EraseAsync(Id32 member, string reason, Actor actor, CancellationToken cancellation) =>
        EndorseAsync("erase", member, reason, actor, sight => MemberDecisions.Erase(sight, member), cancellation);

    /// <summary>Sets how far the pool may fall, by an endorsement document.</summary>
    public Task<Result<TimeBankChange>> GuaranteeAsync(long minutes, string document, Actor actor, CancellationToken cancellation)
    {
        var op = Op(actor);
        return SayAsync(TimeBankCommand.Endorse, "guarantee", "time:pool", document, actor, (sight, word) => MemberDecisions.Guarantee(sight, minutes, op, word, Now), cancellation);
    }

    /// <summary>Minutes from the pool for a member.</summary>
    public Task<Result<TimeBankChange>> GrantAsync(Id32 member, long minutes, string reason, Actor actor, CancellationToken cancellation)
    {
        var op = Op(actor);
        return SayAsync(TimeBankCommand.Endorse, "grant", Of(member), reason, actor, (sight, word) => MoveDecisions.Grant(sight, member, minutes, op, word, actor.Id, Now), cancellation);
    }

    /// <summary>Enters a line of the catalogue, or changes it.</summary>
    public Task<Result<TimeBankChange>> SetServiceAsync(CatalogueLine line, ServiceType type, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(
        TimeBankCommand.Catalogue, "catalogue", $"time.service:{line.Code}", actor, "", sight => MemberDecisions.Catalogue(sight, line, type, Now), cancellation);

    /// <summary>Stops everything that moves minutes.</summary>
    public Task<Result<TimeBankChange>> StopAsync(string reason, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(
        TimeBankCommand.Stop, "stop", "time:bank", actor, reason.Trim(), sight => TimeBankPolicy.Wordless(reason, isNeeded: true) is { } wrong ? wrong : TimeBankPolicy.Take(sight, new PauseBank(), Now), cancellation);

    /// <summary>Lets it go on.</summary>
    public Task<Result<TimeBankChange>> GoOnAsync(string reason, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(
        TimeBankCommand.Catalogue, "go-on", "time:bank", actor, reason.Trim(), sight => TimeBankPolicy.Wordless(reason, isNeeded: true) is { } wrong ? wrong : TimeBankPolicy.Take(sight, new UnpauseBank(), Now), cancellation);

    /// <summary>Files a service the resident has given; the answer names the record.</summary>
    /// <param name="receiver">Who was helped.</param>
    /// <param name="code">The line of the catalogue.</param>
    /// <param name="minutes">How long.</param>
    /// <param name="day">The estate's day.</param>
    /// <param name="evidence">What was done; may be empty.</param>
    /// <param name="provider">Who helped.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<TimeBankChange>> FileAsync(Id32 receiver, ushort code, int minutes, DateOnly day, string evidence, Actor provider, CancellationToken cancellation)
    {
        var record = Record(provider);
        return SayAsync(TimeBankCommand.Own, "file", Of(receiver), evidence, provider, (sight, word) => sight.PersonOf(provider.Id) is { } me
            ? ServiceDecisions.File(sight, new ServiceAsk(me.Account, receiver, code, minutes, day, evidence), record, word, _policy, Now, Today)
            : new TimeMemberNotFound(), cancellation, isNeeded: false);
    }

    /// <summary>Files a service for a provider without a phone.</summary>
    public Task<Result<TimeBankChange>> FileForAsync(ServiceAsk ask, Actor actor, CancellationToken cancellation)
    {
        var record = Record(actor);
        return SayAsync(TimeBankCommand.File, "file-for", Of(ask.Provider), ask.Evidence, actor, (sight, word) => ServiceDecisions.File(sight, ask, record, word, _policy, Now, Today), cancellation, isNeeded: false);
    }

    /// <summary>Shows the receiver a one-time code for a record (<see cref="PhoneCode.Shown"/>), to be read out to whoever types it.</summary>
    public Task<Result<TimeBankChange>> ShowCodeAsync(Id32 record, Actor receiver, CancellationToken cancellation)
    {
        var shown = PhoneCode.New();
        return _commands.GiveAsync(TimeBankCommand.Own, "code", OfRecord(record), receiver, "", sight => ServiceDecisions.ShowCode(
            sight, new PhoneCode(record, _accounts.CodeHash(record, shown), Now + _policy.CodeTime, 0) { Shown = shown }, receiver.Id), cancellation);
    }

    /// <summary>Confirms with the code from the receiver's phone: the provider or the receiver types it.</summary>
    public Task<Result<TimeBankChange>> ConfirmByCodeAsync(Id32 record, string code, Actor side, CancellationToken cancellation) => SayAsync(
        TimeBankCommand.Own, "confirm-code", OfRecord(record), "", side, (sight, word) => ServiceDecisions.ConfirmByCode(sight, record, Tried(record, code), word, side.Id, isStation: false, Now), cancellation, isNeeded: false);

    /// <summary>Confirms at the station with the code from the receiver's phone.</summary>
    public Task<Result<TimeBankChange>> ConfirmByCodeForAsync(Id32 record, string code, Actor actor, CancellationToken cancellation) => SayAsync(
        TimeBankCommand.Confirm, "confirm-code-for", OfRecord(record), "", actor, (sight, word) => ServiceDecisions.ConfirmByCode(sight, record, Tried(record, code), word, actor.Id, isStation: true, Now), cancellation, isNeeded: false);

    /// <summary>Confirms at the station for the receiver, who is there or was asked.</summary>
    /// <param name="record">Which.</param>
    /// <param name="isPresent">The receiver stands at the counter; else the station answers for having asked.</param>
    /// <param name="said">How the receiver agreed, in words.</param>
    /// <param name="actor">Who confirms.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<TimeBankChange>> ConfirmAsync(Id32 record, bool isPresent, string said, Actor actor, CancellationToken cancellation) => SayAsync(
        TimeBankCommand.Confirm, "confirm", OfRecord(record), said, actor,
        (sight, word) => ServiceDecisions.Confirm(sight, record, KindOf(isPresent), word, actor.Id, Now), cancellation, isNeeded: !isPresent);

    /// <summary>Confirms many at the station, all or none.</summary>
    public Task<Result<TimeBankChange>> ConfirmManyAsync(IReadOnlyList<Id32> records, bool isPresent, string said, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(
        TimeBankCommand.Confirm, "confirm-many", "time:records", actor, said.Trim(),
        sight => TimeBankPolicy.Wordless(said, isNeeded: !isPresent) is { } wrong ? wrong
            : ServiceDecisions.ConfirmMany(sight, records, KindOf(isPresent), [.. records.Select(_ => Word(said, actor))], actor.Id, Now),
        cancellation);

    /// <summary>The receiver says that it was not so: the record ends without hours.</summary>
    public Task<Result<TimeBankChange>> RejectAsync(Id32 record, string reason, Actor receiver, CancellationToken cancellation) => SayAsync(
        TimeBankCommand.Own, "reject", OfRecord(record), reason, receiver, (sight, word) => ServiceDecisions.End(sight, record, RecordStatus.Rejected, word, receiver.Id, Now), cancellation);

    /// <summary>The station rejects for the receiver.</summary>
    public Task<Result<TimeBankChange>> RejectForAsync(Id32 record, string reason, Actor actor, CancellationToken cancellation) => SayAsync(
        TimeBankCommand.Confirm, "reject-for", OfRecord(record), reason, actor, (sight, word) => ServiceDecisions.End(sight, record, RecordStatus.Rejected, word, null, Now), cancellation);

    /// <summary>The provider takes a record back that nobody has confirmed.</summary>
    public Task<Result<TimeBankChange>> CancelAsync(Id32 record, string reason, Actor provider, CancellationToken cancellation) => SayAsync(
        TimeBankCommand.Own, "cancel", OfRecord(record), reason, provider, (sight, word) => ServiceDecisions.End(sight, record, RecordStatus.Cancelled, word, provider.Id, Now), cancellation);

    /// <summary>Staff takes it back for the provider.</summary>
    public Task<Result<TimeBankChange>> CancelForAsync(Id32 record, string reason, Actor actor, CancellationToken cancellation) => SayAsync(
        TimeBankCommand.File, "cancel-for", OfRecord(record), reason, actor, (sight, word) => ServiceDecisions.End(sight, record, RecordStatus.Cancelled, word, null, Now), cancellation);

    /// <summary>A side disputes a settled record.</summary>
    public Task<Result<TimeBankChange>> DisputeAsync(Id32 record, string reason, Actor side, CancellationToken cancellation) => SayAsync(
        TimeBankCommand.Own, "dispute", OfRecord(record), reason, side, (sight, word) => DisputeDecisions.Open(sight, record, word, side.Id, Now), cancellation);

    /// <summary>Staff writes a dispute down for a side.</summary>
    public Task<Result<TimeBankChange>> DisputeForAsync(Id32 record, string reason, Actor actor, CancellationToken cancellation) => SayAsync(
        TimeBankCommand.File, "dispute-for", OfRecord(record), reason, actor, (sight, word) => DisputeDecisions.Open(sight, record, word, null, Now), cancellation);

    /// <summary>Rules on a dispute: the record stands, or the receiver gets the minutes back.</summary>
    public Task<Result<TimeBankChange>> RuleAsync(Id32 record, bool reverse, string reason, Actor actor, CancellationToken cancellation) => SayAsync(
        TimeBankCommand.Rule, reverse ? "reverse" : "uphold", OfRecord(record), reason, actor, (sight, word) => DisputeDecisions.Rule(sight, record, reverse, word, actor.Id, Now), cancellation);

    /// <summary>Gives own minutes to a relative.</summary>
    /// <param name="to">The relative's account.</param>
    /// <param name="minutes">How many.</param>
    /// <param name="relation">What the other is to the resident: 母亲, 女儿.</param>
    /// <param name="resident">Who gives.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<TimeBankChange>> TransferAsync(Id32 to, long minutes, string relation, Actor resident, CancellationToken cancellation)
    {
        var op = Op(resident);
        return OwnAsync("transfer", Of(to), relation, resident, (sight, me, word) => MoveDecisions.Transfer(sight, me, to, minutes, op, word, Now), cancellation);
    }

    /// <summary>Gives own minutes to the pool.</summary>
    public Task<Result<TimeBankChange>> DonateAsync(long minutes, string memo, Actor resident, CancellationToken cancellation)
    {
        var op = Op(resident);
        return OwnAsync("donate", "time:pool", memo, resident, (sight, me, word) => MoveDecisions.Donate(sight, me, minutes, op, word, Now), cancellation, isNeeded: false);
    }

    /// <summary>Exchanges own minutes for something.</summary>
    public Task<Result<TimeBankChange>> RedeemAsync(long minutes, string what, Actor resident, CancellationToken cancellation)
    {
        var op = Op(resident);
        return OwnAsync("redeem", "time:pool", what, resident, (sight, me, word) => MoveDecisions.Redeem(sight, me, minutes, op, word, _policy, Now, Today), cancellation);
    }

    private Task<Result<TimeBankChange>> OwnAsync(
        string name, string subject, string text, Actor resident, Func<ITimeBankSight, Id32, TimeWord, Result<TimeBankChange>> decide, CancellationToken cancellation, bool isNeeded = true) => SayAsync(
        TimeBankCommand.Own, name, subject, text, resident, (sight, word) => sight.PersonOf(resident.Id) is { } me ? decide(sight, me.Account, word) : new TimeMemberNotFound(), cancellation, isNeeded);

    private Task<Result<TimeBankChange>> EndorseAsync(string name, Id32 member, string reason, Actor actor, Func<ITimeBankSight, Result<TimeBankChange>> decide, CancellationToken cancellation) => _commands.GiveAsync(
        TimeBankCommand.Endorse, name, Of(member), actor, reason.Trim(), sight => TimeBankPolicy.Wordless(reason, isNeeded: true) is { } wrong ? wrong : decide(sight), cancellation);

    // The audit has the words too, where they can be erased; the ledger has their hash.
    private Task<Result<TimeBankChange>> SayAsync(
        TimeBankCommand command, string name, string subject, string text, Actor actor, Func<ITimeBankSight, TimeWord, Result<TimeBankChange>> decide, CancellationToken cancellation, bool isNeeded = true) => _commands.GiveAsync(
        command, name, subject, actor, text.Trim(), sight => TimeBankPolicy.Wordless(text, isNeeded) is { } wrong ? wrong : decide(sight, Word(text, actor)), cancellation);

    private TimePerson Somebody(string name, string home, StaffId? person, int birthYear, Actor actor)
    {
        var (salt, local) = (TimeAccounts.NewSalt(), actor.CommandKey ?? Guid.NewGuid());
        return new TimePerson(_accounts.Of(salt, local), local, salt, name, home, person, birthYear, Now);
    }

    private TimeWord Word(string text, Actor actor) => TimeWord.Of(text.Trim(), actor.Id, Now);

    private Id32 Tried(Id32 record, string code) => _accounts.CodeHash(record, string.Concat((code ?? "").Where(char.IsAsciiDigit)));

    private Id32 Op(Actor actor) => TimeBankOps.Move(_commands.Community, actor.CommandKey ?? Guid.NewGuid());

    private Id32 Record(Actor actor) => TimeBankOps.Record(_commands.Community, actor.CommandKey ?? Guid.NewGuid());

    private static ConfirmKind KindOf(bool isPresent) => isPresent ? ConfirmKind.Present : ConfirmKind.StationInstead;

    private static string Of(Id32 account) => $"time.account:{account}";

    private static string OfRecord(Id32 record) => $"time.record:{record}";
}
