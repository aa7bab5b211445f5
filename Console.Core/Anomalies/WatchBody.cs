using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// The state machine of one home's watch: rows in order and timers between them. Everything it knows is in its state;
/// the same rows give the same decisions.
/// </summary>
internal sealed class WatchBody
{
    /// <summary>Of the saved state: raised with every change of what is saved or of what it means, so that an older one is rebuilt from readings.</summary>
    public const byte Format = 10;

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

    private void Total(DeviceState device, in Row row)
    {
        var verdict = device.Register.Take(row.Measure, row.Value, row.At, out var rise, out var from);
        _deviceRule.Register(device, verdict, row.At);
        if (verdict == RegisterVerdict.Another)
        {
            device.Doubt(row.At);
        }

        if (verdict == RegisterVerdict.First)
        {
            Start(device, row);
        }
        else if (verdict == RegisterVerdict.Rise && !device.IsDoubted(row.At))
        {
            if (from > device.CoveredTo)
            {
                Inactivity.Uncovered(from - device.CoveredTo);   // what was used before the register began again is not known
            }

            Flow(device, row.Measure == Measure.TotalLitres, from, row.At, rise);
        }
    }

    private void Use(DeviceState device, in Row row)
    {
        var from = device.CoveredTo;
        if (from == long.MinValue)
        {
            Start(device, row);   // over what time it was used is not known
            return;
        }

        var absurd = row.Value < 0 || row.Value > RegisterSense.Most(row.Measure, TimeSpan.FromMilliseconds(row.At - from));
        _deviceRule.Register(device, absurd ? RegisterVerdict.Jumped : RegisterVerdict.Rise, row.At);
        if (absurd)
        {
            Inactivity.Uncovered(row.At - from);
            device.CoveredTo = row.At;
            return;
        }

        if (row.Measure == Measure.UseLitres && device.Rhythm.Usual is { } usual && row.At - from > 2 * usual && MayBeSign(row.Value, usual, row.At - from))
        {
            Inactivity.Uncovered(row.At - from - usual);
        }

        Flow(device, row.Measure == Measure.UseLitres, from, row.At, row.Value);
    }

    // After lost rows: a sign of life if it tells of its own interval, and none if it tells of the whole gap. Which, nobody
    // knows; so it is no sign, and the gap is no silence. None at all is taken at its word: recordings of real homes leave
    // rows of a night out, and to doubt each of them found people an hour later (docs/detection.md).
    private bool MayBeSign(long litres, long interval, long gap) =>
        litres >= _drip.Sign((double)interval / EstateClock.Hour) && litres < _drip.Sign((double)gap / EstateClock.Hour);

    private void Watts(DeviceState device, in Row row)
    {
        var before = device.WattsAt;
        device.WattsAt = row.At;
        if (device.CoveredTo == long.MinValue)
        {
            Start(device, row);
        }

        var move = Load(device, row.Value, 1, row.At, _clock.HourOfDay(row.At));
        if (before == long.MinValue)
        {
            return;
        }

        if (row.At - before > LongestHold)
        {
            Inactivity.Uncovered(row.At - before);
            move = PowerMove.None;
        }
        else if (!device.CountsEnergy)
        {
            Power.Add(before, row.At, (double)row.Value * (row.At - before) / EstateClock.Hour);
        }

        Moved(move, before, row.At);
        Covered(device, row.At);
    }

    /// <summary>A mean or momentary load; one beyond a home's supply is a fault of the meter and no sign of anybody.</summary>
    private PowerMove Load(DeviceState device, double watts, double step, long at, int hourOfDay)
    {
        if (device.Steady.Take(watts, step))
        {
            _idlePower.Moved(device.Name);
            _deviceRule.Moved(device, at);
        }

        if (Math.Abs(watts) > MostWatts)
        {
            _deviceRule.Register(device, RegisterVerdict.Jumped, at);
            device.Power.Break();
            return PowerMove.None;
        }

        _deviceRule.Register(device, RegisterVerdict.Rise, at);
        return device.Power.Take(watts, hourOfDay);
    }

    private void Start(DeviceState device, in Row row)
    {
        var water = row.Measure is Measure.TotalLitres or Measure.UseLitres;
        _hasWater |= water;
        _hasPower |= !water;
        device.CountsEnergy |= row.Measure is Measure.TotalWattHours or Measure.UseWattHours;
        device.CoveredTo = Math.Max(device.CoveredTo, row.At);
        device.LastMove = row.At;
        Inactivity.Begin(row.At);
    }

