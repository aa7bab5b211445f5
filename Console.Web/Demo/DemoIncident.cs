using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Demo;

/// <summary>What the demo page can make happen.</summary>
public enum DemoIncidentKind
{
    /// <summary>A help button is pressed.</summary>
    Sos,

    /// <summary>A home whose gateway was cut off comes back and uploads hours without a sign of life.</summary>
    Collapse,

    /// <summary>A tap runs on; the water meter notices.</summary>
    LeakingTap,

    /// <summary>A battery gives out.</summary>
    FlatBattery,

    /// <summary>A device drops off the network; its will says so.</summary>
    SilentDevice,

    /// <summary>A member of staff enters with the staff key: somebody came, but it says nothing of the resident.</summary>
    StaffVisit,
}

/// <summary>Something made to happen.</summary>
/// <param name="Kind">What.</param>
/// <param name="Home">Where.</param>
/// <param name="At">When, by the demo's clock, UTC.</param>
/// <param name="Said">What to look for.</param>
public sealed record DemoIncident(DemoIncidentKind Kind, HomeId Home, DateTimeOffset At, Sentence Said);

/// <summary>There is no made-up community to play with.</summary>
public sealed record DemoIsOff() : Problem("demo.off", new("演示模式没有开启。", "The demo is not switched on."));

/// <summary>Every home fit for this incident has had it.</summary>
public sealed record NoHomeLeft(DemoIncidentKind Kind)
    : Problem("demo.no-home", new("没有适合这个情景的住户了，请换一个情景。", "No home is left for this incident; choose another one."));
