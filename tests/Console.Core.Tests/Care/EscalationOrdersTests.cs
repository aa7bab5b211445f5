using System.Globalization;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using FsCheck;
using FsCheck.Fluent;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>
/// Take, call, ask, approve, resolve, propose, confirm, decline, reopen, shelve, put back, clear and escalate in any order by five people: no illegal state, no
/// resurrected alert, nobody told twice, nobody told of what somebody has. CONSOLE_ORDERS=10000 runs the full number.
/// </summary>
public sealed class EscalationOrdersTests
{
    private const int Kinds = 28;

    private static readonly int Orders = int.Parse(Environment.GetEnvironmentVariable("CONSOLE_ORDERS") ?? "300", CultureInfo.InvariantCulture);
    private static readonly Actor[] People = [Lin, Zhou, He, Ma, Luo];

    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public void Any_OneAfterTheOther_StaysLawful() => Prop.ForAll<ushort[]>(moves => RunAsync(moves, width: 1)).Check(Moves());

    [Fact]
    public void Any_AtTheSameTime_StaysLawful() => Prop.ForAll<ushort[]>(moves => RunAsync(moves, width: 5)).Check(Moves());

    private static Config Moves() => Config.QuickThrowOnFailure.WithMaxTest(Orders).WithEndSize(80);

    private static async Task RunAsync(ushort[] moves, int width)
    {
        await using var desks = new Desks(CareStores.Volatile());
        await desks.StartAsync();
        await desks.Duty.PlanAsync(Team(Noon, Noon.AddHours(12)), 1, Ma, Stop);
        await desks.Care.DecidedAsync([Decision(severity: moves.Length % 2 == 0 ? Severity.Urgent : Severity.Critical)], Stop);
        await desks.LookAsync();
        foreach (var together in moves.Chunk(width))
        {
            var before = desks.Phone.Told.Count();
            await Task.WhenAll(together.Select(move => width == 1 ? MoveAsync(desks, move) : Task.Run(() => MoveAsync(desks, move))));
            if (width == 1)
            {
                CheckTold(desks, desks.Phone.Heard.Where(one => one.What == NoticeEvent.Notice).Skip(before).Select(one => one.Notice));
            }

            desks.Time.Advance(TimeSpan.FromSeconds(together[0] % 97));
        }

        await desks.LookAsync();
        await desks.LookAsync();
        CheckTold(desks, desks.Calls.All);
        CheckOnce(desks);
        desks.History.Check(await desks.AuditAsync());
        Assert.All(
            desks.History.Told.SelectMany(alert => alert.Steps).Where(step => step.Kind == AlertStepKind.Reopened),
            step => Assert.True(step.By != Actor.ProgramId && step.Note.Length > 0, "reopened by nobody or for no reason"));
    }

    // Whoever is told of an alert is told of one that nobody has at this moment, or that somebody else proposed as false, in the round that runs.
    private static void CheckTold(Desks desks, IEnumerable<Notice> told)
    {
        foreach (var notice in told.Where(notice => notice.Subject.StartsWith("alert:", StringComparison.Ordinal)))
        {
            var alert = desks.Board.Find(new AlertId(Guid.Parse(notice.Subject[6..])));
            var second = alert is { IsOpen: true, Proposal: { } proposal } && proposal.By.Value != notice.To;
            Assert.True(second || alert is { State: AlertState.Open, TakenBy: null }, $"{notice.Stage} to {notice.To} about an alert that is {alert?.State.ToString() ?? "closed"}");
            Assert.Equal(EscalationPolicy.Of(alert!)!.Round, notice.Round);
        }
    }

    private static void CheckOnce(Desks desks)
    {
        var heard = desks.Phone.Heard.Where(one => one.What == NoticeEvent.Notice).Select(one => one.Notice).ToList();
        Assert.Equal(heard.Count, heard.DistinctBy(notice => notice.Id).Count());
        var calls = heard.Where(notice => notice.Stage is NoticeStage.Call or NoticeStage.NextCall or NoticeStage.SupervisorCall).ToList();
        Assert.Equal(calls.Count, calls.DistinctBy(notice => (notice.Subject, notice.Round, notice.To)).Count());
        Assert.Equal(calls.Count, calls.DistinctBy(notice => (notice.Subject, notice.Round, notice.Stage)).Count());
    }

