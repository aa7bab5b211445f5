using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CommunityConsole.Web.Components;

/// <summary>The frame of every page behind the sign-in: header, navigation of the role, content, a net for faults.</summary>
public sealed partial class MainLayout(NavigationManager navigation)
{
    private ErrorBoundary? _boundary;

    /// <summary>The person; null only while a sign-in ends.</summary>
    [CascadingParameter] public CurrentWorker? Me { get; set; }

    // With <base href="/"> a bare "#main" would lead to the start page.
    private string Here => navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0];

    /// <inheritdoc />
    protected override void OnParametersSet() => Recover(); // another page must not inherit the fault of the last

    private void Recover() => _boundary?.Recover();
}
