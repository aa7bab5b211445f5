using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Tests.Care;
using FsCheck;
using FsCheck.Fluent;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Governance;

/// <summary>Any shift, told by the desks themselves: each figure equals a second count, made here from the exported steps alone and in another way.</summary>
public sealed class NumbersRecountTests
{
    private const int Kinds = 19;

    private static readonly Actor[] People = [Lin, Zhou, Ma];

    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public void AnyShift_Figures_EqualTheRecountFromSteps() =>
        Prop.ForAll<byte[]>(moves => RunAsync(moves)).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(160));

    private static async Task RunAsync(byte[] moves)
    {
        await using var desks = new Desks(CareStores.Volatile());
        await desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);
        foreach (var move in moves)
        {
            await MoveAsync(desks, move);
            desks.Time.Advance(TimeSpan.FromSeconds(move % 2 == 0 ? 20 : 260));
        }

        var report = (await desks.Numbers.ReportAsync("demo", 7, Ma, Stop)).Value;
        var steps = (await desks.Numbers.ListStepsAsync("demo", 7, Ma, Stop)).Value;
        var now = desks.Time.GetUtcNow();

        var lives = steps.Select(one => new Life(one, now)).ToList();
        var paged = lives.Where(life => life.Paged is not null).ToList();
        Assert.Equal(paged.Count, report.Response.Paged);
        foreach (var (seconds, share) in new[] { 60, 180 }.Zip(report.Response.Taken))
        {
            Assert.Equal(paged.Count(life => life.Waited(seconds) == true), share.Within);
            Assert.Equal(paged.Count(life => life.Waited(seconds) is not null), share.Of);
        }

        var doors = steps.SelectMany(one => one.Visits)
            .Where(visit => visit.PromisedBy is not null && !visit.Steps.Any(step => step.Kind is VisitStepKind.Refused or VisitStepKind.Withdrawn))
            .Select(visit => (Late: now - visit.ClockFrom, Door: visit.Steps.Where(step => step.Kind == VisitStepKind.Arrived).Select(step => step.At - visit.ClockFrom).ToList()))
            .ToList();
        foreach (var (minutes, share) in new[] { 30, 45, 60 }.Zip(report.Response.AtDoor))
        {
            Assert.Equal(doors.Count(door => door.Door is [{ TotalMinutes: var took }] && took <= minutes), share.Within);
            Assert.Equal(doors.Count(door => door.Door.Count == 1 || door.Late.TotalMinutes > minutes), share.Of);
        }

        var comings = lives.SelectMany(life => life.Comings).Order().ToList();
        Assert.Equal(comings.Count, report.Load.Shown);
        Assert.Equal(comings.GroupBy(at => at.ToUnixTimeSeconds() / 600).Select(slot => slot.Count()).DefaultIfEmpty().Max(), report.Load.Peak);
        var shelved = lives.Where(life => life.Shelf.Any(one => one.Until is null)).ToList();
        Assert.Equal((shelved.Count, lives.Sum(life => life.Shelf.Count)), (report.Load.Shelf.Now, report.Load.Shelf.Times));
        Assert.Equal(shelved.Count == 0 ? null : shelved.Max(life => life.Shelf.Sum(one => ((one.Until ?? now) - one.From).TotalSeconds)), report.Load.Shelf.Longest?.TotalSeconds);
        Assert.Equal(paged.Count(life => life.End == "need"), report.Cells.Sum(cell => cell.Needed));
        Assert.Equal(paged.Count(life => life.End == "self"), report.Cells.Sum(cell => cell.Withdrawn));
        Assert.Equal(paged.Count(life => life.End == ""), report.Cells.Sum(cell => cell.Open));
        Assert.Equal(paged.Count, report.Cells.Sum(cell => cell.Total));
    }

    private static async Task MoveAsync(Desks desks, byte move)
    {
        var (who, home) = (People[move / Kinds % 3], move / (3 * Kinds) % 3 == 0 ? Place : new HomeId("demo", $"h{move / (3 * Kinds)}"));
        var alert = desks.Board.Latest("demo").FirstOrDefault(one => one.Home == home);
        var minutes = (desks.Time.GetUtcNow() - Noon).TotalMinutes;
        var opened = alert is null ? minutes : (alert.Conditions[^1].Opened - Noon).TotalMinutes;
        switch (move % Kinds)
        {
            case 0 or 1 or 2:
                await TellAsync(Decision(severity: (Severity)(move / Kinds % 3 + 1), opened: minutes, minutes: minutes, home: home));
                break;
            case 3:
                await TellAsync(Decision(severity: Severity.Notice, opened: minutes, minutes: minutes, home: home));
                break;
            case 4:
                await TellAsync(Decision(DecisionChange.Raised, Severity.Critical, opened: opened, minutes: minutes, home: home));
                break;
            case 5:
                await TellAsync(Decision(DecisionChange.Cleared, opened: opened, minutes: move > 200 ? opened - 1 : minutes, home: home));
                break;
            case 6:
                await desks.Homes.SetPresenceAsync(Place, who, WorkerPresence.Away, desks.Time.GetUtcNow().AddMinutes(20), "", Stop);
                break;
            case 7:
                await desks.Homes.EndPresenceAsync(Place, who, Stop);
                break;
            case 18:
                desks.Time.Advance(TimeSpan.FromMinutes(40));   // times on the shelf run out
                await desks.Sweep.RunAsync(Stop);
                break;
            default:
                await WorkAsync(desks, move, who, alert);
                break;
        }

        Task TellAsync(WatchDecision decision) => desks.Care.DecidedAsync([decision], Stop).AsTask();
    }

    private static async Task WorkAsync(Desks desks, byte move, Actor who, Alert? alert)
    {
        if (alert is null)
        {
            return;
        }

        _ = (move % Kinds) switch
        {
            8 or 9 => (await desks.Care.TakeAsync(alert.Id, who, Stop)).Succeeded,
            10 => (await desks.Care.AskVisitAsync(alert.Id, who, "看看", null, Stop)).Succeeded,
            11 => alert.Visit is { } visit && (await desks.Dispatch.ApproveAsync(visit, Ma, who.Id, Stop)).Succeeded,
            12 => alert.Visit is { } visit && (await desks.Dispatch.DepartAsync(visit, who, Stop)).Succeeded,
            13 => alert.Visit is { } visit && (await desks.Dispatch.ArriveAsync(visit, who, Stop)).Succeeded,
            16 => (await desks.Care.ShelveAsync(alert.Id, who, ShelfTime.Hour, "女儿马上到", Stop)).Succeeded,
            17 => (await desks.Care.UnshelveAsync(alert.Id, who, Stop)).Succeeded,
            14 => (await desks.Care.ResolveAsync(alert.Id, who, move > 128 ? AlertOutcome.Helped : AlertOutcome.Fine, "", Stop)).Succeeded,
            _ => alert switch
            {
                { Severity: < Severity.Critical } => (await desks.Care.DismissAsync(alert.Id, who, FalseReason.Device, "", Stop)).Succeeded,
                { Proposal: null } => (await desks.Care.ProposeFalseAsync(alert.Id, who, FalseReason.Device, "", Stop)).Succeeded,
                _ => move > 128 ? (await desks.Care.ConfirmFalseAsync(alert.Id, who, "", Stop)).Succeeded : (await desks.Care.DeclineFalseAsync(alert.Id, who, "再看看", Stop)).Succeeded,
            },
        };
    }

    // One alert, second by second as somebody would who reads the exported lines with a ruler.
    private sealed class Life
    {
        public Life(CountedAlert counted, DateTimeOffset now)
        {
            var steps = counted.Alert.Steps;
            DateTimeOffset? Of(params AlertStepKind[] kinds) => steps.Where(step => kinds.Contains(step.Kind)).Select(step => (DateTimeOffset?)step.At).Min();

            var instants = steps.Select(step => step.At).Distinct().Order().ToList();
            End = steps[^1] switch
            {
                { Kind: AlertStepKind.Resolved, Detail: nameof(AlertOutcome.Helped) } => "need",
                { Kind: AlertStepKind.ClosedItself } => "self",
                { Kind: AlertStepKind.Resolved or AlertStepKind.Dismissed } => "other",
                _ => "",
            };
            if (End == "self" && counted.Alert.ClearedAt < instants[0])
            {
                instants.Clear();   // over before the desk heard of it
            }

            Paged = instants.Where(at => Stands(steps, at, Severity.Attention) && counted.Alert.Kind != AnomalyKind.DeviceFault).Select(at => (DateTimeOffset?)at).Min();
            Shown = instants.Where(at => Stands(steps, at, Severity.Attention)).Select(at => (DateTimeOffset?)at).Min();
            Taken = steps.Where(step => step.Kind == AlertStepKind.Taken || (step.Kind == AlertStepKind.Shelved && step.At > Paged)).Select(step => (DateTimeOffset?)step.At).Min();
            Until = Of(AlertStepKind.Resolved, AlertStepKind.Dismissed, AlertStepKind.ClosedItself) ?? now;
            Comings = Shown is { } shown ? [shown, .. steps.Where(step => step.At > shown && IsComing(steps, step)).Select(step => step.At)] : [];
            Shelf = [.. steps.Where(step => step.Kind == AlertStepKind.Shelved).Select(step => (
                step.At, steps.Where(next => next.Number > step.Number && Leaves.Contains(next.Kind)).Select(next => (DateTimeOffset?)next.At).FirstOrDefault()))];
        }

        private static AlertStepKind[] Leaves { get; } =
            [AlertStepKind.Unshelved, AlertStepKind.Taken, AlertStepKind.Resolved, AlertStepKind.Dismissed, AlertStepKind.ClosedItself];

        public DateTimeOffset? Paged { get; }

        public DateTimeOffset? Shown { get; }

        public DateTimeOffset? Taken { get; }

        public DateTimeOffset Until { get; }

        public string End { get; }

        public IReadOnlyList<DateTimeOffset> Comings { get; }

        public IReadOnlyList<(DateTimeOffset From, DateTimeOffset? Until)> Shelf { get; }

        // True: within; false: later or waits longer; null: not known yet.
        public bool? Waited(int seconds) => Taken is { } taken
            ? (taken - Paged!.Value).TotalSeconds <= seconds
            : (Until - Paged!.Value).TotalSeconds > seconds ? false : null;

        private static bool IsComing(IReadOnlyList<AlertStep> steps, AlertStep step) => step.Kind switch
        {
            AlertStepKind.CameAgain => !OnShelf(steps.Where(known => known.At < step.At)),
            AlertStepKind.Unshelved => step.Detail != "ByHand",
            _ => false,
        };

        private static bool OnShelf(IEnumerable<AlertStep> steps) =>
            steps.LastOrDefault(step => step.Kind == AlertStepKind.Shelved || Leaves.Contains(step.Kind))?.Kind == AlertStepKind.Shelved;

        private static bool Stands(IReadOnlyList<AlertStep> steps, DateTimeOffset at, Severity least)
        {
            var so = steps.Where(step => step.At <= at).ToList();
            var grave = so
                .Where(step => step.Kind is AlertStepKind.Opened or AlertStepKind.Raised or AlertStepKind.CameAgain)
                .Any(step => Enum.Parse<Severity>(step.Detail) >= least);
            return grave && !OnShelf(so) && so.LastOrDefault(step => step.Kind is AlertStepKind.Held or AlertStepKind.Armed)?.Kind != AlertStepKind.Held;
        }
    }
}
