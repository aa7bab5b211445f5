using System.Collections.Immutable;

namespace CommunityConsole.Core.TimeBank;

/// <summary>A member's account.</summary>
public sealed record TimeMember(long Balance, long Floor, long Provided, MemberStatus Status)
{
    /// <summary>Who never was one.</summary>
    public static readonly TimeMember None = new(0, 0, 0, MemberStatus.None);
}

/// <summary>A record of a service.</summary>
public sealed record ServiceRecord(Id32 Provider, Id32 Receiver, SignerId Filer, ushort Credited, RecordStatus Status, long SettledAt)
{
    /// <summary>Nothing was filed under that id.</summary>
    public static readonly ServiceRecord None = new(default, default, SignerId.None, 0, RecordStatus.None, 0);
}

/// <summary>A line of the catalogue.</summary>
public sealed record ServiceType(bool Active, ushort Least, ushort Most, ushort Weight)
{
    /// <summary>No such service.</summary>
    public static readonly ServiceType None = new(false, 0, 0, 0);
}

/// <summary>Everything the rules look at. It never changes: a step gives the next one.</summary>
public sealed record TimeBankState
{
    private TimeBankState()
    {
    }

    /// <summary>All accounts that ever were.</summary>
    public ImmutableDictionary<Id32, TimeMember> Members { get; internal init; } = ImmutableDictionary<Id32, TimeMember>.Empty;

    /// <summary>All records.</summary>
    public ImmutableDictionary<Id32, ServiceRecord> Records { get; internal init; } = ImmutableDictionary<Id32, ServiceRecord>.Empty;

    /// <summary>The catalogue.</summary>
    public ImmutableDictionary<ushort, ServiceType> Services { get; internal init; } = ImmutableDictionary<ushort, ServiceType>.Empty;

    /// <summary>Operations that have acted.</summary>
    public ImmutableHashSet<Id32> Operations { get; internal init; } = [];

    /// <summary>Who holds which role.</summary>
    public ImmutableHashSet<(TimeRole Role, SignerId Who)> Roles { get; internal init; } = [];

    /// <summary>All members together.</summary>
    public long MemberTotal { get; internal init; }

    /// <summary>The pool: what members gave, less what they got.</summary>
    public long Pool { get; internal init; }

    /// <summary>How far the pool may fall.</summary>
    public long Cap { get; internal init; }

    /// <summary>Stopped.</summary>
    public bool Paused { get; internal init; }

    /// <summary>Ended.</summary>
    public bool Retired { get; internal init; }

    /// <summary>The last row of the ledger that is anchored.</summary>
    public long AnchoredTo { get; internal init; }

    /// <summary>A new bank with its first administrator.</summary>
    public static TimeBankState StartedBy(SignerId admin) => new() { Roles = [(TimeRole.Admin, admin)] };

    /// <summary>A member; <see cref="TimeMember.None"/> where there is none.</summary>
    public TimeMember Member(Id32 id) => Members.GetValueOrDefault(id, TimeMember.None);

    /// <summary>A record; <see cref="ServiceRecord.None"/> where there is none.</summary>
    public ServiceRecord Record(Id32 id) => Records.GetValueOrDefault(id, ServiceRecord.None);

    /// <summary>A line of the catalogue; <see cref="ServiceType.None"/> where there is none.</summary>
    public ServiceType Service(ushort code) => Services.GetValueOrDefault(code, ServiceType.None);
}
