using System.Buffers.Binary;
using System.Collections.Immutable;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Core.Tests.TimeBank;

/// <summary>Makes steps at random that are mostly possible, sometimes just not: by the state they meet, so that every rule is reached from both sides.</summary>
internal sealed class RandomSteps(int seed, RandomSigners signers)
{
    private const int People = 24;
    private const int Codes = 4;

    private static readonly long[] OddFloors = [TimeBankLimits.LowestFloor - 1, TimeBankLimits.LowestFloor, 0, 1];
    private static readonly long[] OddAmounts = [0, 1, TimeBankLimits.LargestAmount, TimeBankLimits.LargestAmount + 1];

    private readonly Random _chance = new(seed);
    private readonly List<Id32> _records = [];
    private readonly List<Id32> _operations = [];
    private readonly Id32[] _people = [.. Enumerable.Range(0, People).Select(static number => Numbered(1, number))];
    private int _made;

    /// <summary>What a bank needs before anything can happen, by its administrator: the roles.</summary>
    public IEnumerable<(TimeBankStep Step, SignerId By)> Opening()
    {
        (TimeRole, SignerId)[] roles =
        [
            (TimeRole.Operator, signers.Operator), (TimeRole.Coordinator, signers.Coordinator), (TimeRole.Endorser, signers.Endorser),
            (TimeRole.Pauser, signers.Pauser), (TimeRole.Anchorer, signers.Anchorer),
        ];
        foreach (var (role, who) in roles)
        {
            yield return (new SetRole(role, who, true), signers.Admin);
        }

        for (ushort code = 1; code <= Codes; code++)
        {
            yield return (new SetService(code, true, 1, TimeBankLimits.Day, (ushort)(4000 + (code * 2000)), Fresh()), signers.Admin);
        }

        yield return (new SetGuarantee(Fresh(), 3000, Fresh()), signers.Endorser);
        foreach (var person in _people)
        {
            yield return (new SetMember(person, MemberStatus.Active, -600), signers.Endorser);
        }
    }

    /// <summary>A step for a bank in this state, and who signs it.</summary>
    public (TimeBankStep Step, SignerId By) Next(TimeBankState state)
    {
        if (state.Paused && _chance.Next(4) == 0)
        {
            return (new UnpauseBank(), signers.Admin);
        }

        var (step, by) = Choose(state);
        return (step, _chance.Next(40) == 0 ? signers.Any(_chance) : by);
    }

    private (TimeBankStep Step, SignerId By) Choose(TimeBankState state)
    {
        switch (_chance.Next(100))
        {
            case < 24:
                return (File(), signers.Operator);
            case < 36:
                return (new ConfirmService(Record(state, RecordStatus.Filed), Kind(), Fresh()), signers.Coordinator);
            case < 40:
                return (Many(state), signers.Coordinator);
            case < 45:
                var cancelled = _chance.Next(2) == 0;
                var status = _chance.Next(10) == 0 ? (RecordStatus)_chance.Next(9) : cancelled ? RecordStatus.Cancelled : RecordStatus.Rejected;
                return (new CloseService(Record(state, RecordStatus.Filed), status, Fresh()), cancelled ? signers.Operator : signers.Coordinator);
            case < 54:
                return (new DisputeService(Record(state, RecordStatus.Settled), Fresh()), _chance.Next(2) == 0 ? signers.Operator : signers.Coordinator);
            case < 62:
                return (new ResolveDispute(Record(state, RecordStatus.Disputed), Operation(), _chance.Next(3) > 0, Fresh()), signers.Endorser);
            case < 68:
                var from = Someone();
                return (new TransferTime(Operation(), from, _chance.Next(12) == 0 ? from : Someone(), Amount(state), Fresh()), signers.Operator);
            case < 72:
                return (new DonateTime(Operation(), Someone(), Amount(state), Fresh()), signers.Operator);
            case < 76:
                return (new RedeemTime(Operation(), Someone(), Amount(state), Fresh()), signers.Operator);
            case < 80:
                return (new GrantTime(Operation(), Someone(), Amount(state), Fresh()), signers.Endorser);
            case < 82:
                return (new SetGuarantee(Operation(), _chance.Next(8) == 0 ? OddAmounts[_chance.Next(4)] : _chance.Next(6000), Fresh()), signers.Endorser);
            case < 88:
                return (Member(state), signers.Endorser);
            case < 90:
                return (new CloseMember(Operation(), Someone(), Fresh()), signers.Endorser);
            case < 92:
                return (Catalogue(), signers.Admin);
            case < 94:
                return (Role(state), signers.Admin);
            case < 95:
                return _chance.Next(2) == 0 ? (new PauseBank(), signers.Pauser) : (new UnpauseBank(), signers.Admin);
            default:
                var row = state.AnchoredTo + 1 + (_chance.Next(5) == 0 ? _chance.Next(-1, 2) : 0);
                var more = _chance.Next(20) switch { 0 => TimeBankLimits.LargestAmount, 1 => long.MaxValue - row, _ => _chance.Next(-1, 20) };
                return (new AnchorLedger(Math.Max(0, row), Math.Max(0, row + more), Fresh(), Fresh()), signers.Anchorer);
        }
    }

    private FileService File()
    {
        var record = Fresh();
        if (_chance.Next(15) == 0 && _records.Count > 0)
        {
            record = Any(_records);
        }
        else
        {
            _records.Add(record);
        }

        var served = _chance.Next(12) switch { 0 => _chance.Next(0, 1600), 1 => 1, _ => _chance.Next(1, 200) };
        return new FileService(record, Someone(), Someone(), (ushort)_chance.Next(_chance.Next(10) == 0 ? 0 : 1, Codes + 1), (ushort)served, ServedAt(), Fresh());
    }

