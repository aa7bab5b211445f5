using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>One measure of a packet.</summary>
internal readonly record struct DecodedValue(Measure Measure, long Value);

/// <summary>What a decoder found in a payload. A value type with its values inside: decoding allocates nothing.</summary>
internal struct DecodedPacket
{
    private const int Most = 12;

    private Slots _values;
    private int _count;

    /// <summary>The event time the packet claims; null when it carries none.</summary>
    internal DateTimeOffset? At { get; set; }

    /// <summary>The device's running number, where it sends one.</summary>
    internal long? Sequence { get; set; }

    /// <summary>What was not understood; values may be there all the same.</summary>
    internal PacketProblem? Problem { get; set; }

    /// <summary>The device says that this is from the past.</summary>
    internal bool Historical { get; set; }

    /// <summary>How well it was heard: dBm where negative, else a link quality of 0 to 255.</summary>
    internal int? Signal { get; set; }

    /// <summary>How often the device says it reports.</summary>
    internal TimeSpan? PromisedInterval { get; set; }

    [UnscopedRef]
    internal readonly ReadOnlySpan<DecodedValue> Values => _values[.._count];

    /// <summary>Adds a value; a measure given twice is a contradiction, and the first one stays.</summary>
    internal void Add(Measure measure, long value)
    {
        foreach (var before in Values)
        {
            if (before.Measure == measure)
            {
                Problem ??= PacketProblems.WrongValue(measure);
                return;
            }
        }

        _values[_count++] = new DecodedValue(measure, value);
    }

    /// <summary>Nothing of the packet is to be believed.</summary>
    internal void Refuse(PacketProblem problem)
    {
        _count = 0;
        Problem = problem;
    }

    // One slot for each measure, which Add keeps apart.
    [InlineArray(Most)]
    private struct Slots
    {
        private DecodedValue _first;
    }
}
