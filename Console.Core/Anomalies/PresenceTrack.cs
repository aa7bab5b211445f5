namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Where the resident is, from lock and door and what follows: a pass through the door is a departure until something
/// inside the home proves otherwise; a pass while away is a return.
/// </summary>
internal sealed class PresenceTrack
{
    // Door and lock events of one pass follow each other within this time.
    private const long OnePass = 3 * EstateClock.Minute;

    // Who came with a staff key moves doors too: at once on the way in, and within these hours on the way out.
    private const long StaffVisit = 10 * EstateClock.Minute;
    private const long LongestVisit = 4 * EstateClock.Hour;

    private const long Told = 14 * EstateClock.Day;

    private byte _presence;
    private long _since;
    private long _lastPass = long.MinValue / 2;
    private long _departure = long.MinValue / 2;
    private long _staff = long.MinValue / 2;
    private bool _visited;    // whoever came with a staff key has not been seen to leave
    private byte _said;
    private long _saidUntil = long.MinValue;

    /// <summary>Whether any lock or door has ever spoken here.</summary>
    public bool HasDoor => _lastPass > long.MinValue / 2;

    /// <summary>Since when the presence holds.</summary>
    public long Since => _since;

    /// <summary>The newest departure of somebody who is away.</summary>
    public long LeftAt => Math.Max(_since, _departure);

    /// <summary>A staff key was used a moment ago: what moves now is not the resident.</summary>
    public bool StaffHere(long now) => now - _staff <= StaffVisit;

    /// <summary>What is believed at an instant; what a worker said goes first until its end.</summary>
    public Presence At(long now) => now < _saidUntil ? (Presence)_said : (Presence)_presence;

    /// <summary>Whether presence at home is proven by door, lock or worker.</summary>
    public bool ProvenHome(long now) => At(now) == Presence.Home && (HasDoor || now < _saidUntil);

    /// <summary>
    /// Whether who is away was seen to leave: through a door or lock that tells its side, or a worker says so. A door that does
    /// not tell its side may as well have been opened for the post.
    /// </summary>
    public bool SeenLeaving(long now) => At(now) == Presence.Away && (now < _saidUntil || _departure >= _since);

    /// <summary>What a worker said, and until when.</summary>
    public (Presence Presence, long Until) Said => ((Presence)_said, _saidUntil);

    /// <summary>A worker says where the resident is, until an instant.</summary>
    public void Say(Presence presence, long until) => (_said, _saidUntil) = ((byte)presence, until);

    /// <summary>A staff key turned.</summary>
    /// <param name="now">When.</param>
    /// <param name="comes">It opened; one that locks behind itself leaves.</param>
    public void Staff(long now, bool comes) => (_staff, _visited) = (now, comes);

    /// <summary>Proof from the lock itself of who is where. The first to leave after a staff key came is whoever had it: of the resident it says nothing.</summary>
    public void Prove(Presence presence, long now)
    {
        if (presence == Presence.Away && IsVisitor(now))
        {
            _lastPass = now;
            return;
        }

        _departure = presence == Presence.Away ? now : _departure;
        Set(presence, now);
        _lastPass = now;
    }

    /// <summary>Lock or door cannot be believed: nothing is known.</summary>
    public void Forget(long now)
    {
        Set(Presence.Unknown, now);
        _lastPass = now;
    }

    /// <summary>A door moved, side unknown.</summary>
    public void PassDoor(long now)
    {
        // Where the lock tells of departures, a door alone is none.
        if (now - _lastPass > OnePass && now - _departure > Told && !IsVisitor(now))
        {
            Set(At(now) == Presence.Away ? Presence.Home : Presence.Away, now);
        }

        _lastPass = now;
    }

    /// <summary>Somebody used water or power inside between two instants: no proof when the pass itself lies between.</summary>
    public void Inside(long from, long now)
    {
        if (HasDoor && from >= _lastPass)
        {
            Set(Presence.Home, now);
        }
    }

    public void Pass(StatePass pass)
    {
        pass.Byte(ref _presence);
        pass.Long(ref _since);
        pass.Long(ref _lastPass);
        pass.Long(ref _departure);
        pass.Long(ref _staff);
        pass.Flag(ref _visited);
        pass.Byte(ref _said);
        pass.Long(ref _saidUntil);
    }

    // Asked of a pass: it ends the visit.
    private bool IsVisitor(long now)
    {
        var visitor = _visited && now - _staff <= LongestVisit;
        _visited = false;
        return visitor;
    }

    private void Set(Presence presence, long now)
    {
        if ((Presence)_presence != presence)
        {
            (_presence, _since) = ((byte)presence, now);
        }
    }
}
