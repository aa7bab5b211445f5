using System.Net;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Counts the connections of each address that have not logged in; too many of one address are not served.</summary>
internal sealed class PendingLogins(int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _waiting = [];

    public bool TryEnter(IPAddress? address)
    {
        if (address is null)
        {
            return true;
        }

        lock (_gate)
        {
            var count = _waiting.GetValueOrDefault(address);
            if (count >= limit)
            {
                return false;
            }

            _waiting[address] = count + 1;
            return true;
        }
    }

    public void Leave(IPAddress? address)
    {
        if (address is null)
        {
            return;
        }

        lock (_gate)
        {
            var count = _waiting.GetValueOrDefault(address) - 1;
            if (count > 0)
            {
                _waiting[address] = count;
            }
            else
            {
                _waiting.Remove(address);
            }
        }
    }
}
