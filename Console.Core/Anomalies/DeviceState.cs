namespace CommunityConsole.Core.Anomalies;

/// <summary>One device of a home as its watch follows it.</summary>
internal sealed class DeviceState(string name)
{
    /// <summary>After this much silence a meter is thought to be gone and the others are watched without it.</summary>
    private const long Gone = 7 * EstateClock.Day;

    private const long Doubted = EstateClock.Day;

    // A meter that reports less often than this cannot hold the watch back.
    private const long Prompt = 3 * EstateClock.Hour;

    // Doors and buttons speak when somebody moves, not by a rhythm.
    private const long EventLimit = 3 * EstateClock.Day;

    private long _lastAt = long.MinValue;
    private long _coveredTo = long.MinValue;
    private long _wattsAt = long.MinValue;
    private long _rowFrom = long.MinValue;
    private long _lastMove = long.MinValue;
    private long _alarmAt = long.MinValue;
    private long _doubtedTo = long.MinValue;
    private ChatterLevel? _chatter;
    private SteadyPower? _steady;
    private bool _silent;
    private bool _stuck;
    private bool _countsEnergy;

    public string Name { get; } = name;

    /// <summary>Of its rows, by the times they tell of.</summary>
    public ReportRhythm Rhythm { get; } = new();

    /// <summary>Of its messages, by the times they came.</summary>
    public UploadRhythm Uploads { get; } = new();

    public RegisterTrack Register { get; } = new();

    /// <summary>Of a lock, door or button.</summary>
    public ChatterLevel Chatter => _chatter ??= new ChatterLevel();

    /// <summary>Of a power meter.</summary>
    public SteadyPower Steady => _steady ??= new SteadyPower();

    /// <summary>Of a power meter.</summary>
    public PowerChanges? Changes { get; private set; }

    /// <summary>Makes it a power meter.</summary>
    public PowerChanges Power => Changes ??= new PowerChanges();

    /// <summary>The time of its newest row.</summary>
    public long LastAt => _lastAt;

    public bool IsMeter => _coveredTo != long.MinValue;

    public bool Silent => _silent;

    /// <summary>It counts watt-hours itself: its momentary power is not added up as well.</summary>
    public bool CountsEnergy
    {
        get => _countsEnergy;
        set => _countsEnergy = value;
    }

    /// <summary>It stands still while other things of the home move: it is not believed until it moves.</summary>
    public bool Stuck
    {
        get => _stuck;
        set => _stuck = value;
    }

    public ref long CoveredTo => ref _coveredTo;

    public ref long WattsAt => ref _wattsAt;

    /// <summary>From when the newest row of use tells.</summary>
    public ref long RowFrom => ref _rowFrom;

    public ref long LastMove => ref _lastMove;

    public ref long AlarmAt => ref _alarmAt;

    /// <summary>When its silence becomes a fault.</summary>
    public long SilenceDue => _silent || Uploads.Heard == long.MinValue ? long.MaxValue : Uploads.Heard + SilenceLimit;

    private long SilenceLimit => IsMeter ? Uploads.Limit ?? Rhythm.Limit : Math.Max(EventLimit, 4 * Rhythm.Limit);

    public bool IsPrompt => Rhythm.Usual is not { } usual || usual <= Prompt;

    public bool IsGone(long now) => now - (IsMeter ? _coveredTo : _lastAt) > Gone;

    /// <summary>Another meter seems to speak in its name: until somebody can have looked, its readings are nobody's.</summary>
    public void Doubt(long now) => _doubtedTo = now + Doubted;

    public bool IsDoubted(long now) => now < _doubtedTo;

    /// <summary>A row came; true when that ends a silence.</summary>
    public bool Heard(in Row row)
    {
        if (_lastAt != long.MinValue && row.At > _lastAt)
        {
            Rhythm.Take(row.At - _lastAt);
        }

        _lastAt = Math.Max(_lastAt, row.At);
        Uploads.Take(row.At, row.Received);
        var back = _silent;
        _silent = false;
        return back;
    }

    public void FellSilent() => _silent = true;

    public static void Pass(StatePass pass, ref DeviceState? device)
    {
        var name = device?.Name ?? "";
        pass.Text(ref name);
        device ??= new DeviceState(name);
        pass.Long(ref device._lastAt);
        pass.Long(ref device._coveredTo);
        pass.Long(ref device._wattsAt);
        pass.Long(ref device._rowFrom);
        pass.Long(ref device._lastMove);
        pass.Long(ref device._alarmAt);
        pass.Long(ref device._doubtedTo);
        pass.Flag(ref device._silent);
        pass.Flag(ref device._stuck);
        pass.Flag(ref device._countsEnergy);
        device.Rhythm.Pass(pass);
        device.Uploads.Pass(pass);
        device.Register.Pass(pass);
        var (chatter, steady) = (device._chatter is not null, device._steady is not null);
        pass.Flag(ref chatter);
        if (chatter)
        {
            device.Chatter.Pass(pass);
        }

        pass.Flag(ref steady);
        if (steady)
        {
            device.Steady.Pass(pass);
        }

        var changes = device.Changes is not null;
        pass.Flag(ref changes);
        if (changes)
        {
            device.Power.Pass(pass);
        }
    }
}
