using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using static CommunityConsole.Core.Tests.Points.BankRoom;

namespace CommunityConsole.Core.Tests.Points;

/// <summary>Who was there gets points, and who was not does not.</summary>
public sealed class CheckInTests
{
    [Fact]
    public async Task CheckIn_WithTheCodeOnTheScreen_AtThePlace_EarnsOnce()
    {
        var (room, activity) = await OpenAsync();
        var zheng = await room.JoinAsync(Zheng);
        var code = await room.CodeAsync(activity);

        var first = await room.CheckInAsync(activity, Zheng, $" {code[..3]} {code[3..]} ", AtTheGate);
        var second = await room.CheckInAsync(activity, Zheng, code, AtTheGate);

        Assert.Equal(20, first.Value.Entry!.Points);
        Assert.Equal(new CheckInTwice(first.Value.Entry.Number), second.Problem);
        Assert.Equal(20, await room.BalanceAsync(zheng));
        Assert.Null((await room.CheckAsync()).Fault);
    }

    [Fact]
    public async Task Code_Changes_TheOneBeforeIsTakenForTenSeconds_AndThenIsOld()
    {
        var (room, activity) = await OpenAsync();
        await room.JoinAsync(Zheng);
        await room.JoinAsync(Li);
        var before = await room.CodeAsync(activity);
        room.Time.Advance(CheckInTerms.CodeEnds(room.Time.GetUtcNow()) - room.Time.GetUtcNow());
        Assert.NotEqual(before, await room.CodeAsync(activity));

        room.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.True((await room.CheckInAsync(activity, Zheng, before, AtTheGate)).Succeeded);
        room.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<CheckInCodeOld>((await room.CheckInAsync(activity, Li, before, AtTheGate)).Problem);
    }

    [Fact]
    public async Task Guessing_IsOverAfterFiveCodes_EvenWithTheRightOneAfterwards()
    {
        var (room, activity) = await OpenAsync();
        await room.JoinAsync(Zheng);
        var right = await room.CodeAsync(activity);
        var wrong = right == "000000" ? "000001" : "000000";

        var answers = new List<Problem?>();
        for (var time = 0; time < 5; time++)
        {
            answers.Add((await room.CheckInAsync(activity, Zheng, wrong, AtTheGate)).Problem);
        }

        Assert.Equal(new CheckInCodeWrong(4), answers[0]);
        Assert.IsType<CheckInLocked>(answers[4]);
        Assert.IsType<CheckInLocked>((await room.CheckInAsync(activity, Zheng, right, AtTheGate)).Problem);
        Assert.Equal(PatternKind.Guessing, Assert.Single((await room.CheckInReader.ReviewAsync(Lin, default)).Value.Patterns).Pattern.Kind);
    }

    [Theory]
    [InlineData(31.2304, 121.4737, 20, PlaceAnswer.Inside)]
    [InlineData(31.2312, 121.4737, 20, PlaceAnswer.Inside)]      // 89 m
    [InlineData(31.2315, 121.4737, 60, PlaceAnswer.Unsure)]      // 122 m, may be 62
    [InlineData(31.2304, 121.4737, 900, PlaceAnswer.Unsure)]     // in the middle, by a phone that knows nothing
    [InlineData(31.2350, 121.4737, 50, PlaceAnswer.Outside)]     // 511 m
    [InlineData(31.2350, 121.4737, 600, PlaceAnswer.Unsure)]
    [InlineData(double.NaN, 121.4737, 5, PlaceAnswer.Unknown)]
    [InlineData(31.2304, 121.4737, -1, PlaceAnswer.Unknown)]
    public void Place_IsBelievedAsFarAsThePhoneIsSure(double latitude, double longitude, double accuracy, PlaceAnswer answer) =>
        Assert.Equal(answer, CheckInPlace.Judge(Gate, new PhonePosition(latitude, longitude, accuracy)).Answer);

