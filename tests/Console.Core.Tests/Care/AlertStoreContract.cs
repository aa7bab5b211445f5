using System.Reflection;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>What every store of alerts must do; run on the one in memory and on the one on disk.</summary>
public abstract class AlertStoreContract
{
    protected abstract CareStores Stores { get; }

    protected static CancellationToken Stop => CancellationToken.None;

    private IAlertStore Store => Stores.Alerts;

    [Fact]
    public async Task Save_EveryColumn_IsReadBackAsGiven()
    {
        var alerts = new[] { Visited(), Dismissed(), Held(), Shelved(), Of(Outage(homes: 3)) };
        foreach (var alert in alerts)
        {
            Assert.True(await SaveAsync(null, alert));
        }

        foreach (var alert in alerts)
        {
            var read = await Store.FindAsync(alert.Id, Stop);
            AssertSame(alert, read);
            AssertSame(alert, await Store.FindByConditionAsync(alert.Conditions[^1].Id, Stop));
        }

        // A property that no sample fills would prove nothing.
        var blank = new Alert { Id = default, Home = default, Kind = default, Cause = "", DecidedAt = default, Since = default, Severity = default, Evidence = null! };
        foreach (var property in typeof(Alert).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.SetMethod is not null))
        {
            Assert.Contains(alerts, alert => !Equals(property.GetValue(alert), property.GetValue(blank)));
        }
    }

    [Fact]
    public async Task Save_ChangeByChange_KeepsEveryStepAndTheNewestCondition()
    {
        var opened = First();
        var raised = opened.Raise(Decision(DecisionChange.Raised, Severity.Critical, minutes: 10), Noon.AddMinutes(10)).AsVersion(2);
        var joined = raised.Join(Decision(opened: 20, minutes: 20), Noon.AddMinutes(20)).AsVersion(3);

        Assert.True(await SaveAsync(null, opened));
        Assert.True(await SaveAsync(opened, raised));
        Assert.True(await SaveAsync((await Store.FindAsync(opened.Id, Stop))!, joined));

        AssertSame(joined, await Store.FindAsync(opened.Id, Stop));
        Assert.Equal([AuditEntry.Done, AuditEntry.Done, AuditEntry.Done], (await AuditAsync()).Select(record => record.Result));
    }

    [Fact]
    public async Task Save_AnotherVersionIsStored_WritesNothing()
    {
        var opened = First();
        var taken = opened.Take(Lin, Noon).Value.AsVersion(2);
        await SaveAsync(null, opened);
        await SaveAsync(opened, taken);

        Assert.False(await SaveAsync(opened, opened.Take(Zhou, Noon).Value.AsVersion(2)));
        Assert.False(await SaveAsync(null, opened));

        AssertSame(taken, await Store.FindAsync(opened.Id, Stop));
        Assert.Equal(2, (await AuditAsync()).Count);
    }

    [Fact]
    public async Task Save_NeverStoredButExpected_WritesNothing()
    {
        var opened = First();

        Assert.False(await SaveAsync(opened, opened.Take(Lin, Noon).Value.AsVersion(2)));

        Assert.Null(await Store.FindAsync(opened.Id, Stop));
        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task Save_SameHomeKindAndCauseOpen_IsRefusedUntilTheFirstIsClosed()
    {
        var first = First();
        var second = Alert.Open(AlertId.Of(Place, AnomalyKind.Inactivity, "", Noon.AddHours(1)), Decision(opened: 60, minutes: 60), null, Noon).AsVersion(1);
        await SaveAsync(null, first);

        Assert.False(await SaveAsync(null, second));
        Assert.Null(await Store.FindAsync(second.Id, Stop));
        Assert.Null(await Store.FindByConditionAsync(second.Conditions[0].Id, Stop));
        Assert.True(await SaveAsync(null, Of(Decision(cause: "w1"))));
        Assert.True(await SaveAsync(null, Of(Decision(kind: AnomalyKind.ContinuousWater))));
        Assert.True(await SaveAsync(null, Of(Decision(home: new HomeId("other", Place.Home)))));

        Assert.True(await SaveAsync(first, first.Resolve(Lin, AlertOutcome.Fine, "", Noon).Value.AsVersion(2)));
        Assert.True(await SaveAsync(null, second));
        AssertSame(second, await Store.FindOpenAsync(Place, AnomalyKind.Inactivity, "", Stop));
        Assert.Equal(4, (await Store.ListOpenAsync(Stop)).Count);
    }

    [Fact]
    public async Task Save_ConditionStoodForAnother_MovesToThisOne()
    {
        var closed = First().Resolve(Lin, AlertOutcome.Fine, "", Noon).Value.AsVersion(1);
        var worse = Decision(DecisionChange.Raised, Severity.Critical, minutes: 90);
        var next = Alert.Open(AlertId.OfWorse(Place, worse.Kind, "", worse.Opened, worse.Severity), worse, null, Noon).AsVersion(1);
        await SaveAsync(null, closed);

        Assert.True(await SaveAsync(null, next));

        AssertSame(next, await Store.FindByConditionAsync(closed.Id, Stop));
        Assert.Empty((await Store.FindAsync(closed.Id, Stop))!.Conditions);
    }

    [Fact]
    public async Task Save_CommandKeyIsOnTheLog_WritesNothing()
    {
        var key = Guid.NewGuid();
        var opened = First();
        await SaveAsync(null, opened);
        await Stores.Audit.AppendAsync([Entry(opened) with { CommandKey = key, Result = "alert.taken" }], Stop);

        Assert.False(await Store.SaveAsync(new AlertChange(opened, opened.Take(Lin, Noon).Value.AsVersion(2), Entry(opened) with { CommandKey = key }), Stop));

        AssertSame(opened, await Store.FindAsync(opened.Id, Stop));
    }

    [Fact]
    public async Task Save_WithAMessage_WritesStepLinkAndOutboxTogetherOrNothing()
    {
        var opened = First();
        var asked = opened.AskFine(Lin, new Callee(ContactPolicy.ResidentId, "居民本人"), Noon).Value.AsVersion(2);
        var message = Message(asked);
        await SaveAsync(null, opened);

        Assert.False(await Store.SaveAsync(new AlertChange(asked, asked.AsVersion(3), Entry(asked)) { Message = message }, Stop));
        Assert.Null(await Stores.Links.FindAsync(message.Link.Hash, Stop));
        Assert.Empty(await Stores.Notices.ListAsync(asked.Subject, Stop));
        Assert.Single(await AuditAsync());

        Assert.True(await Store.SaveAsync(new AlertChange(opened, asked, Entry(asked)) { Message = message }, Stop));
        AssertSame(asked, await Store.FindAsync(asked.Id, Stop));
        Assert.Equal(message.Link, await Stores.Links.FindAsync(message.Link.Hash, Stop));
        Assert.Equal(message.Notices.Rows, await Stores.Notices.ListActiveAsync(Stop));
        Assert.Equal(["alert.test", "alert.test", "notice.fineasked"], (await AuditAsync()).Select(record => record.Action));

        // One link for a step: a second one takes the step's change back with it.
        var again = asked.StartContact(Lin, Noon.AddMinutes(1)).Value.AsVersion(3);
        Assert.False(await Store.SaveAsync(new AlertChange(asked, again, Entry(again)) { Message = Message(asked) }, Stop));
        AssertSame(asked, await Store.FindAsync(asked.Id, Stop));

        Assert.Equal(0, await Stores.Links.ForgetAsync(message.Link.Until, Stop));
        Assert.Equal(1, await Stores.Links.ForgetAsync(message.Link.Until.AddTicks(1), Stop));
        Assert.Null(await Stores.Links.FindAsync(message.Link.Hash, Stop));
    }

    [Fact]
    public async Task ListHome_Many_GivesTheNewestFirst()
    {
        foreach (var hour in new[] { 2, 5, 1, 4, 3 })
        {
            var decision = Decision(opened: hour * 60, minutes: hour * 60);
            await SaveAsync(null, Of(decision).Resolve(Lin, AlertOutcome.Fine, "", Noon).Value.AsVersion(1));
        }

        await SaveAsync(null, Of(Decision(minutes: 600, home: new HomeId("demo", "3-503"))));

        var newest = await Store.ListHomeAsync(Place, 2, Stop);

        Assert.Equal([Noon.AddHours(5), Noon.AddHours(4)], newest.Select(alert => alert.DecidedAt));
        Assert.All(newest, alert => Assert.Equal(3, alert.Steps.Count));   // opened, taken, resolved
    }

    [Fact]
    public async Task Decided_ThousandAtOnce_MakeOneOpenAlert()
    {
        await using var desks = new Desks(Stores);
        var decisions = Enumerable.Range(0, 1000).Select(i => Decision(opened: i % 20, minutes: i % 20));

        await Task.WhenAll(decisions.Select(decision => Task.Run(() => desks.Care.DecidedAsync([decision], Stop).AsTask())));

        var alert = Assert.Single(await Store.ListOpenAsync(Stop));
        Assert.Equal(20, alert.Conditions.Count);
        Assert.Equal(20, alert.Steps.Count);
        Assert.Equal(20, alert.Version);
        Assert.Single(await Store.ListHomeAsync(Place, 9999, Stop));
        AssertSame(alert, Assert.Single(desks.Board.Latest("demo")));
    }

    [Fact]
    public async Task Decided_SameByTwoPrograms_MakesOneOpenAlert()
    {
        await using var one = new Desks(Stores);
        await using var other = new Desks(Stores);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            Task.Run(() => (i % 2 == 0 ? one : other).Care.DecidedAsync([Decision()], Stop).AsTask())));

        Assert.Single(Assert.Single(await Store.ListOpenAsync(Stop)).Steps);
        Assert.Single(await AuditAsync());
    }

    [Fact]
    public async Task Desks_FromDecisionToOutcome_AreStoredStepByStep()
    {
        await using var desks = new Desks(Stores);
        await desks.Care.DecidedAsync([Decision()], Stop);
        var id = AlertPolicy.ConditionOf(Decision());

        await desks.Care.TakeAsync(id, Lin, Stop);
        await desks.Care.RecordContactAsync(id, Lin, ContactOutcome.NoAnswer, "响了很久", Stop);
        var asked = await desks.Care.AskVisitAsync(id, Lin, "无人接听", Zhou.Id, Stop);
        var visit = asked.Value.Visit!.Value;
        await desks.Dispatch.ApproveAsync(visit, Ma, null, Stop);
        await desks.Dispatch.DepartAsync(visit, Zhou, Stop);
        await desks.Dispatch.ArriveAsync(visit, Zhou, Stop);
        var board = Assert.Single(await Stores.Visits.ListBoardAsync(Stop));
        var closed = await desks.Care.ResolveAsync(id, Zhou, AlertOutcome.Helped, "摔倒，已扶起", Stop);

        var stored = await Store.FindAsync(id, Stop);
        AssertSame(closed.Value, stored);
        Assert.Equal(
            [
                AlertStepKind.Opened, AlertStepKind.Taken, AlertStepKind.Contacted, AlertStepKind.VisitAsked, AlertStepKind.VisitApproved,
                AlertStepKind.Left, AlertStepKind.Arrived, AlertStepKind.Resolved,
            ],
            stored!.Steps.Select(step => step.Kind));
        Assert.Equal((VisitState.Arrived, 4, Zhou.Id, Ma.Id), (board.State, board.Version, board.Goer, board.ApprovedBy));
        var ended = Assert.Single(await Stores.Visits.ListAsync("demo", Noon, Noon.AddTicks(1), Stop));
        Assert.Equal((VisitState.Done, 5), (ended.State, ended.Steps.Count));
        Assert.Empty(await Stores.Visits.ListBoardAsync(Stop));
        Assert.True((await AuditChain.VerifyAsync(Stores.Audit.ReadAsync(0, Stop), null, Stop)).IsWhole);
    }

    [Fact]
    public async Task ListOpenIn_Span_HoldsWhatWasOpenInItAndNothingOfTheNeighbours()
    {
        var closed = Dismissed();   // open from noon for a minute
        var open = Of(Decision());
        var neighbour = Of(Decision(home: new HomeId("demo2", "3-502")));
        foreach (var alert in new[] { closed, open, neighbour })
        {
            await SaveAsync(null, alert);
        }

        async Task<IEnumerable<AlertId>> InAsync(double from, double until) =>
            (await Store.ListOpenInAsync("demo", Noon.AddMinutes(from), Noon.AddMinutes(until), Stop)).Select(alert => alert.Id);

        Assert.Empty(await InAsync(-5, 0));
        Assert.Equal(2, (await InAsync(0, 1)).Count());
        Assert.Equal(2, (await InAsync(1, 2)).Count());
        Assert.Equal([open.Id], await InAsync(1.5, 2));
        var read = Assert.Single(await Store.ListOpenInAsync("demo", Noon.AddMinutes(1.5), Noon.AddMinutes(2), Stop));
        AssertSame(open, read);
    }

    private static Alert First() => Of(Decision());

    private static Alert Of(WatchDecision decision) => Alert.Open(AlertPolicy.ConditionOf(decision), decision, Cell, Noon).AsVersion(1);

    private static Alert Visited()
    {
        var alert = First().TakeOver(Ma, "", Noon.AddMinutes(1)).Value
            .RecordContact(Ma, ContactOutcome.NoAnswer, "响了很久", Noon.AddMinutes(2), new Callee("a1b2c3d4", "女儿")).Value.Clear(Decision(DecisionChange.Cleared, minutes: 3), Noon.AddMinutes(3));
        var request = new VisitRequest(Place, Cell, alert.Subject, "看看", false, Noon, alert.PromisedBy, Zhou.Id);
        var asked = Visit.Ask(VisitId.New(), request, Ma, Noon.AddMinutes(4));
        var done = asked.Approve(Ma, null, Noon).Value
            .AddSecond(Ma, He.Id, He.Name, Noon.AddMinutes(4)).Value
            .Depart(Zhou, Noon.AddMinutes(5)).Value.Arrive(Zhou, Noon.AddMinutes(9)).Value.Told(Noon.AddMinutes(10))
            .Prove(Zhou, new CheckIn(CheckInProof.Gps, 42, 15), Noon.AddMinutes(10)).Value.Finish(Zhou, "好", Noon.AddMinutes(10)).Value;
        return alert.Follow(asked).Follow(done).Resolve(Zhou, AlertOutcome.Other, "平安", Noon.AddMinutes(11)).Value.AsVersion(5);
    }

    private static Alert Dismissed() =>
        Of(Decision(cause: "w1")).Dismiss(Lin, FalseReason.Visitor, "客人", Noon.AddMinutes(1)).Value.AsVersion(2);

    private static Alert Held()
    {
        var decision = Decision(kind: AnomalyKind.RoutineChange);
        return Alert.Open(AlertPolicy.ConditionOf(decision), decision, null, Noon).Hold(Noon.AddDays(2), Lin, Noon).AsVersion(1);
    }

    private static Alert Shelved() =>
        Of(Decision(kind: AnomalyKind.DeviceFault)).Shelve(Lin, Noon.AddHours(4), "表在修", Noon.AddMinutes(1)).Value.AsVersion(2);

    private static void AssertSame(Alert expected, Alert? read)
    {
        Assert.NotNull(read);
        Assert.Equal(expected.Steps, read.Steps);
        Assert.Equal(expected.Conditions, read.Conditions);
        Assert.Equal(expected.Homes, read.Homes);
        Assert.Equal(expected with { Steps = [], Conditions = [], Homes = [] }, read with { Steps = [], Conditions = [], Homes = [] });
    }

    private static FineMessage Message(Alert asked)
    {
        var step = asked.Steps[^1];
        var notice = new Notice
        {
            Id = NoticeId.Of("demo", asked.Subject, step.Number, NoticeStage.FineAsked, step.Whom, "phone"),
            Community = "demo",
            Subject = asked.Subject,
            Round = step.Number,
            Stage = NoticeStage.FineAsked,
            To = step.Whom,
            Channel = "phone",
            Text = new Sentence("请报平安。", "Are you well?"),
            Link = "/fine/sealed",
            MadeAt = Noon,
        };
        return new FineMessage(
            new FineLink(FineLink.HashOf(FineLink.NewToken())!, asked.Id, step.Number, step.Whom, step.WhomWords, Noon + FineLink.Valid),
            new NoticeRows([notice], Entry(asked) with { Action = "notice.fineasked" }));
    }

    private static AuditEntry Entry(Alert alert) => new(
        Noon, alert.Home.Community, Lin.Id.Value, "alert.test", AuditEntry.Done, new AuditDetails(alert.Subject, Lin.Name, "", "", "", ""));

    private Task<bool> SaveAsync(Alert? before, Alert after) => Store.SaveAsync(new AlertChange(before, after, Entry(after)), Stop);

    private async Task<List<AuditRecord>> AuditAsync()
    {
        await using var desks = new Desks(Stores);
        return await desks.AuditAsync();
    }
}
