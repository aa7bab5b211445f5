using System.Text.Json;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using Microsoft.Extensions.Logging.Abstractions;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>A message with a one-time link, and what its answer does: it tells, it calls, and it never closes.</summary>
public sealed class FineDeskTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Resident = ContactPolicy.ResidentId;

    private static readonly AlertId Id = AlertPolicy.ConditionOf(Decision());

    private readonly Desks _desks = new(CareStores.Volatile());

    private static CancellationToken Stop => CancellationToken.None;

    private string Token => _desks.Seal.Tokens[^1];

    public async Task InitializeAsync()
    {
        await _desks.StartAsync();
        var daughter = new Contact(ContactKind.Family, "李雪梅", "13987654321", "女儿") { Id = "a1b2c3d4" };
        await _desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered with { Contacts = [daughter] }]), Ma with { Role = Role.Administrator }, Stop);
        await _desks.Duty.PlanAsync(Team(Noon, Noon.AddHours(12)), 1, Ma, Stop);
        await _desks.Care.DecidedAsync([Decision()], Stop);
        await _desks.Care.TakeAsync(Id, Lin, Stop);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public ValueTask DisposeAsync() => _desks.DisposeAsync();

    [Fact]
    public async Task Ask_Resident_SendsOneMessageOutwardsAndNothingOnTheDesksScreens()
    {
        await AskAsync();
        await _desks.LookAsync();

        Assert.Equal(["FineAsked resident"], _desks.Phone.Told.Where(told => told.StartsWith("Fine", StringComparison.Ordinal)));
        Assert.DoesNotContain(_desks.Calls.Latest("demo"), notice => notice.Stage == NoticeStage.FineAsked);
        Assert.Equal((AlertStepKind.FineAsked, Resident, "居民本人"), Stored().Steps[^1] is var step ? (step.Kind, step.Whom, step.WhomWords) : default);
    }

    [Fact]
    public async Task Ask_WhateverIsKept_HoldsTheHashAndNeitherTokenNorNumberNorName()
    {
        await AskAsync();

        var kept = JsonSerializer.Serialize(new object[] { _desks.Links.All, await _desks.Stores.Notices.ListAsync(Stored().Subject, Stop), Stored().Steps });
        var audited = JsonSerializer.Serialize((await _desks.AuditAsync()).Where(record => record.Action is "alert.askfine" or "notice.fineasked"));
        Assert.Equal(22, Token.Length);
        foreach (var secret in new[] { Token, Registered.Resident.Phone, Registered.Resident.Name })
        {
            Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, audited, StringComparison.Ordinal);
        }

        Assert.Equal(FineLink.HashOf(Token), Assert.Single(_desks.Links.All).Hash);
    }

    [Fact]
    public async Task Ask_AddressOfThisMachineOnly_IsRefusedWithTheSettingToMend_AndNothingIsSent()
    {
        _desks.Address.ReachesPhones = false;

        var refused = (await _desks.Asking.AskAsync(Id, Lin, Resident, Stop)).Problem;

        Assert.IsType<LinkReachesNobody>(refused);
        Assert.Contains("Notices:ConsoleAddress", refused.Message.Zh, StringComparison.Ordinal);
        Assert.Empty(_desks.Links.All);
        Assert.DoesNotContain(Stored().Steps, step => step.Kind == AlertStepKind.FineAsked);
    }

    [Fact]
    public async Task Ask_ProgramEndsBeforeTheMessageIsThere_ClaimsNothing()
    {
        _desks.Seal.Breaks = true;
        await Assert.ThrowsAsync<IOException>(() => _desks.Asking.AskAsync(Id, Lin, Resident, Stop));

        var stored = (await _desks.Stores.Alerts.FindAsync(Id, Stop))!;
        Assert.DoesNotContain(stored.Steps, step => step.Kind == AlertStepKind.FineAsked);
        Assert.DoesNotContain(await _desks.AuditAsync(), record => record.Action == "alert.askfine");
        Assert.Empty(_desks.Links.All);

        _desks.Seal.Breaks = false;
        await AskAsync();   // not "asked already"
    }

    [Fact]
    public async Task Ask_ProgramEndsOnceItIsOnRecord_IsSentByTheNext()
    {
        await AskAsync();

        await using var again = new Desks(_desks.Stores);
        await again.StartAsync();
        await again.LookAsync();

        Assert.Contains("FineAsked resident", again.Phone.Told);
    }

    [Fact]
    public async Task Ask_SameCommandTwentyTimesAtOnce_SendsOneMessage()
    {
        var command = Lin with { CommandKey = Guid.NewGuid() };

        var asked = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _desks.Asking.AskAsync(Id, command, Resident, Stop))));
        await _desks.LookAsync();

        Assert.All(asked, one => Assert.True(one.Succeeded));
        Assert.Single(_desks.Links.All);
        Assert.Single(_desks.Phone.Told, told => told == "FineAsked resident");
    }

    [Fact]
    public async Task Links_ADayAfterTheirEnd_AreForgottenThoughNoOtherIsMade()
    {
        await AskAsync();
        using var sweep = new FineLinkSweep(_desks.Links, _desks.Time, NullLogger<FineLinkSweep>.Instance);
        await sweep.StartAsync(Stop);

        _desks.Time.Advance(TimeSpan.FromDays(1));
        Assert.Single(_desks.Links.All);
        _desks.Time.Advance(TimeSpan.FromDays(1));

        await Eventually.HoldsAsync(() => _desks.Links.All.Count == 0, "the link is forgotten");
        await sweep.StopAsync(Stop);
    }

    [Fact]
    public async Task Look_HoweverOften_ChangesNothing()
    {
        await AskAsync();
        var (before, audit) = (Stored(), (await _desks.AuditAsync()).Count);

        for (var look = 0; look < 3; look++)
        {
            Assert.Equal(new FinePicture(FineLinkState.Waiting, true, null), await _desks.Asking.LookAsync(Token, Stop));
        }

        Assert.Same(before, Stored());
        Assert.Equal(audit, (await _desks.AuditAsync()).Count);
    }

    [Fact]
    public async Task Answer_Fine_IsAStepByLinkThatEndsTheWalkAndLeavesTheAlertInHand()
    {
        await AskAsync();

        Assert.True((await AnswerAsync(ContactOutcome.Fine)).Succeeded);

        var alert = Stored();
        var step = alert.Steps[^1];
        Assert.Equal((AlertStepKind.Contacted, "Fine", Actor.LinkId, "居民本人（链接）", Resident), (step.Kind, step.Detail, step.By, step.ByName, step.Whom));
        Assert.Equal((true, Lin.Id), (alert.IsOpen, alert.TakenBy));
        Assert.Equal(WalkEnd.Fine, ContactWalk.Of(_desks.Directory.Find(Place)!, alert, _desks.Time.GetUtcNow(), new EstateCalendar(TimeZoneInfo.Utc)).End);
        Assert.Contains(await _desks.AuditAsync(), record => record is { Action: "alert.answerbylink", Actor: "link", Result: AuditEntry.Done });
    }

    [Fact]
    public async Task Answer_Twice_CountsOnce()
    {
        await AskAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => AnswerAsync(ContactOutcome.Fine))));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.IsType<FineLinkUsed>(answer.Problem));
        Assert.Single(Stored().Steps, step => step.By == Actor.LinkId);
        Assert.Equal(new FinePicture(FineLinkState.Answered, true, ContactOutcome.Fine), await _desks.Asking.LookAsync(Token, Stop));
    }

    [Theory]
    [InlineData(119, true)]
    [InlineData(120, false)]
    public async Task Answer_AfterTwoHours_IsTooLate(int minutes, bool counts)
    {
        await AskAsync();
        _desks.Time.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(counts, (await AnswerAsync(ContactOutcome.Fine)).Succeeded);
    }

    [Fact]
    public async Task Answer_FineOfAClosedAlert_IsRefusedAndOnTheLog()
    {
        await AskAsync();
        await _desks.Care.ResolveAsync(Id, Lin, AlertOutcome.Fine, "", Stop);

        Assert.IsType<FineLinkOver>((await AnswerAsync(ContactOutcome.Fine)).Problem);
        Assert.Equal(FineLinkState.Closed, (await _desks.Asking.LookAsync(Token, Stop)).State);
        Assert.Contains(await _desks.AuditAsync(), record => record is { Action: "alert.answerbylink", Result: "fine.over" });
        Assert.False((await _desks.Care.FindAsync(Id, Lin, Stop)).Value.IsOpen);
    }

    [Fact]
    public async Task Answer_HelpOfAClosedAlert_OpensItAgainAndCallsOnce()
    {
        await AskAsync();
        await _desks.Care.ResolveAsync(Id, Lin, AlertOutcome.Fine, "", Stop);

        Assert.True((await AnswerAsync(ContactOutcome.NeedsHelp)).Succeeded);
        Assert.IsType<FineLinkUsed>((await AnswerAsync(ContactOutcome.NeedsHelp)).Problem);

        var alert = Stored();
        Assert.Equal((AlertState.Open, null, null), (alert.State, alert.TakenBy, alert.Outcome));
        Assert.NotNull(alert.HelpAsked);
        Assert.Single(alert.Steps, step => step.By == Actor.LinkId && step.Kind == AlertStepKind.Contacted);
        Assert.NotNull(EscalationPolicy.Of(alert));
        Assert.Equal(new FinePicture(FineLinkState.Answered, true, ContactOutcome.NeedsHelp), await _desks.Asking.LookAsync(Token, Stop));
    }

    [Fact]
    public async Task Answer_HelpOfAClosedAlert_TakesBackWhatClosingItTaughtTheWatch()
    {
        await AskAsync();
        await _desks.Care.DismissAsync(Id, Lin, FalseReason.Asleep, "", Stop);
        Assert.Null(Assert.Single(_desks.Teaching.List(Place, Lin).Value).UndoneAt);

        await AnswerAsync(ContactOutcome.NeedsHelp);

        Assert.Equal(Actor.LinkId, Assert.Single(_desks.Teaching.List(Place, Lin).Value).UndoneBy);
        Assert.Equal(1.0, _desks.Book.TuningOf(Place).Factor(9));
        Assert.Contains(await _desks.AuditAsync(), record => record is { Action: "alert.answerbylink", Result: AuditEntry.Done });
    }

    [Fact]
    public async Task Start_ReopenedButNotTakenBack_TakesItBack()
    {
        await AskAsync();
        await _desks.Care.DismissAsync(Id, Lin, FalseReason.Asleep, "", Stop);
        var taught = Assert.Single(await _desks.Lessons.LoadAsync(Stop));
        await AnswerAsync(ContactOutcome.NeedsHelp);

        // Only the alert reached the disk.
        await using var again = new Desks(_desks.Stores);
        await again.Lessons.PutAsync(taught, new AuditEntry(Noon, "demo", "lin", "lesson.learn", AuditEntry.Done, new AuditDetails("", "", "", "", "", "")), Stop);
        await again.StartAsync();
        again.Time.Advance(TimeSpan.FromHours(1));
        Assert.NotEqual(1.0, again.Book.TuningOf(Place).Factor(9));
        await again.Missed.TeachAsync(Stop);

        Assert.Equal(1.0, again.Book.TuningOf(Place).Factor(9));
    }

    [Fact]
    public async Task Answer_HelpOfAClosedAlertAfterTwoHours_IsTooLate()
    {
        await AskAsync();
        await _desks.Care.ResolveAsync(Id, Lin, AlertOutcome.Fine, "", Stop);
        _desks.Time.Advance(FineLink.Valid);

        Assert.IsType<FineLinkOver>((await AnswerAsync(ContactOutcome.NeedsHelp)).Problem);
        Assert.False((await _desks.Care.FindAsync(Id, Lin, Stop)).Value.IsOpen);
    }

    [Fact]
    public async Task Token_TamperedWith_IsNobodys()
    {
        await AskAsync();
        var last = Token[^1] == 'A' ? 'Q' : 'A';

        foreach (var token in new[] { Token[..^1] + last, Token[..^1], Token + "A", "", "../../care", FineLink.HashOf(Token)! })
        {
            Assert.Equal(FinePicture.Unknown, await _desks.Asking.LookAsync(token, Stop));
            Assert.IsType<FineLinkOver>((await _desks.Asking.AnswerAsync(token, ContactOutcome.Fine, "", Stop)).Problem);
        }
    }

    [Fact]
    public async Task Answer_AnythingBut_FineOrHelp_IsRefused()
    {
        await AskAsync();

        Assert.IsType<FineAnswerNotValid>((await AnswerAsync(ContactOutcome.SomeoneLooks)).Problem);
        Assert.Equal(FineLinkState.Waiting, (await _desks.Asking.LookAsync(Token, Stop)).State);
    }

    [Fact]
    public async Task Answer_NeedsHelp_GoesBackToTheTopAndCallsUntilSomebodyActs()
    {
        await AskAsync();
        await _desks.Care.DecidedAsync([Decision(severity: Severity.Critical, cause: "else")], Stop);
        await _desks.LookAsync();
        var before = ToldOfIt().Count;

        await AnswerAsync(ContactOutcome.NeedsHelp);
        await _desks.LookAsync();
        _desks.Time.Advance(TimeSpan.FromSeconds(60));
        await _desks.LookAsync();

        Assert.Equal((AlertState.Open, Id), (Stored().State, _desks.Board.Latest("demo")[0].Id));
        Assert.Equal(["Call lin", "NextCall zhou"], ToldOfIt().Skip(before));

        await _desks.Care.TakeAsync(Id, Zhou, Stop);
        _desks.Time.Advance(TimeSpan.FromMinutes(5));
        await _desks.LookAsync();

        Assert.Null(Stored().HelpAsked);
        Assert.Equal(before + 2, ToldOfIt().Count);
    }

    [Fact]
    public async Task Answer_NeedsHelpThenWaterFlows_DoesNotCloseItself()
    {
        await AskAsync();
        await AnswerAsync(ContactOutcome.NeedsHelp);

        await _desks.Care.DecidedAsync([Decision(DecisionChange.Cleared, minutes: 5)], Stop);

        Assert.True(Stored().IsOpen);
    }

    [Fact]
    public async Task Answer_NeedsHelpOfAShelvedAlert_TakesItOffOnRecord_AndNobodyShelvesItAgain()
    {
        await AskAsync();
        await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Day, "等家属回话", Stop);

        await AnswerAsync(ContactOutcome.NeedsHelp);

        Assert.Null(Stored().ShelvedUntil);
        Assert.Equal([AlertStepKind.Shelved, AlertStepKind.Unshelved, AlertStepKind.Contacted], Stored().Steps.TakeLast(3).Select(step => step.Kind));
        Assert.IsType<AlertCannotBeShelved>((await _desks.Care.ShelveAsync(Id, Lin, ShelfTime.Hour, "再等等", Stop)).Problem);
    }

    [Fact]
    public async Task Answer_NeedsHelpOfAHomeSaidToBeAway_DoesNotWaitAgain()
    {
        await _desks.Homes.SetPresenceAsync(Place, Lin, WorkerPresence.Away, Noon.AddDays(1), "", Stop);
        await AskAsync();
        await AnswerAsync(ContactOutcome.NeedsHelp);

        await _desks.Sweep.RunAsync(Stop);

        Assert.Null(Stored().HeldUntil);
        Assert.NotNull(Stored().PromisedBy);
    }

    [Fact]
    public async Task Answer_NeedsHelpOfAHeldAlert_ArmsItOnRecord()
    {
        await _desks.Care.ReopenAsync(Id, Lin, "交给下一班", Stop);
        await _desks.Homes.SetPresenceAsync(Place, Lin, WorkerPresence.Away, Noon.AddDays(1), "", Stop);
        await AskAsync();
        Assert.NotNull(Stored().HeldUntil);

        await AnswerAsync(ContactOutcome.NeedsHelp);

        Assert.Equal([AlertStepKind.Armed, AlertStepKind.Contacted], Stored().Steps.TakeLast(2).Select(step => step.Kind));
        Assert.Null(Stored().HeldUntil);
    }

    [Fact]
    public async Task Ask_NumberOfAStranger_IsRefused()
    {
        await _desks.Phoning.RecordAsync(Id, Lin, Resident, ContactOutcome.WrongNumber, "", Stop);

        Assert.IsType<CalleeNumberDoubtful>((await _desks.Asking.AskAsync(Id, Lin, Resident, Stop)).Problem);
        Assert.Empty(_desks.Links.All);
    }

    [Fact]
    public async Task Answer_NeedsHelpWhileSomebodyIsSent_LeavesTheVisitAndCalls()
    {
        await AskAsync();
        await _desks.Care.AskVisitAsync(Id, Lin, "看看", Zhou.Id, Stop);

        await AnswerAsync(ContactOutcome.NeedsHelp);
        await _desks.LookAsync();

        Assert.Equal(AlertState.VisitAsked, Stored().State);
        Assert.Contains("Call lin", ToldOfIt());   // nobody had looked before it was taken
    }

    [Fact]
    public async Task Critical_ResidentSaysFine_StillNeedsTwo()
    {
        await _desks.Care.DecidedAsync([Decision(DecisionChange.Raised, Severity.Critical, minutes: 1)], Stop);
        await AskAsync();
        await AnswerAsync(ContactOutcome.Fine);

        Assert.IsType<AlertNobodySaw>((await _desks.Care.ResolveAsync(Id, Lin, AlertOutcome.Fine, "", Stop)).Problem);
    }

    [Fact]
    public async Task Ask_AgainAtOnce_IsRefused_AndThreeTimesIsEnough()
    {
        await AskAsync();
        Assert.IsType<FineAskedAlready>((await _desks.Asking.AskAsync(Id, Lin, Resident, Stop)).Problem);
        Assert.True((await _desks.Asking.AskAsync(Id, Lin, "a1b2c3d4", Stop)).Succeeded);

        for (var more = 0; more < 2; more++)
        {
            _desks.Time.Advance(Alert.FinePause);
            await AskAsync();
        }

        _desks.Time.Advance(Alert.FinePause);
        Assert.IsType<FineAskedAlready>((await _desks.Asking.AskAsync(Id, Lin, Resident, Stop)).Problem);
        Assert.Equal(4, _desks.Links.All.Count);
    }

    [Fact]
    public async Task Ask_NoNumberOrNobody_IsRefusedAndNothingIsSent()
    {
        var home = _desks.Directory.Find(Place)!;
        await _desks.Homes.ChangeAsync(home with { Resident = home.Resident with { Phone = "" } }, Lin, Stop);

        Assert.IsType<CalleeWithoutNumber>((await _desks.Asking.AskAsync(Id, Lin, Resident, Stop)).Problem);
        Assert.IsType<ContactNotFound>((await _desks.Asking.AskAsync(Id, Lin, "nobody", Stop)).Problem);
        Assert.Empty(_desks.Links.All);
    }

    [Fact]
    public async Task Message_AnsweredOrOver_IsNotSentAnyMore()
    {
        _desks.Phone.Away = true;
        await AskAsync();
        await _desks.LookAsync();
        _desks.Time.Advance(FineLink.Valid);
        _desks.Phone.Away = false;

        await _desks.LookAsync();
        await _desks.LookAsync();

        Assert.DoesNotContain(_desks.Phone.Told, told => told.StartsWith("Fine", StringComparison.Ordinal));
        Assert.DoesNotContain(_desks.Outbox.Active, notice => notice.Stage == NoticeStage.FineAsked);
    }

    [Fact]
    public async Task Call_WrongNumber_MarksItForTheNextWorkerUntilEdited()
    {
        Assert.True((await _desks.Phoning.RecordAsync(Id, Lin, "a1b2c3d4", ContactOutcome.WrongNumber, "", Stop)).Succeeded);

        var home = _desks.Directory.Find(Place)!;
        var contact = Assert.Single(home.Contacts);
        Assert.Equal(Noon, contact.WrongNumberAt);
        Assert.Equal(("a1b2c3d4", "女儿"), (Stored().Steps[^1].Whom, Stored().Steps[^1].WhomWords));

        var renamed = (await _desks.Homes.ChangeAsync(home with { Contacts = [contact with { Name = "李梅" }] }, Zhou, Stop)).Value;
        Assert.NotNull(renamed.Contacts[0].WrongNumberAt);

        var edited = await _desks.Homes.ChangeAsync(renamed with { Contacts = [renamed.Contacts[0] with { Phone = "13900001111" }] }, Zhou, Stop);
        Assert.Null(edited.Value.Contacts[0].WrongNumberAt);
    }

    [Fact]
    public async Task Contacts_Added_GetIdsThatAreNeverUsedAgain()
    {
        var home = _desks.Directory.Find(Place)!;
        var added = (await _desks.Homes.ChangeAsync(
            home with { Contacts = [.. home.Contacts, new Contact(ContactKind.Other, "甲", "1", ""), new Contact(ContactKind.Other, "乙", "2", "") { Id = Resident }] }, Lin, Stop)).Value;

        Assert.Equal("a1b2c3d4", added.Contacts[0].Id);
        Assert.Equal(3, added.Contacts.Select(contact => contact.Id).Where(id => id.Length > 0 && id != Resident).Distinct().Count());
    }

    [Fact]
    public async Task Contacts_RegisteredAgainWithoutIds_KeepTheirsAndTheMarkOnTheSameNumber()
    {
        await _desks.Phoning.RecordAsync(Id, Lin, "a1b2c3d4", ContactOutcome.WrongNumber, "", Stop);
        var home = _desks.Directory.Find(Place)!;
        var twin = new Contact(ContactKind.Neighbour, "王强", "13700000001", "楼上");
        home = (await _desks.Homes.ChangeAsync(home with { Contacts = [.. home.Contacts, twin, twin with { Phone = "13700000002" }] }, Lin, Stop)).Value;
        var before = home.Contacts.ToDictionary(contact => contact.Phone, contact => contact.Id);

        Contact[] listed =
        [
            twin with { Phone = "13700000002" }, new(ContactKind.Family, "李雪梅", "13987654321", "大女儿"), new(ContactKind.Other, "新邻居", "13700000003", ""), twin with { Phone = "13800000009" },
        ];
        await _desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered with { Contacts = listed }]), Ma with { Role = Role.Administrator }, Stop);

        var after = _desks.Directory.Find(Place)!.Contacts;
        Assert.Equal([before["13700000002"], "a1b2c3d4", before["13700000001"]], new[] { after[0], after[1], after[3] }.Select(contact => contact.Id));
        Assert.DoesNotContain(after[2].Id, before.Values);
        Assert.NotNull(after[1].WrongNumberAt);
        Assert.Null(after[3].WrongNumberAt);
    }

    private Alert Stored() => _desks.Board.Find(Id)!;

    private List<string> ToldOfIt() =>
        [.. _desks.Phone.Heard.Where(one => one.What == NoticeEvent.Notice && one.Notice.Subject == Stored().Subject).Select(one => $"{one.Notice.Stage} {one.Notice.To}")];

    private async Task AskAsync() => Assert.True((await _desks.Asking.AskAsync(Id, Lin, Resident, Stop)).Succeeded);

    private Task<Result<Alert>> AnswerAsync(ContactOutcome outcome) => _desks.Asking.AnswerAsync(Token, outcome, "10.1.2.3", Stop);
}
