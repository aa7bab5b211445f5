using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Gives each home a part of its own, so that what every home does once a day is spread over the day.</summary>
internal static class HomeSpread
{
    /// <summary>0 to <paramref name="parts"/> - 1, the same for a home in every process (FNV-1a, 32 bits; the runtime's own hash is not).</summary>
    public static long Of(HomeId home, long parts)
    {
        var hash = 2166136261u;
        foreach (var letter in home.Home)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash % parts;
    }
}
