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

    // The engine itself, once it is in the page: to put it there anew costs more than to run it.
    private const string Run = """
        async () => (await axe.run(document, { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] })).violations
          .flatMap(rule => rule.nodes.slice(0, 5).map(node => `${rule.id}: ${node.html.slice(0, 160)}\n  ${node.any.map(check => check.message).join('; ')}`))
        """;

    /// <summary>A page that has just been checked, in other colours: fails with what cannot be read in them.</summary>
    public static async Task CheckColoursAsync(IPage page, string look)
    {
        var found = await page.EvaluateAsync<string[]>(Run);
        Assert.True(found.Length == 0, $"{page.Url} {look}\n{string.Join('\n', found)}");
    }

    /// <summary>Fails with what breaks a rule on the page as it stands.</summary>
    public static async Task CheckAsync(IPage page, string look = "")
    {
        var found = await page.RunAxe(Rules);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(rule => $"{page.Url} {look} {rule.Id}: {rule.Help}\n" + string.Join('\n',
            rule.Nodes.Take(5).Select(node => $"  {node.Html[..Math.Min(160, node.Html.Length)]}\n    {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}")))));
    }
}
