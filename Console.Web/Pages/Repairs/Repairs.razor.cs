using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>Every open repair by how far it has come, the same for all who look; on a phone the worker's own work first.</summary>
public sealed partial class Repairs(RepairBoard board, RepairAdvisor advisor, RepairDialogs dialogs, StaffDirectory staff, HomeDirectory homes, AssetDirectory assets, NavigationManager navigation, TimeProvider time)
{
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(20);
    private readonly HeldList<Repair, RepairId> _list = new(repair => repair.Id, TimeProvider.System);
    private readonly RepairNames _names = new(advisor, staff);
    private readonly Chime _chime = new();
    private IReadOnlyList<Repair> _all = [];
    private RepairMapView _map = null!;
    private readonly Dictionary<string, int> _most = [];
    private IReadOnlyList<Repair> _here = [];
    private BoardCut _cut = null!;
    private int _mine;
    private int _late;
    private string? _refusal;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>Only this service.</summary>
    [SupplyParameterFromQuery(Name = "service")]
    public string? Service { get; set; }

    /// <summary>Only this unit.</summary>
    [SupplyParameterFromQuery(Name = "unit")]
    public string? Unit { get; set; }

    /// <summary>Only what I have.</summary>
    [SupplyParameterFromQuery(Name = "mine")]
    public bool Mine { get; set; }

    /// <summary>Only what is late.</summary>
    [SupplyParameterFromQuery(Name = "late")]
    public bool Late { get; set; }

    /// <summary>The tab of a phone.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? TabName { get; set; }

    /// <summary>Only what is at that place of the estate.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public string? Place { get; set; }

    /// <summary>How it is looked at: the columns, or the plan.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    private RepairAdvisor Advisor => advisor;

    private RepairFilter Filter => new(
        string.IsNullOrEmpty(Service) ? null : new ServiceCode(Service),
        string.IsNullOrEmpty(Unit) ? null : new UnitId(Unit),
        Mine, Late, TabName, string.IsNullOrEmpty(Place) ? null : Place, View == RepairFilter.MapView);

    private string Tab => TabNames.Contains(TabName) ? TabName! : TabNames.First();

    // On a phone a worker's own work stands first, and what came back after what nobody has sorted.
    private IEnumerable<string> TabNames =>
    [
        .. Me.Role == Role.RepairWorker ? [RepairFilter.MineTab] : Array.Empty<string>(),
        .. RepairColumns.All.OrderBy(column => column == RepairColumn.Reopened ? RepairColumn.ToSort : column).Select(column => column.ToString()),
    ];

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _map = new RepairMapView(Me.Community, homes, assets);
        Follow(stop => board.WatchAsync(Me.Community, stop), Show);

        // What has become late since.
        Follow(stop => Ticks.EveryAsync(Redraw, time, stop), _ => Refilter());
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => Refilter();

    private void Show(IReadOnlyList<Repair> repairs)
    {
        _all = repairs;

        // Once for each time it comes back: the step's number is part of the name.
        _chime.Hear(
            repairs.Where(Calls).Select(repair => ($"{repair.Id} {repair.Version}", repair.Urgency == Urgency.Danger)),
            _ => Text["ColumnReopened"]);
        Refilter();
    }

    private bool Calls(Repair repair) => repair.State == RepairState.Reopened && repair.Worker == Me.Id;

    private void Refilter()
    {
        var (filter, now) = (Filter, time.GetUtcNow());
        (_mine, _late) = (0, 0);
        var shown = new List<Repair>(_all.Count);
        foreach (var repair in _all)
        {
            _mine += RepairFilter.IsMine(repair, Me.Id) ? 1 : 0;
            _late += RepairPolicy.LateFrom(repair) <= now ? 1 : 0;
            if (filter.Shows(repair, Me.Id, now))
            {
                shown.Add(repair);
            }
        }

        if (filter.Map || filter.Place is not null)
        {
            _map.Show(shown, now);
        }

        _here = filter.Place is null ? shown : [.. shown.Where(repair => _map.IsAt(repair, filter.Place))];
        _cut = new BoardCut(_here, Me.Id, tab => _most.GetValueOrDefault(tab, BoardCut.Most), _list.IsHeld ? _list.Rows.Select(row => row.Item.Id).ToHashSet() : null);
        _list.Update(_cut.Shown);
    }

    private void ShowMore(string tab)
    {
        _most[tab] = _most.GetValueOrDefault(tab, BoardCut.Most) + BoardCut.Most;
        Refilter();
        _list.LetIn();
    }

    private void ChooseService(ChangeEventArgs chosen) => Go(Filter with { Service = chosen.Value is string { Length: > 0 } code ? new ServiceCode(code) : null });

    private void ChooseUnit(ChangeEventArgs chosen) => Go(Filter with { Unit = chosen.Value is string { Length: > 0 } id ? new UnitId(id) : null });

    private void Go(RepairFilter filter) => navigation.NavigateTo(filter.Address, replace: true);

    private async Task MoveAsync(RepairAsk ask) => _refusal = (await dialogs.MoveAsync(ask, Me))?.Message.ToString();
}
