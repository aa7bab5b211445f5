using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// The state machine of one home's watch: rows in order and timers between them. Everything it knows is in its state;
/// the same rows give the same decisions.
/// </summary>
internal sealed partial class WatchBody
{
    /// <summary>Of the saved state: raised with every change of what is saved or of what it means, so that an older one is rebuilt from readings.</summary>
    public const byte Format = 11;

    // A momentary power reading holds until the next one, if that is not far.
    private const long LongestHold = 2 * EstateClock.Hour;

    // Against a door that says that everybody left, a drop is no proof: empty homes use single litres. Who is there flushes.
    private const int BackByWater = 2;

    // A household's supply is a single phase of 60 A, rarely three of 40 A.
    private const double MostWatts = 30_000;

    private readonly TrainingMeter? _trainings;
    private readonly EstateClock _clock;
    private readonly HomeDevices _devices = new();
    private readonly long _learnHour;
    private readonly DeviceRule _deviceRule;
    private readonly HelpRule _help;
    private readonly DoorRule _door;
    private readonly WaterRule _waterRule;
    private readonly SpikeRule _waterSpikes;
    private readonly SpikeRule _powerSpikes;
    private readonly DripLevel _drip = new();
    private readonly FloorRule _floor = new();
    private readonly RoutineRule _routineRule;
    private readonly IdleSensor _idleDoor = new(fewest: 10);
    private readonly IdleSensor _idleWater = new(fewest: 20);
    private readonly IdleSensor _idlePower = new(fewest: 20);
    private long _now = long.MinValue;
    private long _covered = long.MinValue;
    private long _learned = long.MinValue;    // the day of the last training, by this home's own midnight
    private bool _hasWater;
    private bool _hasPower;

    public WatchBody(HomeId home, WatchOptions options, EstateCalendar calendar, TrainingMeter? trainings)
    {
        _trainings = trainings;
        _clock = new EstateClock(calendar);
        Conditions = new OpenConditions(home);
        Habits = new SilenceHabits(options.FalseAlertBudget);
        Inactivity = new InactivityRule(Conditions, Habits, Presence, _floor, _clock) { Period = () => ReportPeriod };
        _deviceRule = new DeviceRule(Conditions, _clock);
        _help = new HelpRule(Conditions, _clock);
        _door = new DoorRule(Conditions);
        _waterRule = new WaterRule(Conditions);
        _waterSpikes = new SpikeRule(Conditions, water: true);
        _powerSpikes = new SpikeRule(Conditions, water: false);
        Routine = new DailyRoutine(_clock);
        _routineRule = new RoutineRule(Conditions, Routine);
        _learnHour = HomeSpread.Of(home, 24);
    }

    /// <summary>The event time up to which everything is decided.</summary>
    public long Now => _now;

    public OpenConditions Conditions { get; }

    public SilenceHabits Habits { get; }

    public PresenceTrack Presence { get; } = new();

    public InactivityRule Inactivity { get; }

    public HourSeries Water { get; } = new();

    public HourSeries Power { get; } = new();

    public UseForecast WaterRhythm { get; } = new();

    public UseForecast PowerRhythm { get; } = new();

    public RecentMarks Marks { get; } = new();

    public EstateClock Clock => _clock;

    public DailyRoutine Routine { get; }

    /// <summary>What kinds of meters and sensors the home has: homes with the same are alike to a watch.</summary>
    public HomeKit Kit => (_hasWater ? HomeKit.Water : 0) | (_hasPower ? HomeKit.Power : 0) | (Presence.HasDoor ? HomeKit.Door : 0);

    /// <summary>The longest usual time between two reports of a meter that carries the watch, milliseconds; null until known.</summary>
    public long? ReportPeriod => _devices.Period(_now);

    /// <summary>The step of the water meters, litres; null until known.</summary>
    public long? WaterStep => _floor.Step;

    /// <summary>Whether a meter that carries the watch is silent, or none is there.</summary>
    public bool Unwatched => _devices.Unwatched(_now);

    /// <summary>Takes the next row in; never older than the one before.</summary>
    public void Take(in Row row)
    {
        Advance(row.At);
        _now = row.At;
        var device = _devices.Of(row.Device);
        if (row.Marks.HasFlag(ReadingMarks.Retained))
        {
            State(device, row);   // from a broker's memory: it says how the device was, not that it or anybody is alive
            return;
        }

        _deviceRule.Heard(device, row);
        switch (row.Measure)
        {
            case Measure.TotalLitres or Measure.TotalWattHours:
                Total(device, row);
                break;
            case Measure.UseLitres or Measure.UseWattHours:
                Use(device, row);
                break;
            case Measure.PowerWatts:
                Watts(device, row);
                break;
            case Measure.Lock:
                Lock(device, row, LockReport.Of(row.Value));
                break;
            case Measure.Door:
                Door(device, row, DoorReport.Of(row.Value));
                break;
            case Measure.Sos:
                Call(device, row);
                break;
            case Measure.Alarm:
                Marks.Add(row);
                Alarm(device, (DeviceAlarm)row.Value, row);
                break;
            default:
                State(device, row);
                break;
        }

        var (heard, partly) = _devices.Heard(_now, Inactivity.Last);
        if (partly)
        {
            Inactivity.Partly();
        }

        Inactivity.Judge(
            _now, Math.Max(_covered, heard), _hasWater && (!partly || _devices.Tell(water: true, _now)), _hasPower && (!partly || _devices.Tell(water: false, _now)));
    }

