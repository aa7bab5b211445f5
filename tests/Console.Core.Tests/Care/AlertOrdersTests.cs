using System.Globalization;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using FsCheck;
using FsCheck.Fluent;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>Commands and decisions in any order, by several people, one after the other and at the same time. CONSOLE_ORDERS=10000 runs the full number.</summary>
public sealed class AlertOrdersTests
{
    private const int Kinds = 27;

    private static readonly int Orders = int.Parse(Environment.GetEnvironmentVariable("CONSOLE_ORDERS") ?? "150", CultureInfo.InvariantCulture);

    private static readonly Actor[] People = [Lin, Zhou, Ma];

    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public void Any_OneAfterTheOther_StaysLawful() => Prop.ForAll<byte[]>(moves => RunAsync(moves, width: 1)).Check(Moves());

    [Fact]
    public void Any_AtTheSameTime_StaysLawful() => Prop.ForAll<byte[]>(moves => RunAsync(moves, width: 4)).Check(Moves());

    [Fact]
    public async Task Take_ManyAtOnce_OneWins()
    {
        await using var desks = new Desks(CareStores.Volatile());
        await desks.Care.DecidedAsync([Decision()], Stop);
        var id = AlertPolicy.ConditionOf(Decision());
        var people = Enumerable.Range(0, 50).Select(i => Lin with { Id = new StaffId($"w{i}"), Name = $"w{i}" });

        var results = await Task.WhenAll(people.Select(actor => Task.Run(() => desks.Care.TakeAsync(id, actor, Stop))));

        var winner = Assert.Single(results, result => result.Succeeded);
        Assert.Equal(winner.Value.TakenBy, desks.Board.Find(id)!.TakenBy);
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.IsType<AlertAlreadyTaken>(result.Problem));
        Assert.Equal(49, (await desks.AuditAsync()).Count(record => record.Result == "alert.taken"));
    }

    private static Config Moves() => Config.QuickThrowOnFailure.WithMaxTest(Orders).WithEndSize(120);

    private static async Task RunAsync(byte[] moves, int width)
    {
        await using var desks = new Desks(CareStores.Volatile());
        await desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);
        await desks.Care.DecidedAsync([Decision()], Stop);
        foreach (var together in moves.Chunk(width))
        {
            await Task.WhenAll(together.Select(move => Task.Run(() => MoveAsync(desks, move))));
            await CheckAsync(desks);
            desks.Time.Advance(TimeSpan.FromMinutes(1));
        }

        desks.History.Check(await desks.AuditAsync());
        Assert.True((await AuditChain.VerifyAsync(desks.Stores.Audit.ReadAsync(0, Stop), null, Stop)).IsWhole);
    }

    private static async Task CheckAsync(Desks desks)
    {
        var open = await desks.Stores.Alerts.ListOpenAsync(Stop);
        Assert.InRange(open.Count, 0, 1);
        Assert.Equal(open.Select(alert => (alert.Id, alert.Version)), desks.Board.Latest("demo").Select(alert => (alert.Id, alert.Version)));
        var visits = (await desks.Stores.Visits.ListBoardAsync(Stop)).Where(visit => visit.IsOpen).ToList();
        Assert.All(visits, visit => Assert.Equal(open.SingleOrDefault()?.Visit, visit.Id));
        Assert.Equal(visits.Count, open.Count(alert => alert is { Visit: not null, VisitEnded: false }));
    }

    private static async Task MoveAsync(Desks desks, byte move)
    {
        var history = desks.History.Told;
        var alert = desks.Board.Latest("demo") is [var open, ..] ? open : history[^1];
        var visit = alert.Visit ?? history.Select(told => told.Visit).LastOrDefault(one => one is not null) ?? default;
        var (who, which) = (People[move / Kinds % 3], move / (3 * Kinds));
        var now = desks.Time.GetUtcNow();
        var minutes = (now - Noon).TotalMinutes;
        _ = (move % Kinds) switch
        {
            0 => Tell(desks, await desks.Care.TakeAsync(alert.Id, who, Stop), who, AlertStepKind.Taken),
            1 => Tell(desks, await desks.Care.TakeOverAsync(alert.Id, who, "", Stop), who, AlertStepKind.TakenOver),
            2 => Tell(desks, await desks.Care.StartContactAsync(alert.Id, who, Stop), who, AlertStepKind.ContactStarted),
            3 => Tell(desks, await desks.Care.RecordContactAsync(alert.Id, who, ContactOutcome.NoAnswer, "", Stop), who, AlertStepKind.Contacted),
            4 or 5 => Tell(desks, await desks.Care.AskVisitAsync(alert.Id, who, "看看", which == 0 ? Zhou.Id : null, Stop), who, AlertStepKind.VisitAsked),
            6 => (await desks.Dispatch.ApproveAsync(visit, who, which == 0 ? Lin.Id : null, Stop)).Succeeded,
            7 => (await desks.Dispatch.RefuseAsync(visit, who, "不必", Stop)).Succeeded,
            8 or 9 => (await desks.Dispatch.DepartAsync(visit, who, Stop)).Succeeded,
            10 => (await desks.Dispatch.ArriveAsync(visit, who, Stop)).Succeeded,
            11 => (await desks.Dispatch.FinishAsync(visit, who, "", Stop)).Succeeded,
            12 => (await desks.Dispatch.WithdrawAsync(visit, who, "不用了", Stop)).Succeeded,
            13 => Tell(desks, await desks.Care.ResolveAsync(alert.Id, who, (AlertOutcome)which, "", Stop), who, AlertStepKind.Resolved),
            14 => Tell(desks, await desks.Care.DismissAsync(alert.Id, who, (FalseReason)which, "", Stop), who, AlertStepKind.Dismissed),
            15 => await DecideAsync(desks, Decision(DecisionChange.Cleared, opened: which, minutes: minutes)),
            16 => await DecideAsync(desks, Decision(DecisionChange.Raised, which % 2 == 0 ? Severity.Critical : Severity.Urgent, opened: which / 2, minutes: minutes)),
            17 => await DecideAsync(desks, Decision(severity: Severity.Attention, opened: which, minutes: minutes)),
            18 => (await desks.Homes.SetPresenceAsync(Place, who, WorkerPresence.Away, now.AddMinutes(5), "", Stop)).Succeeded,
            19 => (await desks.Homes.EndPresenceAsync(Place, who, Stop)).Succeeded,
            20 => Tell(desks, await desks.Care.ProposeFalseAsync(alert.Id, who, (FalseReason)which, "", Stop), who, AlertStepKind.FalseProposed),
            21 => Tell(desks, await desks.Care.ConfirmFalseAsync(alert.Id, who, "", Stop), who, AlertStepKind.Dismissed),
            22 => (await desks.Care.DeclineFalseAsync(alert.Id, who, "没有见到本人", Stop)).Succeeded,
            23 => Tell(desks, await desks.Care.ShelveAsync(alert.Id, who, (ShelfTime)which, "女儿马上到", Stop), who, AlertStepKind.Shelved),
            24 => Tell(desks, await desks.Care.UnshelveAsync(alert.Id, who, Stop), who, AlertStepKind.Unshelved),
            25 => Pass(desks),
            _ => await SweepAsync(desks),
        };
    }

    // An accepted command of a person stands on the alert as that person's step; a second tap finds the step of the first.
    private static bool Tell(Desks desks, Result<Alert> result, Actor who, AlertStepKind kind)
    {
        var took = kind is AlertStepKind.Taken or AlertStepKind.TakenOver;
        if (result.Succeeded)
        {
            // Whoever has it already, or takes an open one, takes nothing over.
            Assert.Contains(result.Value.Steps, step => step.By == who.Id && (step.Kind == kind || (took && step.Kind is (AlertStepKind.Taken or AlertStepKind.TakenOver))));
            Assert.Contains(desks.History.Told, told => told.Id == result.Value.Id && told.Version == result.Value.Version);
        }

        return result.Succeeded;
    }

    private static async Task<bool> DecideAsync(Desks desks, WatchDecision decision)
    {
        await desks.Care.DecidedAsync([decision], Stop);
        return true;
    }

    // An hour later: times on the shelf end.
    private static bool Pass(Desks desks)
    {
        desks.Time.Advance(TimeSpan.FromHours(1));
        return true;
    }

    private static async Task<bool> SweepAsync(Desks desks)
    {
        await desks.Sweep.RunAsync(Stop);
        return true;
    }
}
