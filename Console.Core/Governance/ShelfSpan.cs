using CommunityConsole.Core.Care;

namespace CommunityConsole.Core.Governance;

/// <summary>One time on the shelf.</summary>
/// <param name="From">When somebody shelved it.</param>
/// <param name="Until">When it came back, was taken or closed; null while it lies there.</param>
public readonly record struct ShelfSpan(DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>An alert's times on the shelf, oldest first, read from its steps.</summary>
    public static IReadOnlyList<ShelfSpan> Of(Alert alert)
    {
        List<ShelfSpan> spans = [];
        foreach (var step in alert.Steps)
        {
            if (step.Kind == AlertStepKind.Shelved)
            {
                spans.Add(new ShelfSpan(step.At, null));
            }
            else if (spans is [.., { Until: null } last] && Ends(step.Kind))
            {
                spans[^1] = last with { Until = step.At };
            }
        }

        return spans;
    }

    private static bool Ends(AlertStepKind kind) => kind is
        AlertStepKind.Unshelved or AlertStepKind.Taken or AlertStepKind.Resolved or AlertStepKind.Dismissed or AlertStepKind.ClosedItself;
}
