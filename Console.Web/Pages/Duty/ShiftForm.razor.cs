using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Duty;

/// <summary>Plans a shift, or changes one.</summary>
public sealed partial class ShiftForm(DutyDesk desk, DutyRoster roster, StaffDirectory staff, EstateCalendar calendar, TimeProvider time)
{
    private List<string> _workers = [""];
    private string _supervisor = "";
    private string _gridManager = "";
    private string _deputy = "";
    private DateTime? _from;
    private DateTime? _until;
    private int _days = 1;
    private bool _busy;
    private string? _refusal;

    /// <summary>The shift to change; null for a new one.</summary>
    [Parameter]
    public Shift? Shift { get; set; }

    /// <summary>Saved or given up.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    /// <summary>Who plans.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private IReadOnlyList<StaffMember> Goers => staff.Goers(Me.Community);

    private IEnumerable<StaffMember> Managers => Goers.Where(member => member.Role == Role.GridManager);

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        // A new shift follows the last one with its people: the usual case needs no typing.
        var model = Shift ?? (roster.Shifts(Me.Community) is [.., var last] ? last : null);
        var from = Shift?.From ?? (model?.Until > time.GetUtcNow() ? model.Until : time.GetUtcNow());
        var begin = WholeMinute.Down(calendar.Local(from).DateTime);
        _from = Shift is null && model is null ? begin.Date.AddHours(begin.Hour) : begin;
        _until = Shift is null ? _from.Value.AddHours(12) : WholeMinute.Down(calendar.Local(Shift.Until).DateTime);
        if (model is not null)
        {
            _workers = [.. model.Workers.Select(worker => worker.Value)];
            (_supervisor, _gridManager, _deputy) = (model.Supervisor.Value, model.GridManager.Value, model.Deputy?.Value ?? "");
        }
    }

    private string NameOf(string worker) => worker.Length == 0 ? "" : staff.NameOf(new StaffId(worker));

    private void MoveUp(int at) => (_workers[at - 1], _workers[at]) = (_workers[at], _workers[at - 1]);

    private async Task SaveAsync()
    {
        if (_from is not { } from || _until is not { } until || _supervisor.Length == 0 || _gridManager.Length == 0)
        {
            _refusal = Text["FieldNeeded"];
            return;
        }

        var wanted = new Shift(Shift?.Id ?? default, Me.Community, calendar.Instant(from), calendar.Instant(until))
        {
            Workers = [.. _workers.Where(worker => worker.Length > 0).Select(worker => new StaffId(worker))],
            Supervisor = new StaffId(_supervisor),
            GridManager = new StaffId(_gridManager),
            Deputy = _deputy.Length == 0 ? null : new StaffId(_deputy),
            Version = Shift?.Version ?? 0,
        };
        _busy = true;
        try
        {
            var problem = Shift is null
                ? (await Me.DoAsync(actor => desk.PlanAsync(wanted, _days, actor, CancellationToken.None))).Problem
                : (await Me.DoAsync(actor => desk.ChangeAsync(wanted, actor, CancellationToken.None))).Problem;
            _refusal = problem?.Message.ToString();
            if (problem is null)
            {
                await OnDone.InvokeAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