    private static async Task MoveAsync(Desks desks, ushort move)
    {
        var history = desks.History.Told;
        var who = People[move / Kinds % People.Length];
        var which = move / (Kinds * People.Length);
        var alert = which % 4 != 0 && desks.Board.Latest("demo") is [var open, ..] ? open : history[which % history.Count];
        var visit = alert.Visit ?? history.Select(told => told.Visit).LastOrDefault(one => one is not null) ?? default;
        var minutes = (desks.Time.GetUtcNow() - Noon).TotalMinutes;
        _ = (move % Kinds) switch
        {
            0 or 1 => (await desks.Care.TakeAsync(alert.Id, who, Stop)).Succeeded,
            2 => (await desks.Care.TakeOverAsync(alert.Id, who, "", Stop)).Succeeded,
            3 => (await desks.Care.StartContactAsync(alert.Id, who, Stop)).Succeeded,
            4 => (await desks.Care.RecordContactAsync(alert.Id, who, ContactOutcome.NoAnswer, "", Stop)).Succeeded,
            5 => (await desks.Care.AskVisitAsync(alert.Id, who, "看看", null, Stop)).Succeeded,
            6 => (await desks.Dispatch.ApproveAsync(visit, who, null, Stop)).Succeeded,
            7 => (await desks.Dispatch.RefuseAsync(visit, who, "不必", Stop)).Succeeded,
            8 => (await desks.Dispatch.DepartAsync(visit, who, Stop)).Succeeded,
            9 => (await desks.Dispatch.ArriveAsync(visit, who, Stop)).Succeeded,
            10 => (await desks.Care.ResolveAsync(alert.Id, who, (AlertOutcome)(which % 4), "", Stop)).Succeeded,
            11 => (await desks.Care.DismissAsync(alert.Id, who, (FalseReason)(which % 3), "", Stop)).Succeeded,
            12 or 13 => (await desks.Care.ReopenAsync(alert.Id, who, "再看看", Stop)).Succeeded,
            14 => await DecideAsync(desks, Decision(DecisionChange.Cleared, opened: which % 4, minutes: minutes)),
            15 => await DecideAsync(desks, Decision(DecisionChange.Raised, Severity.Critical, opened: which % 4, minutes: minutes)),
            16 => await DecideAsync(desks, Decision(severity: (Severity)(which % 3), opened: which % 4, minutes: minutes)),
            17 => await SweepAsync(desks),
            18 or 19 => (await desks.Care.ProposeFalseAsync(alert.Id, who, (FalseReason)(which % 3), "", Stop)).Succeeded,
            20 => (await desks.Care.ConfirmFalseAsync(alert.Id, who, "", Stop)).Succeeded,
            21 => (await desks.Care.DeclineFalseAsync(alert.Id, who, "没有见到本人", Stop)).Succeeded,
            22 or 23 => (await desks.Care.ShelveAsync(alert.Id, who, (ShelfTime)(which % 4), "女儿马上到", Stop)).Succeeded,
            24 => (await desks.Care.UnshelveAsync(alert.Id, who, Stop)).Succeeded,
            25 => Pass(desks),
            _ => await LookAsync(desks),
        };
    }

    private static async Task<bool> DecideAsync(Desks desks, WatchDecision decision)
    {
        await desks.Care.DecidedAsync([decision], Stop);
        return true;
    }

    // An hour and more later times on the shelf are over; the shift is not.
    private static bool Pass(Desks desks)
    {
        if (desks.Time.GetUtcNow() < Noon.AddHours(7))
        {
            desks.Time.Advance(TimeSpan.FromMinutes(70));
        }

        return true;
    }

    private static async Task<bool> SweepAsync(Desks desks)
    {
        await desks.Sweep.RunAsync(Stop);
        return true;
    }

    private static async Task<bool> LookAsync(Desks desks)
    {
        await desks.LookAsync();
        return true;
    }
}
