using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using FsCheck;
using FsCheck.Fluent;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>Whom to phone next, whatever the list, the hour and what came before.</summary>
public sealed class ContactWalkTests
{
    private const string Resident = ContactPolicy.ResidentId;

    private static readonly EstateCalendar Shanghai = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    private static readonly Home Listed = Registered with
    {
        Contacts =
        [
            new Contact(ContactKind.GridWorker, "梁志强", "15800009001", "") { Id = "grid" },
            new Contact(ContactKind.Neighbour, "老陈", "13900000002", "对门") { Id = "door" },
            new Contact(ContactKind.Family, "李雪梅", "13900000001", "女儿") { Id = "girl" },
        ],
    };

    [Fact]
    public void Order_WhateverTheList_IsResidentFamilyNeighbourGridWorker() =>
        Assert.Equal([Resident, "girl", "door", "grid"], Walk(Taken()).Steps.Select(step => step.Who.Id));

    [Fact]
    public void ResidentDoesNotAnswer_IsPhonedAgainAfterTenMinutes_AndBeforeTheOthers()
    {
        var alert = Called(Taken(), (Resident, ContactOutcome.NoAnswer, 0), ("girl", ContactOutcome.NoAnswer, 3));

        Assert.Equal("door", Walk(alert, minutes: 9.9).Next?.Who.Id);
        Assert.Equal(Resident, Walk(alert, minutes: 10).Next?.Who.Id);
    }

    [Fact]
    public void NobodyElseIsLeft_ResidentIsPhonedOnceMoreWithoutWaiting_ThenNobodyIsReached()
    {
        var alert = Called(
            Taken(), (Resident, ContactOutcome.NoAnswer, 0), ("girl", ContactOutcome.NoAnswer, 1), ("door", ContactOutcome.Unreachable, 2), ("grid", ContactOutcome.Skipped, 3));

        Assert.Equal((Resident, WalkEnd.None), (Walk(alert, minutes: 4).Next?.Who.Id, Walk(alert, minutes: 4).End));

        var done = Walk(Called(alert, (Resident, ContactOutcome.NoAnswer, 4)), minutes: 5);
        Assert.Equal((null, WalkEnd.NobodyReached), (done.Next, done.End));
        Assert.Equal(2, done.Steps[0].Tries);
    }

    [Theory]
    [InlineData(8, 20, WalkStanding.Waiting)]    // noon in Shanghai
    [InlineData(20, 8, WalkStanding.OutsideHours)]
    [InlineData(20, 13, WalkStanding.Waiting)]   // past midnight until one
    [InlineData(12, 13, WalkStanding.Waiting)]
    [InlineData(11, 12, WalkStanding.OutsideHours)]
    [InlineData(9, 9, WalkStanding.Waiting)]     // all day
    public void Hours_AreOfTheEstatesClock(int from, int until, WalkStanding standing)
    {
        var home = With("girl", contact => contact with { Hours = new ContactHours(new TimeOnly(from, 0), new TimeOnly(until, 0)) });

        Assert.Equal(standing, Walk(Taken(), home).Steps[1].Standing);
    }

    [Fact]
    public void OutsideHours_IsPassedOverButCountsWhenPhonedAnyway()
    {
        var home = With("girl", contact => contact with { Hours = new ContactHours(new TimeOnly(18, 0), new TimeOnly(22, 0)) });
        var alert = Called(Taken(), (Resident, ContactOutcome.NoAnswer, 0));

        Assert.Equal("door", Walk(alert, home, 1).Next?.Who.Id);
        Assert.Equal(WalkEnd.Fine, Walk(Called(alert, ("girl", ContactOutcome.Fine, 1)), home, 2).End);
    }

    [Fact]
    public void WrongNumber_IsPassedOverUntilEdited()
    {
        var doubted = With("girl", contact => contact with { WrongNumberAt = Noon });
        var alert = Called(Taken(), (Resident, ContactOutcome.Unreachable, 0), ("girl", ContactOutcome.WrongNumber, 1));

        Assert.Equal("door", Walk(alert, doubted, 2).Next?.Who.Id);
        Assert.Equal("girl", Walk(alert, Listed, 2).Next?.Who.Id);   // edited: no mark any more
        Assert.Equal(WalkStanding.Doubtful, Walk(Taken(), doubted).Steps[1].Standing);
    }

    [Theory]
    [InlineData(ContactOutcome.Fine, ContactOutcome.NoAnswer, WalkEnd.Fine)]
    [InlineData(ContactOutcome.NeedsHelp, ContactOutcome.Fine, WalkEnd.NeedsHelp)]   // of two people the one who asks for help counts
    [InlineData(ContactOutcome.SomeoneLooks, ContactOutcome.Fine, WalkEnd.Fine)]
    [InlineData(ContactOutcome.SomeoneLooks, ContactOutcome.NoAnswer, WalkEnd.SomeoneLooks)]
    public void End_OfTwoCalls_IsTheGraverWord(ContactOutcome first, ContactOutcome second, WalkEnd end)
    {
        var walk = Walk(Called(Taken(), ("girl", first, 0), ("door", second, 1)));

        Assert.Equal((end, null), (walk.End, walk.Next));
    }