    [Fact]
    public async Task PositionRefusedByItsOwner_Waits_UntilACoordinatorHasSeenThePerson()
    {
        var (room, activity) = await OpenAsync();
        var zheng = await room.JoinAsync(Zheng);

        var waits = await room.CheckInAsync(activity, Zheng, await room.CodeAsync(activity), null);
        Assert.Equal((CheckInState.Waiting, 0L), (waits.Value.CheckIn!.State, await room.BalanceAsync(zheng)));

        room.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await room.CheckIns.SettleAsync(activity, zheng, wasThere: true, Lin, default)).Succeeded);
        Assert.Equal(20, await room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task OutsideTheWindow_TooFarAway_OrFull_IsRefusedWithAReason()
    {
        var (room, activity) = await OpenAsync(places: 1);
        await room.JoinAsync(Zheng);
        await room.JoinAsync(Li);
        var far = await room.CheckInAsync(activity, Li, await room.CodeAsync(activity), new PhonePosition(31.2350, 121.4737, 10));
        Assert.IsType<CheckInTooFar>(far.Problem);

        await room.CheckInAsync(activity, Zheng, await room.CodeAsync(activity), AtTheGate);
        Assert.Equal(new CheckInFull(1), (await room.CheckInAsync(activity, Li, await room.CodeAsync(activity), AtTheGate)).Problem);

        room.Time.Advance(TimeSpan.FromMinutes(70));
        Assert.IsType<CheckInNotOpen>((await room.CheckInAsync(activity, Li, await room.CodeAsync(activity), AtTheGate)).Problem);
        var later = await room.OpenCheckInAsync(inMinutes: 16);
        Assert.IsType<CheckInNotOpen>((await room.CheckInAsync(later, Li, await room.CodeAsync(later), AtTheGate)).Problem);
    }

    [Fact]
    public async Task CoordinatorsListAndPhone_GiveOneAwardTogether()
    {
        var (room, activity) = await OpenAsync();
        var zheng = await room.JoinAsync(Zheng);
        room.Time.Advance(TimeSpan.FromMinutes(12));

        Assert.True((await room.ConfirmAsync(activity, zheng)).Succeeded);
        Assert.IsType<CheckInTwice>((await room.CheckInAsync(activity, Zheng, await room.CodeAsync(activity), AtTheGate)).Problem);
        Assert.Equal(20, await room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task Sample_NotSeen_TakesThePointsBack_AndAGrantedAppealGivesThemAgain()
    {
        var (room, activity) = await OpenAsync();
        var zheng = await room.JoinAsync(Zheng);
        await room.CheckInAsync(activity, Zheng, await room.CodeAsync(activity), AtTheGate);

        Assert.True((await room.CheckIns.SettleAsync(activity, zheng, wasThere: false, Lin, default)).Succeeded);
        Assert.Equal(0, await room.BalanceAsync(zheng));
        Assert.IsType<CheckInNotCounted>((await room.CheckInAsync(activity, Zheng, await room.CodeAsync(activity), AtTheGate)).Problem);

        room.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.True((await room.CheckIns.AppealAsync(activity, "我在里屋", Zheng, default)).Succeeded);
        Assert.IsType<AppealNotPossible>((await room.CheckIns.AppealAsync(activity, "还是我", Zheng, default)).Problem);
        Assert.True((await room.CheckIns.AnswerAsync(activity, zheng, isGranted: true, "有同事见到", Zhou, default)).Succeeded);
        Assert.Equal(20, await room.BalanceAsync(zheng));
        Assert.Null((await room.CheckAsync()).Fault);
    }

    [Fact]
    public async Task IdentityCheck_SwitchedOn_NeedsConsent_ThenItsAnswer()
    {
        var (room, activity) = await OpenAsync();
        await room.JoinAsync(Zheng);
        (room.Identity.IsOn, room.Identity.Agrees) = (true, false);
        var ask = new CheckInAsk(activity, Zheng.Id, await room.CodeAsync(activity), AtTheGate, "");

        Assert.IsType<IdentityConsentNeeded>((await room.CheckIns.CheckInAsync(ask, hasAgreed: false, Zheng, default)).Problem);
        Assert.IsType<IdentityNotConfirmed>((await room.CheckIns.CheckInAsync(ask, hasAgreed: true, Zheng, default)).Problem);
        room.Identity.Agrees = true;
        Assert.Equal(room.Time.GetUtcNow(), (await room.CheckIns.CheckInAsync(ask, hasAgreed: true, Zheng, default)).Value.CheckIn!.IdentityConsentAt);
    }

    [Fact]
    public void Patterns_OnePhoneForThree_EightWithinTenSeconds_AndTwoPlacesAtOnce_AreListed_AndOrdinaryPeopleAreNot()
    {
        var (here, there) = (Terms(Gate), Terms(new CheckInSpot(31.2404, 121.4737, 100)));
        var terms = new[] { here, there }.ToDictionary(each => each.Activity);
        var people = Enumerable.Range(0, 20).Select(_ => PointsAccounts.New()).ToList();
        CheckIn At(CheckInTerms where, int who, int second, string phone) =>
            new(where.Activity, people[who], Noon.AddSeconds(second)) { State = CheckInState.Counted, Place = PlaceAnswer.Inside, Phone = where.PhoneMark(phone) };

        Assert.Empty(CheckInPatterns.Of([At(here, 0, 0, "a"), At(here, 1, 20, "a"), At(here, 2, 40, "b"), At(there, 0, 1800, "a"), .. Enumerable.Range(3, 7).Select(who => At(here, who, 50 + who, $"p{who}"))], terms));
        Assert.Equal(PatternKind.OnePhone, Assert.Single(CheckInPatterns.Of([.. Enumerable.Range(0, 3).Select(who => At(here, who, who * 60, "a"))], terms)).Kind);
        Assert.Equal(12, Assert.Single(CheckInPatterns.Of([.. Enumerable.Range(0, 12).Select(who => At(here, who, who / 2, $"p{who}"))], terms)).Accounts.Count);
        Assert.Equal(PatternKind.TwoPlaces, Assert.Single(CheckInPatterns.Of([At(here, 0, 0, "a"), At(there, 0, 60, "a")], terms)).Kind);
    }

    [Fact]
    public async Task Rights_ByARoleWithout_AreRefused()
    {
        var (room, activity) = await OpenAsync();
        var zheng = await room.JoinAsync(Zheng);
        Problem?[] refused =
        [
            (await room.CheckInAsync(activity, Lin, "000000", null)).Problem,
            (await room.CheckIns.PlanAsync(new ActivityPlan("x", "council", Noon, 60, ""), Zheng, default)).Problem,
            (await room.CheckIns.SettleAsync(activity, zheng, wasThere: true, Zheng, default)).Problem,
            (await room.CheckIns.SettleAsync(activity, zheng, wasThere: true, Xu, default)).Problem,
            (await room.CheckIns.AppealAsync(activity, "x", Lin, default)).Problem,
            (await room.CheckIns.AnswerAsync(activity, zheng, isGranted: true, "x", Lin, default)).Problem,
            (await room.CheckIns.ForgetAsync(Lin, default)).Problem,
            (await room.CheckInReader.ScreenAsync(activity, Zheng, default)).Problem,
            (await room.CheckInReader.ReviewAsync(Zheng, default)).Problem,
            (await room.CheckInReader.MineAsync(activity, Lin, default)).Problem,
        ];

        Assert.All(refused, problem => Assert.IsType<NotAllowed>(problem));
    }

    private static CheckInTerms Terms(CheckInSpot spot) => new() { Activity = Guid.NewGuid(), Spot = spot, OpensAt = Noon, ClosesAt = Noon.AddHours(1), Key = new byte[32] };

    private static async Task<(BankRoom Room, Guid Activity)> OpenAsync(int places = 0)
    {
        var room = await BankRoom.OpenAsync(new VolatilePointsStore());
        return (room, await room.OpenCheckInAsync(places));
    }
}
