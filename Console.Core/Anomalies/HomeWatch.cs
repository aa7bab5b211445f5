using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// The watch over one home: readings in, decisions out, in event time. No clock and no I/O; the same readings give the
/// same decisions whatever the batching, the restarts, or the order of arrival inside the lateness limit. Not thread-safe.
/// </summary>
/// <remarks>
/// Rows wait until the newest row (or the clock told by <see cref="Tell"/>) is further than the lateness, and are taken
/// in sorted. A row that comes later still is judged again: an older copy of the state takes in the rows since, the late
/// one among them, and what stands then is compared with what stood (<see cref="LateRows"/>).
/// </remarks>
public sealed class HomeWatch
{
    private const byte Format = 4;

    private readonly WatchOptions _options;
    private readonly EstateCalendar _calendar;
    private readonly long _lateness;
    private readonly TrainingMeter? _trainings;
    private readonly RowQueue _waiting = new();
    private readonly LateRows _late = new();
    private WatchBody _body;
    private long _newest = long.MinValue;
    private long _frontier = long.MinValue;
    private long _quietUntil = long.MinValue;    // no timer fires before; no part of the state
    private Presence _said;
    private long _saidUntil = long.MinValue;

    /// <summary>Starts a watch that has seen nothing.</summary>
    public HomeWatch(HomeId home, WatchOptions options, EstateCalendar calendar, TrainingMeter? trainings = null)
    {
        Home = home;
        (_options, _calendar, _trainings) = (options, calendar, trainings);
        _lateness = (long)options.Lateness.TotalMilliseconds;
        _body = NewBody();
    }

    /// <summary>Whose watch.</summary>
    public HomeId Home { get; }

    /// <summary>Spends memory (two copies of the state, unpacked) to save time (no day is learned twice): for recordings, not for an estate of homes.</summary>
    public bool Hurried { get; init; }

    /// <summary>Rows that came too late even to be judged again.</summary>
    public long TooLate => _late.TooLate;

    /// <summary>How far the watch can be trusted now.</summary>
    public WatchState State => _body.Unwatched ? WatchState.Unwatched : _body.Habits.Proven ? WatchState.Watching : WatchState.Learning;

    /// <summary>Whether anything arrives at all.</summary>
    internal HomeSignal Signal { get; } = new();

    /// <summary>Takes one reading in; decisions that follow are added to <paramref name="decisions"/>.</summary>
    public void Take(in Reading reading, List<WatchDecision> decisions)
    {
        Signal.Take(reading);
        var row = Row.Of(reading);
        if (row.At < _frontier)
        {
            _late.Add(row);
            return;
        }

        _waiting.Add(row);
        if (row.At > _newest)
        {
            _newest = row.At;
            Release(row.At - _lateness, decisions);
        }
    }

    /// <summary>Tells the time: rows older than the lateness are released, and timers up to there fire. False where there was nothing to do, and all is as it was.</summary>
    public bool Tell(DateTimeOffset now, List<WatchDecision> decisions) => Release(now.ToUnixTimeMilliseconds() - _lateness, decisions);

    /// <summary>Releases every row that still waits, and lets timers up to <paramref name="end"/> fire: the end of a recording.</summary>
    public void Finish(DateTimeOffset end, List<WatchDecision> decisions) => Release(Math.Max(end.ToUnixTimeMilliseconds(), _newest) + 1, decisions);

    /// <summary>A worker says where the resident is, until an instant.</summary>
    public void Say(Presence presence, DateTimeOffset until)
    {
        (_said, _saidUntil) = (presence, until.ToUnixTimeMilliseconds());
        _body.Presence.Say(_said, _saidUntil);
    }

    /// <summary>What the home has learned from outcomes; to be told again after each start.</summary>
    public void Tune(HomeTuning tuning) => _body.Inactivity.Tuning = tuning;

    /// <summary>Homes like this one lend their habits while it learns; to be told again after each start.</summary>
    public void Follow(Cohort? cohort)
    {
        if (_body.Habits.Follow(cohort))
        {
            _body.Inactivity.Relearned();
        }
    }

    /// <summary>What kinds of meters and sensors it has.</summary>
    internal HomeKit Kit => _body.Kit;

