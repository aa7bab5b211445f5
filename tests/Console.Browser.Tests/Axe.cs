using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CommunityConsole.Browser.Tests;

/// <summary>The machine-checkable rules of WCAG 2.2 AA.</summary>
internal static class Axe
{
    public static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    // The one rule that depends on colours.
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new() { Type = "rule", Values = ["color-contrast"] },
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>Fails with what breaks a rule on the page as it stands.</summary>
    public static Task CheckAsync(IPage page, string look = "") => CheckAsync(page, Rules, look);

    /// <summary>The same page in other colours: fails with what cannot be read in them.</summary>
    public static Task CheckColoursAsync(IPage page, string look) => CheckAsync(page, Colours, look);

    private static async Task CheckAsync(IPage page, AxeRunOptions rules, string look)
    {
        var found = await page.RunAxe(rules);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(rule => $"{page.Url} {look} {rule.Id}: {rule.Help}\n" + string.Join('\n',
            rule.Nodes.Take(5).Select(node => $"  {node.Html[..Math.Min(160, node.Html.Length)]}\n    {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}")))));
    }
}
