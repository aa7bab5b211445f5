using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CommunityConsole.Core.Metering;

/// <summary>What a call for help turned out to be.</summary>
/// <param name="Replayed">Heard before, or out of an order that the device keeps: nobody is called.</param>
/// <param name="FirstAt">The event time of its first arrival, when the device only sends it again.</param>
internal readonly record struct CallVerdict(bool Replayed, DateTimeOffset? FirstAt = null);

/// <summary>
/// Tells a call for help from one that somebody captured and sends again. By its time, where it carries one: a time older than any buffer
/// is a wrong clock only if it lies before the device was known here. By its running number otherwise.
/// </summary>
/// <remarks>A number that falls back is a restart when the device itself has connected anew since, or when it counts on from there; a lone
/// one is a replay. Used by the pump alone, so it needs no lock; remembers a few calls of each device that ever called.</remarks>
internal sealed class ReplayGuard(IntakeOptions options)
{
    // A number this far behind the highest may still be late; one further behind is not.
    private const long Window = 64;
    private const int Remembered = 16;

    // A device that was not answered sends again within this time.
    private static readonly TimeSpan RepeatLimit = TimeSpan.FromHours(1);

    private readonly Dictionary<DeviceId, Calls> _calls = [];

    /// <summary>Goes on from the newest call that was stored before a restart.</summary>
    internal void Load(in Reading newest)
    {
        if (newest.Sequence is { } sequence)
        {
            Of(newest.Device).StartFrom(sequence);
        }
    }

    /// <param name="packet">The packet, which holds the call.</param>
    /// <param name="call">The reading that calls, as the device claims it.</param>
    internal CallVerdict Judge(IntakePacket packet, in Reading call)
    {
        if (!call.Marks.HasFlag(ReadingMarks.ServerTimed))
        {
            return new CallVerdict(call.At < call.Received - options.BufferLimit && call.At >= packet.KnownSince);
        }

        return packet.Connection is { } connection && call.Sequence is { } sequence
            ? Judge(Of(call.Device), new Call(sequence, HashOf(packet.Payload.Span), call.Received, connection))
            : default;
    }

    private static CallVerdict Judge(Calls calls, in Call call)
    {
        // A newer connection of the device's own login: nobody else could have made it, so its counter may have begun again.
        var reconnected = call.Connection > calls.Connection;
        if (calls.Find(call) is { } before)
        {
            if (call.At - before.At < RepeatLimit)
            {
                return new CallVerdict(Replayed: false, before.At);
            }

            if (!reconnected)
            {
                return new CallVerdict(Replayed: true);
            }
        }

        var late = call.Sequence > Math.Max(calls.Highest - Window, calls.Floor) && calls.Find(call) is null;
        if (call.Sequence > calls.Highest || late)
        {
            calls.Accept(call, Math.Max(calls.Highest, call.Sequence));
            return default;
        }

        var countsOn = call.Sequence > calls.FellTo && call.Sequence <= calls.FellTo + Window;
        if (reconnected || countsOn)
        {
            calls.Accept(call, call.Sequence);
            return default;
        }

        calls.FellTo = call.Sequence;
        return new CallVerdict(Replayed: true);
    }

    private Calls Of(DeviceId device)
    {
        if (!_calls.TryGetValue(device, out var calls))
        {
            calls = new Calls();
            _calls.Add(device, calls);
        }

        return calls;
    }

    private static long HashOf(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(payload));

    private readonly record struct Call(long Sequence, long Hash, DateTimeOffset At, long Connection);

    private sealed class Calls
    {
        private readonly Queue<Call> _last = new();

        public long Highest { get; private set; } = long.MinValue / 2;

        /// <summary>Up to here nobody remembers which calls came: none of them may be late.</summary>
        public long Floor { get; private set; } = long.MinValue / 2;

        /// <summary>The last number that was taken for a replay; far away when there is none.</summary>
        public long FellTo { get; set; } = long.MinValue / 2;

        public long Connection { get; private set; }

        public void StartFrom(long sequence) => (Highest, Floor) = (sequence, sequence);

        // Byte for byte the same message.
        public Call? Find(Call call)
        {
            foreach (var one in _last)
            {
                if (one.Sequence == call.Sequence && one.Hash == call.Hash)
                {
                    return one;
                }
            }

            return null;
        }

        public void Accept(in Call call, long highest)
        {
            (Highest, Connection, FellTo) = (highest, Math.Max(Connection, call.Connection), long.MinValue / 2);
            Floor = Math.Min(Floor, highest - 1);
            _last.Enqueue(call);
            if (_last.Count > Remembered)
            {
                _last.Dequeue();
            }
        }
    }
}
