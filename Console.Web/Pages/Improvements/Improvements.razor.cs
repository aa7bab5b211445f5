using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Pages.RepairNumbers;
using CommunityConsole.Web.Pages.Repairs;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace CommunityConsole.Web.Pages.Improvements;

/// <summary>What broke again and again in a month, and what is done about it; the same for all who look, as it changes.</summary>
public sealed partial class Improvements(
    ImprovementBoard board, ImprovementReader reader, ImprovementDialogs dialogs, HomeDirectory homes, AssetDirectory assets, RepairAdvisor advisor, StaffDirectory staff, EstateCalendar calendar,
    TimeProvider time, IStringLocalizer<RepairNumbersText> causeText)
{
    private const int MonthsBack = 6;
    private static readonly TimeSpan Redraw = TimeSpan.FromMinutes(1);
    private readonly CauseNames _names = new(homes, assets, causeText);
    private readonly RepairNames _units = new(advisor, staff);
    private IReadOnlyList<Improvement> _improvements = [];
    private ImprovementList? _list;
    private EstateMonth _counted;
    private DateOnly _today;
    private string? _refusal;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>Which month's causes, from the address.</summary>
    [SupplyParameterFromQuery(Name = "month")]
    public string? AskedMonth { get; set; }

    /// <summary>Which improvements, from the address.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? AskedState { get; set; }

    private EstateMonth ThisMonth => EstateMonth.Of(time.GetUtcNow(), calendar);

    private EstateMonth Month => EstateMonth.TryParse(AskedMonth, out var asked) && asked.First <= ThisMonth.First ? asked : ThisMonth;

    private ImprovementState State => Enum.TryParse<ImprovementState>(AskedState, out var asked) && Enum.IsDefined(asked) ? asked : ImprovementState.Open;

    private IEnumerable<EstateMonth> Months => Enumerable.Range(0, MonthsBack).Select(back => ThisMonth.Before(back));

    private IReadOnlyList<Improvement> Shown => [.. _improvements.Where(improvement => improvement.State == State)];

    private int Overdue => _improvements.Count(improvement => improvement.IsOverdue(_today));

    private bool MayOpen => ImprovementRights.Table.Allows(ImprovementCommand.Open, Me.Role);

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _counted = Month;
        Follow(stop => board.WatchAsync(Me.Community, stop), latest => _improvements = latest);

        // Afresh when a repair changes the causes, when an improvement ends (its effect is counted from then on), and each minute, since days pass.
        Follow(stop => CountAsync(reader.WatchAsync(Me.Community, stop), stop), Show);
        Follow(stop => CountAsync(board.WatchAsync(Me.Community, stop).Skip(1), stop), Show);
        Follow(stop => CountAsync(Ticks.EveryAsync(Redraw, time, stop).Skip(1), stop), Show);
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_counted != Month)
        {
            (_counted, _list) = (Month, null);
            Show(await ListAsync(Stopped));
        }
    }

    private static string AddressOf(EstateMonth month, ImprovementState state) => $"/repairs/improvements?month={month}&state={state}";

    private Improvement? OpenOf(RepairCause cause) => _improvements.FirstOrDefault(improvement => improvement.IsOpen && improvement.Cause == cause);

    private async IAsyncEnumerable<Result<ImprovementList>> CountAsync<T>(IAsyncEnumerable<T> when, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var _ in when.WithCancellation(cancellation))
        {
            yield return await ListAsync(cancellation);
        }
    }

    private Task<Result<ImprovementList>> ListAsync(CancellationToken cancellation) => Me.DoAsync(actor => reader.ListAsync(Month, actor, cancellation));

    private void Show(Result<ImprovementList> counted)
    {
        _today = calendar.Day(time.GetUtcNow());
        if (!counted.Succeeded)
        {
            (_list, _refusal) = (null, counted.Problem.Message.ToString());
        }
        else if (counted.Value.Month == Month)   // not of a month that was left meanwhile
        {
            _list = counted.Value;
        }
    }

    private Task OpenAsync(RepairCause cause) => dialogs.OpenAsync(cause, NameOf(cause), Me);

    private Task ChangeAsync(Improvement improvement) => dialogs.ChangeAsync(improvement, NameOf(improvement.Cause), Me);

    private Task FinishAsync(Improvement improvement) => dialogs.EndAsync(improvement, ImprovementState.Done, NameOf(improvement.Cause), Me);

    private Task DropAsync(Improvement improvement) => dialogs.EndAsync(improvement, ImprovementState.Dropped, NameOf(improvement.Cause), Me);

    private string NameOf(RepairCause cause) => $"{_names.PlaceOf(cause, Me.Community)} {_names.ServiceOf(cause)}";
}
