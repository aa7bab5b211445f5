using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Bench.Street;

/// <summary>
/// The people of the shift: two social workers at the desk, a grid manager who approves, and one person in each cell who
/// walks to doors. They see what the desk shows and nothing else; each does one thing at a time.
/// </summary>
/// <remarks>
/// What is assumed of them, all by dice of the seed: a free worker takes an alert after a median of 20 s (lognormal, sigma
/// 0.5); a call takes 1.5 to 4 min; somebody who is well answers 85 % of calls by day and 55 % from 22 to 6; family knows
/// where somebody is in half of the cases; a Critical alert closed unseen takes a second worker 30 to 60 s; approval takes a
/// median of 60 s (sigma 0.6); the way to the door 5 to 18 min, from another cell 6 min more. Whoever would be there first goes.
/// After a call that reaches nobody an Urgent or Critical alert gets a visit; an Attention is called again after half an hour.
/// </remarks>
internal sealed class Crew(StreetDesk desk, StreetPlan plan, string community, int cells, int seed)
{
    private static readonly TimeSpan Further = TimeSpan.FromMinutes(6);

    private readonly Random _random = new(seed);
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Order)> _toDo = new();
    private readonly Dictionary<AlertId, DateTimeOffset> _calledAgain = [];
    private readonly HashSet<AlertId> _inWork = [];
    private readonly DateTimeOffset[] _freeAt = [default, default];
    private readonly DateTimeOffset[] _walkerFreeAt = new DateTimeOffset[cells];
    private readonly Dictionary<string, DateTimeOffset> _found = plan.Incidents.ToDictionary(incident => incident.Home.Id.Home, _ => DateTimeOffset.MaxValue);
    private readonly Dictionary<string, DateTimeOffset> _lies = plan.Incidents.ToDictionary(incident => incident.Home.Id.Home, incident => incident.At);
    private int _order;

    /// <summary>When somebody stood at the door of each person who had collapsed.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Found => _found;

    public int Visits { get; private set; }

    public int Calls { get; private set; }

    public static IReadOnlyList<Actor> Staff(string community, int cells) =>
    [
        Worker(community, 0), Worker(community, 1), Manager(community),
        .. Enumerable.Range(0, cells).Select(cell => Walker(community, cell)),
    ];

    public static Actor Admin(string community) => new(new StaffId("admin"), "管理员", Role.Administrator, community);

    /// <summary>Does everything that is due until that instant, each thing at its own time.</summary>
    public async Task WorkAsync(DateTimeOffset until)
    {
        while (_toDo.TryPeek(out var act, out var due) && due.At <= until)
        {
            _toDo.Dequeue();
            desk.Go(due.At);
            await act();
        }
    }

    /// <summary>Looks at the list: every free worker takes the first alert that is nobody's, or goes on with one of their own.</summary>
    public void Look()
    {
        var list = AlertPolicy.ByRisk(desk.Board.Latest(community));
        for (var worker = 0; worker < _freeAt.Length; worker++)
        {
            if (_freeAt[worker] > desk.Now)
            {
                continue;
            }

            var me = worker;
            if (list.FirstOrDefault(alert => Wants(alert, me)) is not { Id: var id })
            {
                continue;
            }

            _inWork.Add(id);
            Plan(ref _freeAt[me], Lognormal(20, 0.5), () => TakeAsync(me, id));
        }
    }

    private static Actor Worker(string community, int number) => new(new StaffId($"w{number}"), $"社工 {number + 1}", Role.SocialWorker, community);

    private static Actor Manager(string community) => new(new StaffId("m"), "网格长", Role.GridManager, community);

    private static Actor Walker(string community, int cell) => new(new StaffId($"g{cell}"), $"网格员 {cell + 1}", Role.SocialWorker, community);

    // Remarks wait for the weekly list; an alert held back pages nobody; one whose visit is under way is in good hands. What
    // the other one has is the other one's: the desk lets no one else call or send anybody for it, and the list says whose it is.
    private bool Wants(Alert alert, int me) =>
        (alert.TakenBy is null || alert.TakenBy == Worker(community, me).Id)
        && alert.Severity >= Severity.Attention && alert.HeldUntil is null && !_inWork.Contains(alert.Id)
        && (alert.State is AlertState.Open || alert.ClearedAt is not null || alert.Severity >= Severity.Urgent || _calledAgain.GetValueOrDefault(alert.Id) <= desk.Now)
        && (alert.Visit is null || alert.VisitEnded);

    private async Task TakeAsync(int me, AlertId id)
    {
        var taken = await desk.Care.TakeAsync(id, Worker(community, me), CancellationToken.None);
        if (!taken.Succeeded && taken.Problem is not AlertAlreadyTaken)
        {
            _inWork.Remove(id);   // over meanwhile
            return;
        }

        var alert = desk.Board.Find(id);
        if (alert is null)
        {
            _inWork.Remove(id);
        }
        else if (alert.Kind == AnomalyKind.Sos)
        {
            Plan(ref _freeAt[me], Seconds(15, 40), () => SendAsync(alert, me));
        }
        else if (alert.ClearedAt is not null)
        {
            Plan(ref _freeAt[me], Seconds(20, 40), () => CloseAsync(id, me, AlertOutcome.Fine));
        }
        else
        {
            await desk.Care.StartContactAsync(id, Worker(community, me), CancellationToken.None);
            Calls++;
            Plan(ref _freeAt[me], Seconds(90, 240), () => CallAsync(id, me));
        }
    }

    private async Task CallAsync(AlertId id, int me)
    {
        if (desk.Board.Find(id) is not { } alert)
        {
            _inWork.Remove(id);
            return;
        }

        if (alert.Kind is AnomalyKind.AreaOutage)
        {
            await CloseAsync(id, me, AlertOutcome.Restored);
        }
        else if (alert.Kind is AnomalyKind.DeviceFault)
        {
            await CloseAsync(id, me, AlertOutcome.Device);
        }
        else if (!Lies(alert) && _random.NextDouble() < (IsNight() ? 0.55 : 0.85))
        {
            await desk.Care.RecordContactAsync(id, Worker(community, me), ContactOutcome.Fine, "", CancellationToken.None);
            await CloseAsync(id, me, AlertOutcome.Fine);
        }
        else
        {
            await desk.Care.RecordContactAsync(id, Worker(community, me), ContactOutcome.NoAnswer, "", CancellationToken.None);
            Calls++;
            Plan(ref _freeAt[me], Seconds(60, 150), () => CallFamilyAsync(id, me));
        }
    }

    private async Task CallFamilyAsync(AlertId id, int me)
    {
        if (desk.Board.Find(id) is not { } alert)
        {
            _inWork.Remove(id);
        }
        else if (!Lies(alert) && _random.NextDouble() < 0.5)
        {
            await CloseAsync(id, me, AlertOutcome.WasAway);
        }
        else if (alert.Severity >= Severity.Urgent)
        {
            await SendAsync(alert, me);
        }
        else
        {
            _calledAgain[id] = desk.Now.AddMinutes(30);
            _inWork.Remove(id);
        }
    }

    private async Task SendAsync(Alert alert, int me)
    {
        var home = int.Parse(alert.Cell!.Value.Cell[1..], System.Globalization.CultureInfo.InvariantCulture) - 1;
        var cell = Nearest(home);
        var walker = Walker(community, cell);
        var asked = await desk.Care.AskVisitAsync(alert.Id, Worker(community, me), "联系不上，请上门看看。", walker.Id, CancellationToken.None);
        if (!asked.Succeeded)
        {
            _inWork.Remove(alert.Id);
            return;
        }

        var visit = asked.Value.Visit!.Value;
        var approved = desk.Now + Lognormal(60, 0.6);
        At(approved, () => desk.Dispatch.ApproveAsync(visit, Manager(community), walker.Id, CancellationToken.None));

        // A Critical one need not wait for it; the walker goes when the visit before is done.
        var leaves = asked.Value.Severity == Severity.Critical ? desk.Now + Seconds(30, 90) : approved + Seconds(10, 60);
        leaves = leaves > _walkerFreeAt[cell] ? leaves : _walkerFreeAt[cell];
        var arrives = leaves + Seconds(300, 1080) + (cell == home ? TimeSpan.Zero : Further);
        var done = arrives + Seconds(300, 900);
        _walkerFreeAt[cell] = done;
        Visits++;
        At(leaves, () => desk.Dispatch.DepartAsync(visit, walker, CancellationToken.None));
        At(arrives, () => ArriveAsync(visit, walker, alert));
        At(done, () => LeaveAsync(alert, walker));
    }

    // Who would be there first: the cell's own walker, or one of another cell who has further to go.
    private int Nearest(int home) => Enumerable.Range(0, _walkerFreeAt.Length)
        .MinBy(cell => (_walkerFreeAt[cell] > desk.Now ? _walkerFreeAt[cell] : desk.Now) + (cell == home ? TimeSpan.Zero : Further));

    private async Task ArriveAsync(VisitId visit, Actor walker, Alert alert)
    {
        var there = await desk.Dispatch.ArriveAsync(visit, walker, CancellationToken.None);
        if (there.Succeeded && Lies(alert))
        {
            _found[alert.Home.Home] = desk.Now;
        }
    }

    private async Task LeaveAsync(Alert alert, Actor walker)
    {
        var lay = _found.GetValueOrDefault(alert.Home.Home, DateTimeOffset.MaxValue) <= desk.Now;
        await desk.Care.ResolveAsync(
            alert.Id, walker, lay ? AlertOutcome.TakenToHospital : alert.Kind == AnomalyKind.Sos ? AlertOutcome.Helped : AlertOutcome.Fine, "", CancellationToken.None);
        if (lay)
        {
            await desk.Homes.SetPresenceAsync(alert.Home, walker, WorkerPresence.Hospital, desk.Now.AddDays(14), "", CancellationToken.None);
        }

        _inWork.Remove(alert.Id);
    }

    // A Critical one that nobody saw is closed on two people's word: the other worker looks at it for half a minute or more.
    private async Task CloseAsync(AlertId id, int me, AlertOutcome outcome)
    {
        var closed = await desk.Care.ResolveAsync(id, Worker(community, me), outcome, "", CancellationToken.None);
        if (closed.Problem is AlertNobodySaw)
        {
            var reason = outcome switch { AlertOutcome.WasAway => FalseReason.Away, AlertOutcome.Device => FalseReason.Device, _ => FalseReason.Other };
            await desk.Care.ProposeFalseAsync(id, Worker(community, me), reason, "平安", CancellationToken.None);
            var (second, free) = (1 - me, _freeAt[1 - me] > desk.Now ? _freeAt[1 - me] : desk.Now);
            _freeAt[second] = free + Seconds(30, 60);
            At(_freeAt[second], () => ConfirmAsync(id, second));
            return;
        }

        _inWork.Remove(id);
    }

    private async Task ConfirmAsync(AlertId id, int second)
    {
        await desk.Care.ConfirmFalseAsync(id, Worker(community, second), "", CancellationToken.None);
        _inWork.Remove(id);
    }

    private bool Lies(Alert alert) => _lies.TryGetValue(alert.Home.Home, out var since) && since <= desk.Now && _found[alert.Home.Home] == DateTimeOffset.MaxValue;

    private bool IsNight() => desk.Now.ToOffset(TimeSpan.FromHours(8)).Hour is >= 22 or < 6;

    private void Plan(ref DateTimeOffset freeAt, TimeSpan takes, Func<Task> then)
    {
        freeAt = desk.Now + takes;
        At(freeAt, then);
    }

    private void At(DateTimeOffset when, Func<Task> act) => _toDo.Enqueue(act, (when, _order++));

    private TimeSpan Seconds(double least, double most) => TimeSpan.FromSeconds(least + _random.NextDouble() * (most - least));

    private TimeSpan Lognormal(double median, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return TimeSpan.FromSeconds(median * Math.Exp(sigma * normal));
    }
}
