namespace CommunityConsole.Core.Metering;

/// <summary>From which side a lock or door was worked.</summary>
public enum DoorSide : byte
{
    Unknown = 0,
    Inside = 1,
    Outside = 2,
}

/// <summary>With what a lock was worked.</summary>
public enum LockMethod : byte
{
    Unknown = 0,
    Key = 1,
    Finger = 2,
    Code = 3,
    Card = 4,
    App = 5,

    /// <summary>A staff key: somebody came; it says nothing of the resident.</summary>
    Staff = 6,
}

/// <summary>A lock's report, packed into a reading's value: bit 0 unlocked, bits 4-7 side, bits 8-15 method, bits 16-31 slot + 1.</summary>
public readonly record struct LockReport(bool Unlocked, DoorSide Side, LockMethod Method)
{
    private const int LargestSlot = ushort.MaxValue - 1;

    /// <summary>The user slot of the lock that was used, 0 to 65,534; personal data: a text of the report does not carry it.</summary>
    public int? Slot { get; init; }

    /// <summary>The packed form.</summary>
    public long Packed => (Unlocked ? 1L : 0L) + ((long)Side * 16) + ((long)Method * 256) + (Slot is { } slot and >= 0 and <= LargestSlot ? (slot + 1L) << 16 : 0);

    /// <summary>Unpacks <see cref="Packed"/>.</summary>
    public static LockReport Of(long packed) => new((packed & 1) == 1, (DoorSide)((packed >> 4) & 15), (LockMethod)((packed >> 8) & 255))
    {
        Slot = ((packed >> 16) & ushort.MaxValue) is var slot and > 0 ? (int)slot - 1 : null,
    };
}

/// <summary>A door contact's report, packed like <see cref="LockReport"/>: bit 0 open, bits 4-7 side.</summary>
public readonly record struct DoorReport(bool Open, DoorSide Side)
{
    /// <summary>The packed form.</summary>
    public long Packed => (Open ? 1L : 0L) + ((long)Side * 16);

    /// <summary>Unpacks <see cref="Packed"/>.</summary>
    public static DoorReport Of(long packed) => new((packed & 1) == 1, (DoorSide)((packed >> 4) & 15));
}
