using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>An alert's id.</summary>
public readonly record struct AlertId(Guid Value)
{
    /// <summary>The id of the alert that a condition opens: the same condition gives the same id, today and after a restart.</summary>
    /// <param name="home">Whose home.</param>
    /// <param name="kind">What was found.</param>
    /// <param name="cause">Empty, or a device's name.</param>
    /// <param name="opened">The time of the decision that opened the condition.</param>
    public static AlertId Of(HomeId home, AnomalyKind kind, string cause, DateTimeOffset opened) =>
        new(Bytes(home, kind, cause, opened).ToGuid());

    /// <summary>The id of the alert that follows when a condition gets worse after its alert was closed.</summary>
    public static AlertId OfWorse(HomeId home, AnomalyKind kind, string cause, DateTimeOffset opened, Severity severity) =>
        new(Bytes(home, kind, cause, opened).Add(severity.ToString()).ToGuid());

    public override string ToString() => Value.ToString();

    private static CanonicalBytes Bytes(HomeId home, AnomalyKind kind, string cause, DateTimeOffset opened) =>
        new CanonicalBytes().Add("alert").Add(home.Community).Add(home.Home).Add(kind.ToString()).Add(cause).Add(opened);
}
