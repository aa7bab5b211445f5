using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Live;

/// <summary>A page of figures of the last days: how many stands in the address, and they are counted afresh each minute.</summary>
public abstract class DaysPage<T>(TimeProvider time) : LiveComponent
    where T : class
{
    private IDisposable? _following;
    private int _followed;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>How many days, from the address.</summary>
    [SupplyParameterFromQuery(Name = "days")]
    public int? Asked { get; set; }

    /// <summary>The spans to choose from, days.</summary>
    protected static IReadOnlyList<int> Spans { get; } = [1, 7, 30, FigureSpan.MostDays];

    /// <summary>How many days are counted.</summary>
    protected int Days => Math.Clamp(Asked ?? UsualDays, 1, FigureSpan.MostDays);

    /// <summary>How many where the address does not say.</summary>
    protected abstract int UsualDays { get; }

    /// <summary>What was counted; null before, and when it was refused.</summary>
    protected T? Counted { get; private set; }

    /// <summary>Why it was refused.</summary>
    protected Problem? Refusal { get; private set; }

    /// <summary>Counts.</summary>
    protected abstract Task<Result<T>> CountAsync(int days, Actor actor, CancellationToken cancellation);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_followed == Days)
        {
            return;
        }

        (_followed, Counted) = (Days, null);
        _following?.Dispose();
        _following = Follow(stop => EachMinuteAsync(Days, stop), Show);
    }

    private async IAsyncEnumerable<Result<T>> EachMinuteAsync(int days, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var _ in Ticks.EveryAsync(TimeSpan.FromMinutes(1), time, cancellation))
        {
            yield return await Me.DoAsync(actor => CountAsync(days, actor, cancellation));
        }
    }

    private void Show(Result<T> counted)
    {
        Counted = counted.Succeeded ? counted.Value : null;
        Refusal = counted.Problem;
    }
}
