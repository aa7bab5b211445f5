using System.Net;
using System.Net.Sockets;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>How often one address may connect: a bucket filled ten seconds deep, so that the devices behind one router can all come back at once.</summary>
/// <param name="rate">Connections a second; 0 for no limit.</param>
internal sealed class ConnectRate(int rate, TimeProvider time)
{
    private const double Depth = 10;

    // A bucket that is full again says nothing; they are thrown away when there are this many.
    private const int Kept = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, (double Left, long Filled)> _buckets = [];

    public bool TryEnter(IPAddress? address)
    {
        if (address is null || rate == 0)
        {
            return true;
        }

        lock (_gate)
        {
            var now = time.GetTimestamp();
            var key = Network(address);
            var left = _buckets.TryGetValue(key, out var bucket) ? Fill(bucket, now) : rate * Depth;
            if (_buckets.Count >= Kept)
            {
                ForgetFull(now);
            }

            if (left < 1)
            {
                return false;
            }

            _buckets[key] = (left - 1, now);
            return true;
        }
    }

    // One customer of a provider has a whole /64 of IPv6 addresses.
    internal static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private double Fill((double Left, long Filled) bucket, long now) =>
        Math.Min(rate * Depth, bucket.Left + (rate * time.GetElapsedTime(bucket.Filled, now).TotalSeconds));

    private void ForgetFull(long now)
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (Fill(bucket, now) >= rate * Depth)
            {
                _buckets.Remove(key);
            }
        }
    }
}