    // The last days that 40 bits can write among them.
    private long ServedAt() =>
        (_chance.Next(15) switch { 0 => 0, 1 => (TimeBankLimits.LastSecond / TimeBankLimits.SecondsOfDay) - 1, _ => _chance.Next(20_000, 21_000) } * TimeBankLimits.SecondsOfDay)
        + _chance.Next(15) switch { 0 => 1, 1 => TimeBankLimits.SecondsOfDay / 2, _ => 0 };

    private ConfirmMany Many(TimeBankState state)
    {
        var count = _chance.Next(12) switch { 0 => 0, 1 => 101, _ => _chance.Next(1, 6) };
        var filed = _records.Where(r => state.Record(r).Status == RecordStatus.Filed).TakeLast(40).OrderBy(_ => _chance.Next()).Take(count).ToList();
        var records = count > 100 ? Enumerable.Repeat(Fresh(), count) : filed.AsEnumerable();
        ImmutableArray<Id32> all = [.. records];
        return new ConfirmMany(all, Kind(), [.. all.Select(_ => Fresh()).Take(_chance.Next(15) == 0 ? 1 : count)]);
    }

    private SetMember Member(TimeBankState state)
    {
        // Somebody new for one who has left: else the bank would be empty after a while.
        var place = _chance.Next(People);
        if (state.Member(_people[place]).Status == MemberStatus.Closed)
        {
            _people[place] = Fresh();
            return new SetMember(_people[place], MemberStatus.Active, -600);
        }

        var who = _chance.Next(20) switch { 0 => TimeBankLimits.Pool, 1 => default, 2 => Fresh(), _ => Someone() };
        var status = _chance.Next(10) switch { 0 => (MemberStatus)_chance.Next(5), 1 => MemberStatus.Suspended, _ => MemberStatus.Active };
        return new SetMember(who, status, _chance.Next(10) == 0 ? OddFloors[_chance.Next(4)] : _chance.Next(-12, 1) * 60);
    }

    private SetService Catalogue() => new(
        (ushort)_chance.Next(Codes + 1), _chance.Next(8) > 0, (ushort)(_chance.Next(6) == 0 ? 0 : _chance.Next(1, _chance.Next(3) == 0 ? 40 : 2)), (ushort)_chance.Next(20, _chance.Next(6) == 0 ? 1500 : 1441),
        (ushort)_chance.Next(4800, 20200), Fresh());

    private SetRole Role(TimeBankState state)
    {
        if (_chance.Next(4) == 0)
        {
            return _chance.Next(2) == 0 ? new SetRole(TimeRole.Coordinator, signers.Operator, true) : new SetRole(TimeRole.Operator, signers.Coordinator, true);
        }

        // A second administrator goes again: the first one is asked to go only while it must stay.
        if (state.Roles.FirstOrDefault(held => held.Role == TimeRole.Admin && held.Who != signers.Admin) is var second && second.Who != SignerId.None)
        {
            return new SetRole(TimeRole.Admin, second.Who, false);
        }

        var role = (TimeRole)_chance.Next(6);
        var who = role == TimeRole.Admin && _chance.Next(3) == 0 ? signers.Admin : _chance.Next(8) == 0 ? SignerId.None : signers.Any(_chance);

        // The six who act keep what they need: else nothing could happen for the rest of the run.
        return role != TimeRole.Admin && signers.Acts(role, who) ? new SetRole(role, signers.Spare, _chance.Next(2) == 0) : new SetRole(role, who, _chance.Next(2) == 0);
    }

    private long Amount(TimeBankState state)
    {
        var most = state.Members.Count == 0 ? 1 : state.Members.Values.Max(static m => m.Balance);
        return _chance.Next(12) == 0 ? OddAmounts[_chance.Next(4)] : _chance.Next(1, (int)Math.Clamp(most, 2, 400));
    }

    private Id32 Record(TimeBankState state, RecordStatus wanted)
    {
        var fitting = _chance.Next(10) == 0 ? null : _records.AsEnumerable().Reverse().Where(r => state.Record(r).Status == wanted).Take(20).ToList();
        return fitting is { Count: > 0 } ? Any(fitting) : _records.Count == 0 || _chance.Next(5) == 0 ? Fresh() : Any(_records);
    }

    private Id32 Operation()
    {
        if (_chance.Next(20) == 0 && _operations.Count > 0)
        {
            return Any(_operations);
        }

        _operations.Add(Fresh());
        return _operations[^1];
    }

    private ConfirmKind Kind() => (ConfirmKind)(_chance.Next(20) == 0 ? _chance.Next(0, 5) : _chance.Next(1, 4));

    private Id32 Someone() => _chance.Next(60) == 0 ? Fresh() : _people[_chance.Next(People)];

    private Id32 Fresh() => Numbered(2, ++_made);

    private static Id32 Numbered(byte family, int number)
    {
        var bytes = new byte[Id32.Length];
        bytes[0] = family;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(28), number);
        return new Id32(bytes);
    }

    private Id32 Any(List<Id32> list) => list[_chance.Next(list.Count)];
}

/// <summary>Who signs in a random run: one for each role, and one to whom roles come and go.</summary>
internal sealed record RandomSigners(SignerId Admin, SignerId Operator, SignerId Coordinator, SignerId Endorser, SignerId Pauser, SignerId Anchorer, SignerId Spare)
{
    /// <summary>Any of them.</summary>
    public SignerId Any(Random chance) => All[chance.Next(All.Length)];

    /// <summary>Whether somebody needs that role to act.</summary>
    public bool Acts(TimeRole role, SignerId who) => who != Spare && All[(int)role] == who;

    private SignerId[] All => [Admin, Operator, Coordinator, Endorser, Pauser, Anchorer, Spare];
}
