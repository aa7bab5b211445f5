using System.Collections.Concurrent;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>What became of each message a device sent: the history a checker compares with the disk.</summary>
internal sealed class PublishHistory
{
    private readonly ConcurrentDictionary<(string Device, long Sequence), bool> _acknowledged = new();

    // Counted along: going through all messages while the load runs would slow it down.
    private int _invokedCount;
    private int _acknowledgedCount;

    internal int Invoked => Volatile.Read(ref _invokedCount);

    internal int Acknowledged => Volatile.Read(ref _acknowledgedCount);

    internal void Invoke(string device, long sequence)
    {
        if (_acknowledged.TryAdd((device, sequence), false))
        {
            Interlocked.Increment(ref _invokedCount);
        }
    }

    internal void Acknowledge(string device, long sequence)
    {
        if (_acknowledged.TryUpdate((device, sequence), true, false))
        {
            Interlocked.Increment(ref _acknowledgedCount);
        }
    }

    /// <summary>What is wrong with the disk: acknowledged and missing, there twice, there and never sent.</summary>
    internal (int Missing, int Twice, int Unexpected) Check(IEnumerable<(string Device, long Sequence)> stored)
    {
        var counts = stored.CountBy(m => m).ToDictionary();
        return (
            _acknowledged.Count(m => m.Value && !counts.ContainsKey(m.Key)),
            counts.Count(m => m.Value > 1),
            counts.Keys.Count(m => !_acknowledged.ContainsKey(m)));
    }
}
