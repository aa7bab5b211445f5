using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>Since when somebody is proven to be at home, from a recording alone, and the water of the last rows.</summary>
/// <remarks>
/// At home: the newest passing of the door came in, or two litres and more ran since it, in a row that began after it. Without a door a worker's
/// word is taken to hold from the first reading on.
/// </remarks>
internal sealed class HomeProof(bool hasDoor)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    private readonly Queue<(DateTimeOffset At, long Litres)> _rows = [];
    private DateTimeOffset? _first;
    private DateTimeOffset _newest;
    private DateTimeOffset? _pass;

    public DateTimeOffset? HomeSince { get; private set; }

    /// <summary>Litres in the rows that ended after an instant; null while that time is not recorded whole.</summary>
    public long? Litres(DateTimeOffset after) => _first <= after ? _rows.Where(row => row.At > after).Sum(row => row.Litres) : null;

    public void Take(in Reading row)
    {
        if (row.Measure == Measure.UseLitres)
        {
            Water(row);
        }
        else if (row.Measure == Measure.Door && DoorReport.Of(row.Value) is { Open: true, Side: var side })
        {
            _pass = row.At;
            HomeSince = side == DoorSide.Outside ? HomeSince ?? row.At : null;
        }
    }

    private void Water(in Reading row)
    {
        var proves = !hasDoor || (row.Value >= 2 && _newest >= _pass);
        HomeSince = proves ? HomeSince ?? row.At : HomeSince;
        _first ??= row.At;
        _newest = row.At;
        _rows.Enqueue((row.At, row.Value));
        while (_rows.Peek().At < row.At - Kept)
        {
            _rows.Dequeue();
        }
    }
}
