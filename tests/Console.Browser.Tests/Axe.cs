using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CommunityConsole.Browser.Tests;

/// <summary>The machine-checkable rules of WCAG 2.2 AA.</summary>
internal static class Axe
{
    /// <summary>Every combination of language, size and look, as <c>CONSOLE_LOOKS=all</c> asks for; else they take turns.</summary>
    public static readonly bool All = Environment.GetEnvironmentVariable("CONSOLE_LOOKS") == "all";

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

    // The looks in one go, put on as a hand would where the page has the buttons; the wall has none. In the first look all rules
    // where they are asked for, in the others what a look can change.
    private const string Looks = """
        async ({ whole, tags }) => {
          const root = document.documentElement, found = [];
          const button = name => document.querySelector(`[data-look=${name}]`);
          const wear = async (theme, font) => {
            if (button('theme')) {
              for (let i = 0; i < 3 && root.dataset.theme !== theme; i++) { button('theme').click(); }
              if (root.dataset.font !== font) { button('font').click(); }
            } else { Object.assign(root.dataset, { theme, font }); }
            while (![...document.querySelectorAll('link[rel=stylesheet]')].every(link => link.sheet)) { await new Promise(requestAnimationFrame); }
          };
          for (const part of [document.scrollingElement, document.querySelector('main')]) { part.scrollTop = part.scrollHeight; }
          for (const [theme, font] of [['light', 'normal'], ['dark', 'normal'], ['contrast', 'normal'], ['light', 'large']]) {
            const first = theme + font === 'lightnormal';
            if (first && !whole) { continue; } // just checked
            await wear(theme, font);
            const runOnly = first ? { type: 'tag', values: tags } : { type: 'rule', values: ['color-contrast'] };
            const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] });
            found.push(...violations.flatMap(rule => rule.nodes.slice(0, 5).map(node =>
              `${theme} ${font} ${rule.id}: ${node.html.slice(0, 160)}\n  ${[...node.any, ...node.all, ...node.none].map(check => check.message).join('; ')}`)));
          }
          await wear('light', 'normal');
          return found;
        }
        """;

    /// <summary>Goes to the end of a page: what sticks to the lower edge of the screen then covers nothing.</summary>
    public static Task ToEndAsync(IPage page) => page.EvaluateAsync("() => { for (const part of [document.scrollingElement, document.querySelector('main')]) { part.scrollTop = part.scrollHeight; } }");

    /// <summary>A page that has just been checked, in all four looks; fails with what breaks a rule.</summary>
    /// <param name="page">The page.</param>
    /// <param name="said">What is said of it when it fails.</param>
    /// <param name="whole">All rules once more, at another size of the screen, and not the colours alone.</param>
    public static async Task CheckLooksAsync(IPage page, string said, bool whole = false)
    {
        var found = await page.EvaluateAsync<string[]>(Looks, new { whole, tags = Rules.RunOnly!.Values });
        Assert.True(found.Length == 0, $"{page.Url} {said}\n{string.Join('\n', found)}");
    }

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