    /// <summary>An amount that was used between two instants.</summary>
    private void Flow(DeviceState device, bool water, long from, long to, long amount)
    {
        if (water && amount > 0)
        {
            _idleWater.Moved(device.Name);
            _deviceRule.Moved(device, to);
        }

        if (to <= from)
        {
            return;   // two rows of one instant: the later one adds no time, and its amount is in the next difference
        }

        var hours = (double)(to - from) / EstateClock.Hour;
        if (water)
        {
            Water.Add(from, to, amount);
            Routine.Water(to, amount);
            _floor.Take(from, to, amount);
            _waterRule.Take(from, to, amount);
            if (amount >= BackByWater * _drip.Sign(hours))
            {
                Presence.Inside(from, to);
            }

            if (amount >= _drip.Sign(hours))
            {
                Alive(to, Sign.Water);
            }
        }
        else
        {
            device.CountsEnergy = true;
            Power.Add(from, to, amount);
            if (to - from > Row.Longest)
            {
                device.Power.Break();
                if (!_devices.OtherTells(device, to))
                {
                    Inactivity.Uncovered(to - from);
                }
            }

            // The mean over a long row hides what happened inside it.
            var move = Load(device, amount / hours, 1 / hours, to, _clock.HourOfDay(to - 1));
            Moved(to - from > Row.Longest ? PowerMove.None : move, device.RowFrom, to);
            device.RowFrom = from;
        }

        Covered(device, to);
    }

    /// <summary>Power changed at some instant between two.</summary>
    private void Moved(PowerMove move, long from, long to)
    {
        if (move == PowerMove.None)
        {
            return;
        }

        if (move == PowerMove.On)
        {
            Presence.Inside(from, to);    // a machine ends its work by itself, but hardly anything starts so
        }

        Alive(to, Sign.Power);
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

    // Always told, whatever the button: only as a sign of life it is not believed while it presses itself.
    private void Call(DeviceState device, in Row row)
    {
        Marks.Add(row);
        if (!_deviceRule.Chatters(device, row.At))
        {
            Alive(row.At, Sign.Call);
        }

        _help.Take(row);
    }

    private void Idle(IdleSensor sensor, bool other, long at)
    {
        if (other && sensor.OtherMoved(at))
        {
            _deviceRule.Stuck(_devices.Of(sensor.Device), at);
        }
    }

    private void Lock(DeviceState device, in Row row, LockReport report)
    {
        Marks.Add(row);
        if (Moves(device, row.At))
        {
            return;
        }

        if (report.Method == LockMethod.Staff)
        {
            Presence.Staff(row.At);   // somebody came; it says nothing of the resident
            return;
        }

        if (Presence.StaffHere(row.At))
        {
            return;
        }

        Alive(row.At, Sign.Lock);
        Passed(row.At, report.Side, closes: !report.Unlocked);
    }

    private void Door(DeviceState device, in Row row, DoorReport report)
    {
        Marks.Add(row);
        _door.Take(report.Open, row.At);
        _idleDoor.Moved(device.Name);
        _deviceRule.Moved(device, row.At);
        if (Moves(device, row.At) || Presence.StaffHere(row.At))
        {
            return;
        }

        Alive(row.At, Sign.Door);
        Passed(row.At, report.Side, closes: !report.Open);
    }

    /// <summary>Whether a lock or door moves by itself: then it says nothing of anybody, and what it said of who is where may be wrong.</summary>
    private bool Moves(DeviceState device, long at)
    {
        if (!_deviceRule.Chatters(device, at))
        {
            return false;
        }

        Presence.Forget(at);
        return true;
    }

    // Opened from outside somebody came home, locked from inside somebody stays; opened from inside somebody goes out
    // (until something moves inside again), and so does who locks from outside.
    private void Passed(long at, DoorSide side, bool closes)
    {
        if (side == DoorSide.Unknown)
        {
            Presence.PassDoor(at);
        }
        else
        {
            Presence.Prove((side == DoorSide.Inside) == closes ? Anomalies.Presence.Home : Anomalies.Presence.Away, at);
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
