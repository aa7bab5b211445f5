using System.Runtime.InteropServices;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>What a publication on a topic is.</summary>
internal enum TopicUse
{
    Refused,
    Plain,
    Device,
}

/// <summary>What one connection has found out about a topic that it publishes to.</summary>
internal sealed class TopicEntry(byte[] bytes, string topic)
{
    public byte[] Bytes { get; } = bytes;

    public string Topic { get; } = topic;

    public TopicUse Use { get; set; }

    /// <summary>The revision of the rights that <see cref="Use"/> is true for.</summary>
    public long Revision { get; set; } = -1;

    /// <summary>The version of the tree that <see cref="Routes"/> and <see cref="Groups"/> are true for.</summary>
    public long Version { get; set; }

    public IReadOnlyList<Route> Routes { get; set; } = [];

    public IReadOnlyList<ShareGroup> Groups { get; set; } = [];
}

/// <summary>The topics of one connection, by their bytes: a device says the same few names over and over.</summary>
/// <remarks>Direct-mapped, so a hostile choice of names costs misses and never time; bounded in entries and in the length
/// of a name that is kept.</remarks>
internal sealed class TopicMemory
{
    private const int Smallest = 2;
    private const int Largest = 256;
    private const int LongestKept = 256;

    private TopicEntry?[] _entries = [];
    private int _misses;

    public TopicEntry? Find(ReadOnlySpan<byte> topic)
    {
        if (_entries.Length == 0)
        {
            return null;
        }

        var entry = _entries[Slot(topic)];
        return entry is not null && topic.SequenceEqual(entry.Bytes) ? entry : null;
    }

    public void Keep(TopicEntry entry)
    {
        if (entry.Bytes.Length > LongestKept)
        {
            return;
        }

        if (_entries.Length == 0 || (++_misses > _entries.Length && _entries.Length < Largest))
        {
            var old = _entries;
            _entries = new TopicEntry?[Math.Max(Smallest, old.Length * 2)];
            _misses = 0;
            foreach (var one in old)
            {
                if (one is not null)
                {
                    _entries[Slot(one.Bytes)] = one;
                }
            }
        }

        _entries[Slot(entry.Bytes)] = entry;
    }

    private int Slot(ReadOnlySpan<byte> topic)
    {
        var hash = (ulong)topic.Length * 0x9E37_79B9_7F4A_7C15;
        var words = MemoryMarshal.Cast<byte, ulong>(topic);
        foreach (var word in words)
        {
            hash = (hash ^ word) * 0x9E37_79B9_7F4A_7C15;
            hash ^= hash >> 29;
        }

        foreach (var one in topic[(words.Length * 8)..])
        {
            hash = (hash ^ one) * 0x9E37_79B9_7F4A_7C15;
        }

        return (int)(hash >> 40) & (_entries.Length - 1);
    }
}
