using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>A way of telling that somebody has been silent for too long, fed with the readings of one home in order.</summary>
internal interface IMethod
{
    /// <summary>The severity at which an alert stands now; null for none.</summary>
    Severity? Standing { get; }

    /// <summary>Takes a reading in and adds what it tells: the event time and the severity reached.</summary>
    void Take(in Reading reading, List<Told> told);

    /// <summary>An independent copy: the same past, another future.</summary>
    IMethod Copy();
}

/// <summary>An alert of inactivity opened or raised.</summary>
internal readonly record struct Told(DateTimeOffset At, Severity Severity);

/// <summary>The product's own watch.</summary>
internal sealed class WatchMethod(HomeWatch watch, WatchOptions options, EstateCalendar calendar) : IMethod
{
    private readonly List<WatchDecision> _decisions = [];

    public Severity? Standing { get; private set; }

    public void Take(in Reading reading, List<Told> told)
    {
        watch.Take(reading, _decisions);
        foreach (var decision in _decisions)
        {
            if (decision.Kind == AnomalyKind.Inactivity)
            {
                Standing = decision.Change == DecisionChange.Cleared ? null : decision.Severity;
                if (Standing is { } severity)
                {
                    told.Add(new Told(decision.Time, severity));
                }
            }
        }

        _decisions.Clear();
    }

    public IMethod Copy() =>
        new WatchMethod(HomeWatch.Load(watch.Home, options, calendar, watch.Save()), options, calendar) { Standing = Standing };
}

/// <summary>Less than so many litres in so many hours, the same for everybody.</summary>
internal sealed class FixedRule(double litres, TimeSpan window) : IMethod
{
    private readonly Queue<(DateTimeOffset To, long Litres)> _rows = [];
    private DateTimeOffset _from = DateTimeOffset.MaxValue;
    private DateTimeOffset _last;
    private long _sum;

    public Severity? Standing { get; private set; }

    public void Take(in Reading reading, List<Told> told)
    {
        if (reading.Measure != Measure.UseLitres)
        {
            return;
        }

        _from = _from == DateTimeOffset.MaxValue ? reading.At : _from;
        _last = reading.At;
        _rows.Enqueue((reading.At, reading.Value));
        _sum += reading.Value;
        while (_rows.Peek().To <= _last - window)
        {
            _sum -= _rows.Dequeue().Litres;
        }

        var dry = _last - _from >= window && _sum < litres;
        if (dry && Standing is null)
        {
            told.Add(new Told(_last, Severity.Critical));
        }

        Standing = dry ? Severity.Critical : null;
    }

    public IMethod Copy()
    {
        var copy = new FixedRule(litres, window) { Standing = Standing };
        foreach (var row in _rows)
        {
            copy._rows.Enqueue(row);
        }

        (copy._from, copy._last, copy._sum) = (_from, _last, _sum);
        return copy;
    }
}

/// <summary>Longer without water than ever in the last four weeks, absences of 36 hours left out.</summary>
internal sealed class LongestSilenceRule : IMethod
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(28);
    private static readonly TimeSpan Absence = TimeSpan.FromHours(36);

    private readonly List<(DateTimeOffset At, TimeSpan Length)> _past = [];
    private DateTimeOffset _sign = DateTimeOffset.MaxValue;
    private DateTimeOffset _dryUntil;

    public Severity? Standing { get; private set; }

    public void Take(in Reading reading, List<Told> told)
    {
        if (reading.Measure != Measure.UseLitres)
        {
            return;
        }

        var at = reading.At;
        if (reading.Value >= 1 || _sign == DateTimeOffset.MaxValue)
        {
            if (_dryUntil - _sign is { } length && length > TimeSpan.Zero && length < Absence)
            {
                _past.Add((at, length));
            }

            _past.RemoveAll(silence => silence.At < at - Remembered);
            (_sign, _dryUntil, Standing) = (at, at, null);
            return;
        }

        _dryUntil = at;
        if (Standing is null && _past.Count > 0 && at - _sign > _past.Max(silence => silence.Length))
        {
            Standing = Severity.Critical;
            told.Add(new Told(at, Severity.Critical));
        }
    }

    public IMethod Copy()
    {
        var copy = new LongestSilenceRule { Standing = Standing };
        copy._past.AddRange(_past);
        (copy._sign, copy._dryUntil) = (_sign, _dryUntil);
        return copy;
    }
}
