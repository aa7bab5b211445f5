using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

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
