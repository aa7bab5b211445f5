namespace CommunityConsole.Core.Metering;

/// <summary>The communities whose topics are listened to; the configured one first.</summary>
public sealed class KnownCommunities
{
    /// <summary>At least one id.</summary>
    public IList<string> Ids { get; } = [];
}
