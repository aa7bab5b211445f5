using CommunityConsole.Core.Care;
using CommunityConsole.Core.Kernel;
using Microsoft.AspNetCore.SignalR;

namespace CommunityConsole.Web.Hubs;

/// <summary>Hands each change of an alert to the listeners of its community.</summary>
internal sealed class AlertFeed(IHubContext<AlertHub> hub, EstateCalendar calendar) : IAlertFacts
{
    /// <inheritdoc />
    public ValueTask AlertChangedAsync(Alert alert, CancellationToken cancellation) =>
        new(hub.Clients.Group(alert.Home.Community).SendAsync(AlertHub.Event, AlertLine.Of(alert, calendar), cancellation));
}
