using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace CommunityConsole.Web.Components;

/// <summary>A link of the navigation, marked on its page and on those beneath it, unless one of those has a link of its own.</summary>
public sealed class NavigationLink(NavigationManager navigation) : NavLink
{
    /// <inheritdoc />
    protected override bool ShouldMatch(string uriAbsolute) =>
        base.ShouldMatch(uriAbsolute) && Href is { } href && !ShellNavigation.All.Any(entry =>
            entry.Path.StartsWith(href + "/", StringComparison.Ordinal) && IsAt(entry.Path, "/" + navigation.ToBaseRelativePath(uriAbsolute).Split('?', '#')[0]));

    private string? Href => AdditionalAttributes?.GetValueOrDefault("href") as string;

    private static bool IsAt(string page, string path) => path == page || path.StartsWith(page + "/", StringComparison.Ordinal);
}
