using System.Globalization;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Numbers;

/// <summary>How fast the community answers and how heavily its desk is loaded, with the norm beside each number. Counted afresh each minute.</summary>
public sealed partial class Numbers(
    NumbersDesk desk, HomeDirectory homes, EstateCalendar calendar, TimeProvider time, IStringLocalizer<NumbersText> text, IStringLocalizer<AlertText> words)
{
    private static readonly int[] Spans = [1, 7, 30, FigureSpan.MostDays];

    private NumbersReport? _report;
    private Problem? _refusal;
    private IDisposable? _following;
    private int _followed;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>How many days, from the address; a week where it does not say.</summary>
    [SupplyParameterFromQuery(Name = "days")]
    public int? Asked { get; set; }

    private IStringLocalizer<NumbersText> Text => text;

    private int Days => Math.Clamp(Asked ?? 7, 1, FigureSpan.MostDays);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_followed == Days)
        {
            return;
        }

        (_followed, _report) = (Days, null);
        _following?.Dispose();
        _following = Follow(stop => CountAsync(Days, stop), Show);
    }

    private async IAsyncEnumerable<Result<NumbersReport>> CountAsync(int days, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var _ in Ticks.EveryAsync(TimeSpan.FromMinutes(1), time, cancellation))
        {
            yield return await Me.DoAsync(actor => desk.ReportAsync(Me.Community, days, actor, cancellation));
        }
    }

    private void Show(Result<NumbersReport> counted)
    {
        _report = counted.Succeeded ? counted.Value : null;
        _refusal = counted.Problem;
    }

    private string CellName(GridCellId? cell) => cell is { } id ? homes.NameOf(new AreaId(id.Community, AreaKind.Cell, id.Cell)).ToString() : text["NoCell"];

    private string Share(int count)
    {
        var load = _report!.Load;
        var all = load.Attention + load.Urgent + load.Critical;
        return all == 0 ? "—" : ((double)count / all).ToString("P0", CultureInfo.CurrentCulture);
    }

    private static string Span(TimeSpan? span) => span is { } known ? Durations.Of(known) : "—";
}
