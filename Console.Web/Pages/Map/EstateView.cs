using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Pages.Map;

/// <summary>The estate as one screen sees it: its outline, kept while the register stays the same, and what is the matter now.</summary>
public sealed class EstateView(string community, HomeDirectory homes, WatchKeeper keeper)
{
    private IReadOnlyList<Alert> _alerts = [];

    /// <summary>What there is to draw.</summary>
    public EstateOutline Outline { get; private set; } = EstateOutline.Empty;

    /// <summary>What is the matter where.</summary>
    public EstateState State { get; private set; } = EstateState.Empty;

    /// <summary>The homes, in the order of their ids.</summary>
    public IReadOnlyList<Home> Homes { get; private set; } = [];

    /// <summary>Other alerts are open.</summary>
    public void Show(IReadOnlyList<Alert> alerts)
    {
        _alerts = alerts;
        Count();
    }

    /// <summary>Looks at register and watches again: neither of them rings a screen.</summary>
    public void Count()
    {
        Homes = homes.Homes(community);
        var outline = EstateOutline.Of(homes.Cells(community), homes.Buildings(community), Homes);
        Outline = outline == Outline ? Outline : outline;   // the same object: whoever draws it need not lay it out again
        State = EstateState.Of(Outline, Homes, _alerts, home => keeper.StateOf(home) == WatchState.Unwatched);
    }
}