    /// <summary>What it knows of its home's silences.</summary>
    internal SilenceHabits Habits => _body.Habits;

    /// <summary>What screens show of it.</summary>
    public HomePicture Picture() => PictureMaker.Make(Home, _body, State, _newest);

    /// <summary>The last sign of life, and whether anything is heard at all.</summary>
    public HomeSign Sign()
    {
        static DateTimeOffset? Instant(long milliseconds) => milliseconds == long.MinValue ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        var last = _body.Inactivity.LastSign;
        return last == Anomalies.Sign.None
            ? new HomeSign(State, null, null, Instant(Signal.Heard))
            : new HomeSign(State, Instant(_body.Inactivity.Last), Evidence.Text(last), Instant(Signal.Heard));
    }

    /// <summary>The whole state, to be kept.</summary>
    public byte[] Save() => StatePass.Written(Pass);

    /// <summary>Reads a watch back.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a state this version can read: rebuild it from readings.</exception>
    public static HomeWatch Load(HomeId home, WatchOptions options, EstateCalendar calendar, ReadOnlyMemory<byte> state, TrainingMeter? trainings = null)
    {
        var watch = new HomeWatch(home, options, calendar, trainings);
        watch.Pass(new StatePass(state));
        return watch;
    }

    private void Pass(StatePass pass)
    {
        pass.Version(Format, nameof(HomeWatch));
        pass.Long(ref _newest);
        pass.Long(ref _frontier);
        _waiting.Pass(pass);
        _late.Pass(pass);
        _body.Pass(pass);
        Signal.Pass(pass);
        (_said, _saidUntil) = _body.Presence.Said;
    }

    private bool Release(long frontier, List<WatchDecision> decisions)
    {
        if (frontier <= _frontier)
        {
            return false;
        }

        // So it is in most rounds of an estate.
        if (frontier <= _quietUntil && frontier <= _waiting.Earliest && !_late.Any)
        {
            _frontier = frontier;
            return false;
        }

        if (_late.Any)
        {
            JudgeAgain(decisions);
        }

        _body.Conditions.Decisions = decisions;
        while (_waiting.TryTake(frontier, out var row))
        {
            if (_late.IsMoveDue(row.At, HomeSpread.Of(Home, EstateClock.Day)))
            {
                _late.Move(_late.Next ?? Copy(PlayedOn(_late.Mark)), row.At, pack: !Hurried);
                _late.Next = Hurried ? Copy(_body) : null;
            }

            _late.Remember(row);
            _body.Take(row);
        }

        _body.Advance(frontier);
        (_frontier, _quietUntil) = (frontier, _body.QuietUntil);
        return true;
    }

    /// <summary>Takes late rows in where they belong.</summary>
    private void JudgeAgain(List<WatchDecision> decisions)
    {
        if (!_late.TryMerge())
        {
            return;
        }

        _late.Next = null;   // made without them
        var again = PlayedOn(long.MaxValue);
        var found = again.Conditions.Decisions;
        again.Advance(_frontier);
        again.Conditions.Decisions = decisions;
        again.Conditions.Follow(_body.Conditions, Math.Max(_body.Now, again.Now), condition =>
            found.FindLast(d => d.Kind == condition.Kind && d.Cause == condition.Cause && d.Change != DecisionChange.Cleared)?.Evidence ?? Evidence.Withdrawn);
        _body = again;
    }

    /// <summary>The kept copy with the rows since it taken in, those before an instant.</summary>
    private WatchBody PlayedOn(long before)
    {
        var body = NewBody();
        if (_late.Copy is { Length: > 0 } copy)
        {
            body.Pass(new StatePass(copy));
        }

        body.Presence.Say(_said, _saidUntil);
        body.Inactivity.Tuning = _body.Inactivity.Tuning;
        body.Habits.Follow(_body.Habits.Cohort);
        for (var rows = _late.Rows; rows.TryNext(out var row) && row.At < before;)
        {
            body.Take(row);
        }

        return body;
    }

    private static byte[] Copy(WatchBody body) => StatePass.Written(body.Pass);

    private WatchBody NewBody() => new(Home, _options, _calendar, _trainings);
}
