namespace CommunityConsole.Core.Kernel;

/// <summary>Offsets of a time zone by the hour, kept for the years in use: asking the zone costs more than judging a reading. Safe from any thread.</summary>
public sealed class ZoneOffsets(TimeZoneInfo zone)
{
    private const int Kept = 256;   // blocks; with 128 hours each more than three years
    private readonly Block?[] _blocks = new Block?[Kept];

    /// <summary>The offsets of the hours around an hour, counted since the epoch.</summary>
    public Block Around(long hour)
    {
        var number = hour >> Block.Bits;
        ref var place = ref _blocks[(int)(number & (Kept - 1))];
        var block = Volatile.Read(ref place);
        if (block?.Number != number)
        {
            block = new Block(zone, number);
            Volatile.Write(ref place, block);
        }

        return block;
    }

    /// <summary>The offsets of 128 hours in a row; it never changes.</summary>
    public sealed class Block
    {
        internal const int Bits = 7;
        private const long Hour = 3_600_000;
        private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
        private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        private readonly int[] _offsets = new int[1 << Bits];

        internal Block(TimeZoneInfo zone, long number)
        {
            Number = number;
            for (var i = 0; i < _offsets.Length; i++)
            {
                var start = Math.Clamp(((number << Bits) + i) * Hour, First, Last);
                _offsets[i] = (int)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(start)).TotalMilliseconds;
            }
        }

        internal long Number { get; }

        /// <summary>Whether it holds that hour.</summary>
        public bool Holds(long hour) => hour >> Bits == Number;

        /// <summary>The offset at the beginning of an hour that it holds, milliseconds.</summary>
        public int At(long hour) => _offsets[hour & ((1 << Bits) - 1)];
    }
}
