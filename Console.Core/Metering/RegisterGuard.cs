using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Metering;

/// <summary>
/// Tells a meter's own rise from a register that went back or jumped further than the meter can pass. The first such
/// reading is not believed; when later ones climb from there it was a reset or a new meter, and they are.
/// </summary>
/// <remarks>A reading older than the newest is history and passes: late rows are no step back. Used by the pump alone.</remarks>
internal sealed class RegisterGuard
{
    // A meter that stands still after its reset (a home at night) is believed without having climbed.
    private const int Repeats = 3;

    private readonly Dictionary<(DeviceId, Measure), Register> _registers = [];

    internal void Load(Reading newest) => _registers[(newest.Device, newest.Measure)] = new Register(newest.Value, newest.At);

    /// <summary>Judges one reading of a register and remembers it.</summary>
    /// <param name="reading">A <c>total_*</c> reading with its final event time.</param>
    /// <param name="rise">The difference to the reading before, where both are believed; else 0.</param>
    /// <returns>Null when it is believed.</returns>
    internal Problem? Judge(in Reading reading, out long rise)
    {
        rise = 0;
        var key = (reading.Device, reading.Measure);
        if (!_registers.TryGetValue(key, out var register))
        {
            _registers[key] = new Register(reading.Value, reading.At);
            return null;
        }

        if (reading.At < register.At)
        {
            return null;
        }

        if (Follows(reading, register.Value, register.At))
        {
            rise = reading.Value - register.Value;
            register.Accept(reading);
            return null;
        }

        // Right away, and each time: the same register in another unit climbs too, and is no new meter.
        var before = register.Value;
        if (RegisterSense.IsThousandth(reading.Measure, before, reading.Value, reading.At - register.At))
        {
            return PacketProblems.OtherUnit(reading.Measure, before, reading.Value);
        }

        if (register.Claims(reading, Follows(reading, register.ClaimedValue, register.ClaimedAt)))
        {
            return null;
        }

        return reading.Value < before
            ? PacketProblems.RegisterWentBack(reading.Measure, before, reading.Value)
            : PacketProblems.RegisterJumped(reading.Measure, before, reading.Value);
    }

    private static bool Follows(in Reading reading, long value, DateTimeOffset at) =>
        RegisterSense.Follows(reading.Measure, value, reading.Value, reading.At - at);

    private sealed class Register(long value, DateTimeOffset at)
    {
        private int _claims;

        internal long Value { get; private set; } = value;

        internal DateTimeOffset At { get; private set; } = at;

        internal long ClaimedValue { get; private set; }

        internal DateTimeOffset ClaimedAt { get; private set; }

        internal void Accept(in Reading reading)
        {
            Value = reading.Value;
            At = reading.At;
            _claims = 0;
        }

        // The same packet again (a redelivery) bears no new witness.
        internal bool Claims(in Reading reading, bool consistent)
        {
            var witness = _claims > 0 && consistent && reading.At > ClaimedAt;
            if (witness && (reading.Value > ClaimedValue || _claims + 1 >= Repeats))
            {
                Accept(reading);
                return true;
            }

            if (_claims == 0 || witness || !consistent)
            {
                _claims = witness ? _claims + 1 : 1;
                ClaimedValue = reading.Value;
                ClaimedAt = reading.At;
            }

            return false;
        }
    }
}
