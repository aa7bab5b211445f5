using System.Collections.Concurrent;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>What became of each message a device sent: the history a checker compares with the disk.</summary>
internal sealed class PublishHistory
{
    private readonly ConcurrentDictionary<(string Device, long Sequence), bool> _acknowledged = new();

    internal int Invoked => _acknowledged.Count;

    internal int Acknowledged => _acknowledged.Count(m => m.Value);

    internal void Invoke(string device, long sequence) => _acknowledged.TryAdd((device, sequence), false);

    internal void Acknowledge(string device, long sequence) => _acknowledged[(device, sequence)] = true;

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
