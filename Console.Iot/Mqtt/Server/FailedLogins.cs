using System.Net;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Slows down guessing: each failed login of an address, or under a user name, makes the next refusal wait twice as long. A good
/// login never waits, so nobody can lock a device out by failing in its name.</summary>
internal sealed class FailedLogins(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(5);

    // Names are made up by whoever fails: the oldest half goes when there are this many.
    private const int Kept = 10_000;
    private const int LongestName = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Count, long Last)> _failures = [];

    /// <summary>Counts a failure and says how long its answer should wait.</summary>
    public TimeSpan Failed(IPAddress? address, string? userName)
    {
        lock (_gate)
        {
            var count = Math.Max(
                address is null ? 0 : Count("address " + ConnectRate.Network(address)),
                string.IsNullOrEmpty(userName) ? 0 : Count("user " + (userName.Length <= LongestName ? userName : userName[..LongestName])));
            var wait = First * Math.Pow(2, Math.Min(count - 1, 10));
            return count == 0 ? TimeSpan.Zero : wait < Longest ? wait : Longest;
        }
    }

    private int Count(string key)
    {
        var now = time.GetTimestamp();
        if (_failures.Count >= Kept)
        {
            foreach (var old in _failures.OrderBy(f => f.Value.Last).Take(Kept / 2).ToList())
            {
                _failures.Remove(old.Key);
            }
        }

        var count = _failures.TryGetValue(key, out var known) && time.GetElapsedTime(known.Last, now) < Forgotten ? known.Count + 1 : 1;
        _failures[key] = (count, now);
        return count;
    }
}
