using System.Runtime.InteropServices;

namespace CommunityConsole.Core.Anomalies;

/// <summary>What is followed of a home's days.</summary>
internal enum RoutineMeasure
{
    /// <summary>Hours of the day with a sign of life.</summary>
    Activity,

    /// <summary>The first sign after four in the morning.</summary>
    Rising,

    /// <summary>The last sign before one at night.</summary>
    Bedtime,

    /// <summary>Hours between midnight and four with a sign.</summary>
    Night,

    /// <summary>Water of the day.</summary>
    Water,
}

/// <summary>One day at home, from four in the morning to four: seven bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct RoutineDay
{
    /// <summary>Minutes are kept in steps of this.</summary>
    public const int Step = 6;

    public byte After;      // days since the row before, 255 and more as 255
    public byte Activity;
    public byte Rising;     // steps after four
    public byte Bedtime;
    public byte Night;
    public ushort Litres;

    /// <summary>Hours, minutes after four, hours, or litres.</summary>
    public readonly int Value(RoutineMeasure measure) => measure switch
    {
        RoutineMeasure.Activity => Activity,
        RoutineMeasure.Rising => Rising * Step,
        RoutineMeasure.Bedtime => Bedtime * Step,
        RoutineMeasure.Night => Night,
        _ => Litres,
    };
}

/// <summary>
/// The days of a home, counted as they pass. A day without any sign (nobody was there) or with less than 20 covered hours is
/// left out.
/// </summary>
internal sealed class DailyRoutine(EstateClock clock)
{
    /// <summary>Days kept: 19 weeks at home.</summary>
    public const int Kept = 133;

    private const long DayStart = 4 * EstateClock.Hour;
    private const long Covered = 20 * EstateClock.Hour;
    private const int BedtimeEnd = 21;   // hours after four
    private const int NightFrom = 20;

    private readonly List<RoutineDay> _days = [];
    private long _first;                 // the day of the oldest row, days since the epoch
    private long _last;
    private long _day = long.MinValue;   // the day that is being counted
    private int _hours;                  // a bit for each hour with a sign
    private int _rising = -1;            // minutes after four
    private int _bedtime = -1;
    private double _litres;
    private long _covered;

    public ReadOnlySpan<RoutineDay> Days => CollectionsMarshal.AsSpan(_days);

    /// <summary>Days since the epoch of the rows, oldest first.</summary>
    public long DayOf(int row)
    {
        var day = _first;
        for (var i = 1; i <= row; i++)
        {
            day += _days[i].After;
        }

        return day;
    }

    /// <summary>Saturday and Sunday.</summary>
    public static bool IsFree(long day) => (day + 3) % 7 >= 5;

    /// <summary>A sign of life.</summary>
    public void Sign(long at)
    {
        var minutes = Turn(at);
        _hours |= 1 << (minutes / 60);
        _rising = _rising < 0 && minutes < NightFrom * 60 ? minutes : _rising;
        _bedtime = minutes < BedtimeEnd * 60 ? minutes : _bedtime;
    }

    /// <summary>Water that was used up to an instant.</summary>
    public void Water(long at, double litres)
    {
        Turn(at - 1);
        _litres += litres;
    }

    /// <summary>Readings cover so much more time, up to an instant.</summary>
    public void Cover(long at, long milliseconds)
    {
        Turn(at - 1);
        _covered += milliseconds;
    }

    /// <summary>Forgets the rows before one of them.</summary>
    public void DropBefore(int row)
    {
        _first = DayOf(row);
        _days.RemoveRange(0, row);
    }

    public void Pass(StatePass pass)
    {
        var count = _days.Count;
        pass.Count(ref count, 0, Kept);
        if (pass.Reading)
        {
            CollectionsMarshal.SetCount(_days, count);
        }

        pass.Bytes(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_days)));
        pass.Long(ref _first);
        pass.Long(ref _last);
        pass.Long(ref _day);
        pass.Count(ref _hours, 0, int.MaxValue);
        pass.Count(ref _rising, -1, 1440);
        pass.Count(ref _bedtime, -1, 1440);
        pass.Number(ref _litres);
        pass.Long(ref _covered);
    }

    // Gives the minutes after four in the morning of the day being counted. What comes late counts for the day it comes in.
    private int Turn(long at)
    {
        var local = clock.Local(at) - DayStart;
        var day = local / EstateClock.Day;
        if (day > _day)
        {
            Close();
            _day = day;
        }

        return (int)(local % EstateClock.Day / EstateClock.Minute);
    }

    private void Close()
    {
        if (_hours != 0 && _rising >= 0 && _covered >= Covered)
        {
            Add(new RoutineDay
            {
                Activity = (byte)int.PopCount(_hours),
                Rising = (byte)(_rising / RoutineDay.Step),
                Bedtime = (byte)(_bedtime / RoutineDay.Step),
                Night = (byte)int.PopCount(_hours >> NightFrom),
                Litres = (ushort)Math.Min(_litres, ushort.MaxValue),
            });
        }

        (_hours, _rising, _bedtime, _litres, _covered) = (0, -1, -1, 0, 0);
    }

    private void Add(RoutineDay day)
    {
        if (_days.Count == Kept)
        {
            DropBefore(1);
        }

        if (_days.Count == 0)
        {
            _first = _day;
        }
        else
        {
            day.After = (byte)Math.Min(255, _day - _last);
        }

        _last = _day;
        _days.Add(day);
    }
}
