using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Pages.Repairs;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.RepairNumbers;

/// <summary>How repairs go: answered, fixed, satisfied, by unit and by service, where they wait, and what breaks again and again. Counted afresh each minute.</summary>
public sealed partial class RepairNumbers(
    RepairNumbersDesk desk, HomeDirectory homes, AssetDirectory assets, EstateCalendar calendar, TimeProvider time, IStringLocalizer<RepairNumbersText> text)
    : DaysPage<RepairFigures>(time)
{
    private IStringLocalizer<RepairNumbersText> Text => text;

    /// <inheritdoc />
    protected override int UsualDays => 30;

    /// <inheritdoc />
    protected override Task<Result<RepairFigures>> CountAsync(int days, Actor actor, CancellationToken cancellation) => desk.ReportAsync(days, actor, cancellation);

    private static string UnitName(string unit) => RepairUnits.All.FirstOrDefault(known => known.Id.Value == unit)?.Name.ToString() ?? unit;

    private static string ServiceName(string service) => RepairNames.Of(new ServiceCode(service));

    private string PlaceName(RepeatCause repeat) => new CauseNames(homes, assets, text).PlaceOf(repeat.Cause, Me.Community);
}
