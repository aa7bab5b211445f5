using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Pages.Repairs;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.RepairNumbers;

/// <summary>How repairs go: answered, fixed, satisfied, by unit and by service, where they wait, and what breaks again and again. Counted afresh each minute.</summary>
public sealed partial class RepairNumbers(
    RepairNumbersDesk desk, HomeDirectory homes, EstateCalendar calendar, TimeProvider time, IStringLocalizer<RepairNumbersText> text)
{
    private static readonly int[] Spans = [1, 7, 30, FigureSpan.MostDays];

    private RepairFigures? _figures;
    private Problem? _refusal;
    private IDisposable? _following;
    private int _followed;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>How many days, from the address; a month where it does not say.</summary>
    [SupplyParameterFromQuery(Name = "days")]
    public int? Asked { get; set; }

    private IStringLocalizer<RepairNumbersText> Text => text;

    private int Days => Math.Clamp(Asked ?? 30, 1, FigureSpan.MostDays);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_followed == Days)
        {
            return;
        }

        (_followed, _figures) = (Days, null);
        _following?.Dispose();
        _following = Follow(stop => CountAsync(Days, stop), Show);
    }

    private async IAsyncEnumerable<Result<RepairFigures>> CountAsync(int days, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var _ in Ticks.EveryAsync(TimeSpan.FromMinutes(1), time, cancellation))
        {
            yield return await Me.DoAsync(actor => desk.ReportAsync(days, actor, cancellation));
        }
    }

    private void Show(Result<RepairFigures> counted)
    {
        _figures = counted.Succeeded ? counted.Value : null;
        _refusal = counted.Problem;
    }

    private static string UnitName(string unit) => RepairUnits.All.FirstOrDefault(known => known.Id.Value == unit)?.Name.ToString() ?? unit;

    private static string ServiceName(string service) => RepairNames.Of(new ServiceCode(service));

    private string PlaceName(RepeatCause repeat) =>
        repeat.IsAsset ? text["Asset", repeat.Place] : homes.NameOf(new AreaId(Me.Community, AreaKind.Building, repeat.Place)).ToString();
}
