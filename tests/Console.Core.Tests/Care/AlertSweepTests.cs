using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>What a crash between two commits leaves behind, the sweep puts in order.</summary>
public sealed class AlertSweepTests
{
    private static readonly AlertId Id = AlertPolicy.ConditionOf(Decision());

    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task Promise_OfWhatAGatewayBroughtHoursLate_CountsFromWhenTheDeskKnew()
    {
        await using var desks = new Desks(CareStores.Volatile());
        desks.Time.Advance(TimeSpan.FromHours(9));

        await desks.Care.DecidedAsync([Decision()], Stop);

        var alert = desks.Board.Find(AlertPolicy.ConditionOf(Decision()))!;
        Assert.Equal((Noon, Noon.AddHours(9.5)), (alert.DecidedAt, alert.PromisedBy));
    }

    [Fact]
    public async Task Run_VisitStoredButNotTold_BringsTheAlertInLine()
    {
        await using var desks = await OpenAsync();
        await desks.Care.AskVisitAsync(Id, Lin, "看看", null, Stop);
        var visit = (await desks.Stores.Visits.FindOpenAsync(Subject, Stop))!;
        await desks.Stores.Visits.SaveAsync(visit.Approve(Ma, Zhou.Id, Noon).Value, visit.Version, Audit(), Stop);

        await desks.Sweep.RunAsync(Stop);

        Assert.Equal((AlertState.Approved, Zhou.Id), (desks.Board.Find(Id)!.State, desks.Board.Find(Id)!.Goer));
    }

    [Fact]
    public async Task Run_VisitEndedButNotTold_GivesTheAlertBackToItsWorker()
    {
        await using var desks = await OpenAsync();
        await desks.Care.AskVisitAsync(Id, Lin, "看看", null, Stop);
        var visit = (await desks.Stores.Visits.FindOpenAsync(Subject, Stop))!;
        await desks.Stores.Visits.SaveAsync(visit.Refuse(Ma, "不必", Noon).Value, visit.Version, Audit(), Stop);

        await desks.Sweep.RunAsync(Stop);

        Assert.Equal((AlertState.Taken, true), (desks.Board.Find(Id)!.State, desks.Board.Find(Id)!.VisitEnded));
    }

    [Fact]
    public async Task Run_AlertClosedButVisitOpen_RecallsTheVisit()
    {
        await using var desks = await OpenAsync();
        await desks.Care.AskVisitAsync(Id, Lin, "看看", null, Stop);
        var alert = desks.Board.Find(Id)!;
        await desks.Stores.Alerts.SaveAsync(new AlertChange(alert, alert.Resolve(Lin, AlertOutcome.Fine, "", Noon).Value.AsVersion(alert.Version + 1), Audit()), Stop);

        await desks.Sweep.RunAsync(Stop);

        Assert.Null(await desks.Stores.Visits.FindOpenAsync(Subject, Stop));
        Assert.Equal(VisitState.Withdrawn, (await desks.Stores.Visits.FindAsync(alert.Visit!.Value, Stop))!.State);
    }

    [Fact]
    public async Task Run_PresenceRunsOut_ArmsTheAlertAndPromisesFromNow()
    {
        await using var desks = await OpenAsync();
        await desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);
        await desks.Homes.SetPresenceAsync(Place, Lin, WorkerPresence.Hospital, Noon.AddHours(5), "住院", Stop);
        var held = desks.Board.Find(Id)!;
        desks.Time.Advance(TimeSpan.FromHours(5));

        await desks.Sweep.RunAsync(Stop);

        Assert.Equal((Noon.AddHours(5), null), (held.HeldUntil, held.PromisedBy));
        Assert.Equal((null, Noon.AddHours(5.5)), (desks.Board.Find(Id)!.HeldUntil, desks.Board.Find(Id)!.PromisedBy));
        Assert.Null(desks.Directory.Find(Place)!.Presence);
    }

    [Fact]
    public async Task Run_OneThatCannotBeRead_KeepsNoOtherOnTheShelf()
    {
        var stores = CareStores.Volatile();
        var store = new OneUnreadable(stores.Alerts);
        await using var desks = new Desks(stores with { Alerts = store });
        var other = Decision(cause: "other");
        await desks.Care.DecidedAsync([Decision(), other], Stop);
        await desks.Care.AskVisitAsync(Id, Lin, "看看", null, Stop);
        await desks.Care.ShelveAsync(AlertPolicy.ConditionOf(other), Lin, ShelfTime.Hour, "等女儿回话", Stop);
        store.Unreadable = Id;
        desks.Time.Advance(TimeSpan.FromHours(2));

        await desks.Sweep.RunAsync(Stop);

        Assert.Null(desks.Board.Find(AlertPolicy.ConditionOf(other))!.ShelvedUntil);
    }

    [Fact]
    public async Task Run_EverythingInOrder_WritesNothing()
    {
        await using var desks = await OpenAsync();
        await desks.Care.AskVisitAsync(Id, Lin, "看看", null, Stop);
        var before = (await desks.AuditAsync()).Count;

        await desks.Sweep.RunAsync(Stop);
        await desks.Sweep.RunAsync(Stop);

        Assert.Equal(before, (await desks.AuditAsync()).Count);
    }

    private static string Subject => $"alert:{Id.Value:D}";

    private static AuditEntry Audit() => new(Noon, "demo", "lin", "test", AuditEntry.Done, new AuditDetails(Subject, "", "", "", "", ""));

    private static async Task<Desks> OpenAsync()
    {
        var desks = new Desks(CareStores.Volatile());
        await desks.Care.DecidedAsync([Decision()], Stop);
        return desks;
    }

    private sealed class OneUnreadable(IAlertStore inner) : IAlertStore
    {
        public AlertId? Unreadable { get; set; }

        public Task<Alert?> FindAsync(AlertId id, CancellationToken cancellation) =>
            id == Unreadable ? throw new InvalidDataException("This row cannot be read.") : inner.FindAsync(id, cancellation);

        public Task<Alert?> FindByConditionAsync(AlertId condition, CancellationToken cancellation) => inner.FindByConditionAsync(condition, cancellation);

        public Task<Alert?> FindOpenAsync(HomeId home, AnomalyKind kind, string cause, CancellationToken cancellation) =>
            inner.FindOpenAsync(home, kind, cause, cancellation);

        public Task<IReadOnlyList<Alert>> ListOpenAsync(CancellationToken cancellation) => inner.ListOpenAsync(cancellation);

        public Task<IReadOnlyList<Alert>> ListHomeAsync(HomeId home, int count, CancellationToken cancellation) => inner.ListHomeAsync(home, count, cancellation);

        public Task<IReadOnlyList<Alert>> ListOpenInAsync(string community, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation) =>
            inner.ListOpenInAsync(community, since, until, cancellation);

        public Task<bool> SaveAsync(AlertChange change, CancellationToken cancellation) => inner.SaveAsync(change, cancellation);
    }
}
