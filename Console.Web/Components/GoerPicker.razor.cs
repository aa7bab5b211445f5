using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Components;

/// <summary>The people who may go to a home, best first, with the reasons; one is chosen.</summary>
/// <remarks>The order and the first choice stay as they were first shown, so that no row moves under a finger; the reasons are those of now, and a mark says who is best now.</remarks>
public sealed partial class GoerPicker(GoerList list)
{
    private const int AtFirst = 3;

    private readonly string _name = $"goer-{Guid.NewGuid():N}";
    private IReadOnlyList<StaffId> _order = [];
    private IReadOnlyList<Goer> _now = [];
    private bool _all;

    /// <summary>Where somebody goes.</summary>
    [Parameter, EditorRequired]
    public HomeId Home { get; set; }

    /// <summary>The visit, which is no load; null while it is not asked for.</summary>
    [Parameter]
    public VisitId? Visit { get; set; }

    /// <summary>It need not wait for approval.</summary>
    [Parameter]
    public bool AtOnce { get; set; }

    /// <summary>Whom the asker named: chosen at first, wherever that person stands.</summary>
    [Parameter]
    public StaffId? Wished { get; set; }

    /// <summary>Who is chosen.</summary>
    [Parameter]
    public StaffId? Chosen { get; set; }

    /// <summary>Another one is chosen.</summary>
    [Parameter]
    public EventCallback<StaffId?> ChosenChanged { get; set; }

    /// <summary>Who chooses.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private StaffId? Best => _now is [var best, ..] ? best.Person.Id : null;

    private IEnumerable<Goer> Ordered => _now.OrderBy(goer => _order.Index().FirstOrDefault(place => place.Item == goer.Person.Id, (_order.Count, default)).Index);

    private IEnumerable<Goer> Shown => Ordered.Where((goer, place) => _all || place < AtFirst || Counts(goer.Person.Id));

    private int Hidden => _now.Count - Shown.Count();

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var found = await Me.DoAsync(actor => Task.FromResult(list.Of(Home, Visit, AtOnce, actor)));
        if (!found.Succeeded)
        {
            return;   // the desk says why when somebody approves
        }

        _now = found.Value;
        if (_order.Count == 0 && _now.Count > 0)
        {
            _order = [.. _now.Select(goer => goer.Person.Id)];
            await ChooseAsync(_now.FirstOrDefault(goer => goer.Person.Id == Wished)?.Person.Id ?? _order[0]);
        }
    }

    // Never behind the button: who is chosen, best, asked for, or sits here.
    private bool Counts(StaffId person) => person == Chosen || person == Best || person == Wished || person == Me.Id;

    private Task ChooseAsync(StaffId person) => ChosenChanged.InvokeAsync(person);
}
