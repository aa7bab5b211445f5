using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace CommunityConsole.Web.Components;

/// <summary>The document around every page. Pages are live unless they exclude themselves, as the sign-in does.</summary>
public sealed partial class App
{
    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    private Look Look => Look.Of(Context.Request);

    private IComponentRenderMode? Mode => Context.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;
}