    /// <summary>Fires the timers due before an instant, in their order.</summary>
    public void Advance(long before)
    {
        while (_now != long.MinValue)
        {
            var silent = _devices.NextSilent(_door.Due);
            var due = silent?.SilenceDue ?? _door.Due;
            if (due >= before)
            {
                return;
            }

            _now = Math.Max(_now, due);
            if (silent is not null)
            {
                _deviceRule.FellSilent(silent, _now);
            }
            else
            {
                _door.Fire(_now);
            }
        }
    }

    /// <summary>Until this instant <see cref="Advance"/> has nothing to fire.</summary>
    public long QuietUntil
    {
        get
        {
            var door = _door.Due;
            return _now == long.MinValue ? long.MaxValue : _devices.NextSilent(door)?.SilenceDue ?? door;
        }
    }

    public void Pass(StatePass pass)
    {
        pass.Version(Format, nameof(WatchBody));
        _devices.Pass(pass);
        pass.Long(ref _now);
        pass.Long(ref _covered);
        pass.Flag(ref _hasWater);
        pass.Flag(ref _hasPower);
        Conditions.Pass(pass);
        Habits.Pass(pass);
        Presence.Pass(pass);
        Inactivity.Pass(pass);
        Water.Pass(pass);
        Power.Pass(pass);
        pass.Long(ref _learned);
        WaterRhythm.Pass(pass);
        PowerRhythm.Pass(pass);
        Marks.Pass(pass);
        _help.Pass(pass);
        _door.Pass(pass);
        _waterRule.Pass(pass);
        _waterSpikes.Pass(pass);
        _powerSpikes.Pass(pass);
        _drip.Pass(pass);
        _floor.Pass(pass);
        Routine.Pass(pass);
        _routineRule.Pass(pass);
        _idleDoor.Pass(pass);
        _idleWater.Pass(pass);
        _idlePower.Pass(pass);
    }

    private void State(DeviceState device, in Row row)
    {
        if (row.Measure == Measure.Battery)
        {
            _deviceRule.Battery(device, row.Value, row.At);
        }
        else if (row.Measure == Measure.Link)
        {
            _deviceRule.Link(device, row.Value == 1, row.At);
        }
    }

    private void Covered(DeviceState device, long to)
    {
        if (device.Stuck)
        {
            return;   // what it says tells nothing
        }

        device.CoveredTo = Math.Max(device.CoveredTo, to);
        Cover();
    }

    private void Alive(long at, Sign sign)
    {
        Idle(_idleWater, sign != Sign.Water, at);
        Idle(_idlePower, sign != Sign.Power, at);
        Idle(_idleDoor, sign == Sign.Lock, at);
        Routine.Sign(at);
        Inactivity.Alive(at, sign);
    }

    private void Idle(IdleSensor sensor, bool other, long at)
    {
        if (other && sensor.OtherMoved(at))
        {
            _deviceRule.Stuck(_devices.Of(sensor.Device), at);
        }
    }

    private void Alarm(DeviceState device, DeviceAlarm alarm, in Row row)
    {
        switch (alarm)
        {
            case DeviceAlarm.Duress:
                Alive(row.At, Sign.Call);
                _help.Take(row);
                break;
            case DeviceAlarm.Leak or DeviceAlarm.Burst:
                _waterRule.Alarm(row.At, device.Name, alarm);
                break;
            case DeviceAlarm.LeftOpen:
                _door.Reported(row.At);
                break;
            default:
                _deviceRule.Alarm(device, alarm, row.At);
                break;
        }
    }

    /// <summary>Moves on to where all meters that carry the watch have reported.</summary>
    private void Cover()
    {
        var covered = _devices.Covered(_now);
        if (covered == long.MaxValue || covered <= _covered)
        {
            return;
        }

        if (_covered != long.MinValue)
        {
            Routine.Cover(covered, covered - _covered);
        }

        if (_covered != long.MinValue && Presence.At(_now) != Anomalies.Presence.Away)
        {
            Habits.Watch(Math.Min(covered - _covered, EstateClock.Day));
        }

        _covered = covered;
        CloseHours(Water, WaterRhythm, _waterSpikes);
        CloseHours(Power, PowerRhythm, _powerSpikes);
        var day = (_covered - (_learnHour * EstateClock.Hour)) / EstateClock.Day;
        if (day > _learned)
        {
            if (_learned != long.MinValue)
            {
                var start = TrainingMeter.Start();
                Learn();
                _trainings?.Stop(start);
            }

            _learned = day;
        }
    }

    private void CloseHours(HourSeries series, UseForecast rhythm, SpikeRule spikes)
    {
        while (series.TryClose(_covered, out var hour, out var value))
        {
            if (series == Water)
            {
                _drip.Take(value);
            }

            var rare = rhythm.Take(hour, value, spikes.Much);
            spikes.Take(_now, hour, value, rhythm.Expected(hour), rare);
        }
    }

    /// <summary>Once a day, at an hour of this home's own so that the trainings of an estate are spread over the day.</summary>
    private void Learn()
    {
        _drip.Learn(Water);
        _waterRule.Learn();
        _devices.Learn();
        if (_hasWater)
        {
            WaterRhythm.Train(Water);
        }

        if (_hasPower)
        {
            PowerRhythm.Train(Power);
        }

        Habits.Learn();
        _routineRule.Judge(_now);
        Inactivity.Relearned();
    }
}
