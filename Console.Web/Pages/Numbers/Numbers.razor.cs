using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Numbers;

/// <summary>How fast the community answers and how heavily its desk is loaded, with the norm beside each number. Counted afresh each minute.</summary>
public sealed partial class Numbers(
    NumbersDesk desk, HomeDirectory homes, EstateCalendar calendar, TimeProvider time, IStringLocalizer<NumbersText> text, IStringLocalizer<AlertText> words)
    : DaysPage<NumbersReport>(time)
{
    private IStringLocalizer<NumbersText> Text => text;

    /// <inheritdoc />
    protected override int UsualDays => 7;

    /// <inheritdoc />
    protected override Task<Result<NumbersReport>> CountAsync(int days, Actor actor, CancellationToken cancellation) => desk.ReportAsync(actor.Community, days, actor, cancellation);

    private string CellName(GridCellId? cell) => cell is { } id ? homes.NameOf(new AreaId(id.Community, AreaKind.Cell, id.Cell)).ToString() : text["NoCell"];

    private string Share(int count)
    {
        var load = Counted!.Load;
        var all = load.Attention + load.Urgent + load.Critical;
        return all == 0 ? "—" : ((double)count / all).ToString("P0", CultureInfo.CurrentCulture);
    }

    private static string Span(TimeSpan? span) => span is { } known ? Durations.Of(known) : "—";
}