    [Fact]
    public void GotWorseAfterAllWasWell_IsPhonedAgain_ButNoAnswerStays()
    {
        var raised = Called(Taken(), (Resident, ContactOutcome.NoAnswer, 0), ("girl", ContactOutcome.Fine, 1))
            .Raise(Decision(DecisionChange.Raised, Severity.Critical, minutes: 2), Noon.AddMinutes(2));

        var walk = Walk(raised, minutes: 3);
        Assert.Equal(("girl", WalkEnd.None, WalkStanding.Again), (walk.Next?.Who.Id, walk.End, walk.Steps[0].Standing));
    }

    [Fact]
    public void PutBack_BeginsAnew()
    {
        var again = Called(Taken(), (Resident, ContactOutcome.NoAnswer, 0), ("girl", ContactOutcome.NoAnswer, 1)).Reopen(Lin, "下班", Noon.AddMinutes(2)).Value;

        Assert.Equal((Resident, 0), (Walk(again, minutes: 20).Next?.Who.Id, Walk(again, minutes: 20).Steps[1].Tries));
    }

    [Theory]
    [InlineData(AnomalyKind.Inactivity, Severity.Urgent, false)]
    [InlineData(AnomalyKind.Inactivity, Severity.Critical, true)]
    [InlineData(AnomalyKind.Sos, Severity.Urgent, true)]
    public void SendsFirst_CriticalAndCallsForHelp_UntilSomebodyIsSent(AnomalyKind kind, Severity severity, bool first)
    {
        var decision = Decision(severity: severity, kind: kind);
        var alert = Alert.Open(AlertPolicy.ConditionOf(decision), decision, Cell, Noon).Take(Lin, Noon).Value;
        var visit = Core.Dispatch.Visit.Ask(Core.Dispatch.VisitId.New(), new(Place, Cell, alert.Subject, "看看", true, Noon, null, null), Lin, Noon);

        Assert.Equal(first, ContactWalk.SendsFirst(alert));
        Assert.False(ContactWalk.SendsFirst(alert.Follow(visit)));
    }

    // Whatever was pressed in whatever order, the walk ends, phones nobody it may not, and nobody more often than it says.
    [Fact]
    public void Walk_FollowedToItsEnd_AsksEverybodyItMayAndEnds() => Prop.ForAll<int[], byte>((presses, shape) =>
    {
        var home = Listed with
        {
            Contacts = [.. Listed.Contacts.Select((contact, place) => (shape >> (2 * place) & 3) switch
            {
                1 => contact with { Hours = new ContactHours(new TimeOnly(1, 0), new TimeOnly(2, 0)) },
                2 => contact with { WrongNumberAt = Noon },
                3 => contact with { Phone = "" },
                _ => contact,
            })],
        };
        ContactOutcome[] unanswered = [ContactOutcome.NoAnswer, ContactOutcome.Unreachable, ContactOutcome.Skipped];
        var (alert, minute, asked) = (Taken(), 0.0, new List<string>());
        for (var press = 0; Walk(alert, home, minute).Next is { } next && asked.Count < 20; press++, minute++)
        {
            var outcome = presses.Length == 0 ? 0 : Math.Abs(presses[press % presses.Length] % unanswered.Length);
            asked.Add(next.Who.Id);
            alert = Called(alert, (next.Who.Id, unanswered[outcome], minute));
        }

        var may = home.Contacts.Where(contact => contact is { Hours: null, WrongNumberAt: null, Phone.Length: > 0 }).Select(contact => contact.Id).Append(Resident);
        return Walk(alert, home, minute).End == WalkEnd.NobodyReached
            && asked[0] == Resident && asked.ToHashSet().SetEquals(may)
            && asked.CountBy(id => id).All(person => person.Value <= (person.Key == Resident ? ContactWalk.ResidentTries : 1));
    }).QuickCheckThrowOnFailure();

    private static Alert Taken() => Alert.Open(AlertPolicy.ConditionOf(Decision()), Decision(), Cell, Noon).Take(Lin, Noon).Value;

    private static Alert Called(Alert alert, params (string Whom, ContactOutcome Outcome, double Minutes)[] calls) => calls.Aggregate(alert, (known, call) =>
        known.RecordContact(Lin, call.Outcome, "", Noon.AddMinutes(call.Minutes), new Callee(call.Whom, call.Whom)).Value);

    private static Home With(string id, Func<Contact, Contact> change) =>
        Listed with { Contacts = [.. Listed.Contacts.Select(contact => contact.Id == id ? change(contact) : contact)] };

    private static ContactWalk Walk(Alert alert, Home? home = null, double minutes = 0) => ContactWalk.Of(home ?? Listed, alert, Noon.AddMinutes(minutes), Shanghai);

    private static ContactWalk Walk(Alert alert, double minutes) => Walk(alert, null, minutes);
}
