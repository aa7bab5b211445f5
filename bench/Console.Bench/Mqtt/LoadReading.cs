using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;

namespace CommunityConsole.Bench;

/// <summary>The payloads of one made-up meter: a reading of our own dialect, padded by a field that no decoder knows.</summary>
/// <remarks>Only digits change from one to the next, so the load costs the machine little beside the server. A topic's
/// register goes on where the last load of this process left it, as a meter's does.</remarks>
internal sealed class LoadReading
{
    /// <summary>Where in a payload its running number stands.</summary>
    public const int SequenceAt = 25;

    private const int TimeAt = 5;
    private const int TotalAt = 46;
    private const string Start = """{"t":1000000000000,"seq":1000000000,"total_l":10000000,"note":"-""";

    // Of as many digits as all that follow.
    private const long FirstSequence = 1_000_000_000;
    private const long FirstTotal = 10_000_000;

    private static readonly ConcurrentDictionary<string, LoadReading> Before = new();

    private readonly byte[] _payload;
    private long _count;

    public LoadReading(string topic, int bytes)
    {
        var start = Encoding.UTF8.GetBytes(Start);
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, start.Length + 2);
        _payload = new byte[bytes];
        _payload.AsSpan().Fill((byte)'-');
        start.CopyTo(_payload, 0);
        "\"}"u8.CopyTo(_payload.AsSpan(bytes - 2));
        if (Before.TryGetValue(topic, out var before))
        {
            _count = before._count;
        }

        Before[topic] = this;
    }

    /// <summary>The next reading; valid until the next call.</summary>
    public ReadOnlySpan<byte> Next()
    {
        _count++;
        Put(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), TimeAt);
        Put(FirstSequence + _count, SequenceAt);
        Put(FirstTotal + _count, TotalAt);
        return _payload;
    }

    private void Put(long number, int at) => Utf8Formatter.TryFormat(number, _payload.AsSpan(at), out _);
}
