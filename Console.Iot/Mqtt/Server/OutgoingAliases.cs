namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Numbers that stand for topics towards one client (MQTT 5.0, section 3.3.2.3.4): the first topics it hears get them.</summary>
/// <param name="most">How many the client takes.</param>
internal sealed class OutgoingAliases(int most)
{
    // A client that takes more than it will ever need gets no more of our memory.
    private const int Kept = 64;

    private readonly int _most = Math.Min(most, Kept);
    private readonly Dictionary<string, int> _numbers = [];

    /// <summary>The number of a topic, a new one where there is room; 0 for none.</summary>
    /// <param name="isKnown">Whether the client was told already, so that the name itself is left out.</param>
    public int For(string topic, out bool isKnown)
    {
        isKnown = _numbers.TryGetValue(topic, out var number);
        return isKnown ? number : _numbers.Count < _most ? _numbers.Count + 1 : 0;
    }

    /// <summary>The client is told now.</summary>
    public void Tell(string topic, int number)
    {
        if (number != 0)
        {
            _numbers.TryAdd(topic, number);
        }
    }
}
