using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Morning;

/// <summary>晨间平安单: how many homes have given a sign of life this morning, and whom to phone about the others.</summary>
public sealed partial class Morning(MorningBoard board, MorningDesk desk, HomeDirectory homes, EstateCalendar calendar, NavigationManager navigation)
{
    // What is worked on elsewhere first, what is fine last.
    private static readonly MorningGroup[] Order = [MorningGroup.AlertOpen, MorningGroup.NotYet, MorningGroup.Answered, MorningGroup.Away, MorningGroup.WithSign];

    private readonly HeldList<MorningLine, HomeId> _rows = new(line => line.Home.Id, TimeProvider.System);
    private MorningList _list = null!;   // the board answers at once
    private string? _refusal;
    private bool _busy;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>Only this grid cell.</summary>
    [SupplyParameterFromQuery(Name = "cell")]
    public string? Cell { get; set; }

    /// <summary>Words of the search.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Words { get; set; }

    /// <summary>The home that is open.</summary>
    [SupplyParameterFromQuery(Name = "home")]
    public string? Home { get; set; }

    private MorningQuery Query => new(Cell, Words);

    private IReadOnlyList<MorningLine> ToCall => Query.Apply(_list.ByRisk(line => line.IsToCall), Me.Role);

    private IEnumerable<MorningGroup> Groups => Order.Where(group => group is not MorningGroup.NotYet || !_list.IsDue);

    private string Csv => navigation.GetUriWithQueryParameters("/morning.csv", new Dictionary<string, object?> { ["cell"] = Cell, ["q"] = Words });

    private string EmptyWords =>
        _list.Counts.ToCall > 0 ? Text["EmptyFiltered"]
        : !_list.IsDue ? Text["EmptyEarly", calendar.Local(_list.Morning.By).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)]
        : _list.Counts.AlertOpen > 0 ? Text["EmptyButAlerts", _list.Counts.AlertOpen]
        : Text["EmptyAllWell"];

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => board.WatchAsync(Me.Community, stop), Show);

    /// <inheritdoc />
    protected override void OnParametersSet() => _rows.Update(ToCall);

    private void Show(MorningList list)
    {
        _list = list;
        _rows.Update(ToCall);
    }

    private IReadOnlyList<MorningLine> InGroup(MorningGroup group) => Query.Apply(_list.ByRisk(line => line.Group == group), Me.Role);

    private Task StartAsync(MorningLine line) => DoAsync(actor => desk.StartAsync(line.Home.Id, line.Seen, actor, CancellationToken.None));

    private Task RecordAsync(MorningAnswered answer) =>
        DoAsync(actor => desk.RecordAsync(answer.Line.Home.Id, answer.Outcome, answer.Note, answer.Line.Seen, actor, CancellationToken.None));

    // One press: the reason says what is on record, and whoever asks goes unless the grid manager sends somebody else.
    private Task AskVisitAsync(MorningLine line)
    {
        var reason = line.NeedsHelp ? Text["VisitForHelp", line.LastCall?.Note ?? ""] : Text["VisitForSilence", line.Unanswered];
        return DoAsync(actor => desk.AskVisitAsync(line.Home.Id, reason.Value.Trim(), Me.Id, actor, CancellationToken.None));
    }

    private async Task DoAsync<T>(Func<Actor, Task<Result<T>>> command)
    {
        _busy = true;
        try
        {
            _refusal = (await Me.DoAsync(command)).Problem?.Message.ToString();
        }
        finally
        {
            _busy = false;
        }
    }

    private string Address(string name, string? value) => navigation.GetUriWithQueryParameter(name, value);

    private void Seek(string? words) => navigation.NavigateTo(Address("q", words), replace: true);
}
