using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Tests.Care;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Dispatch;

/// <summary>What whoever goes may say beside leaving, arriving and the outcome, and that none of it is ever needed.</summary>
public sealed class AtDoorTests : IAsyncLifetime
{
    private readonly Desks _desks = Desks.Fresh();
    private VisitId _visit;

    private static CancellationToken Stop => CancellationToken.None;

    private DispatchDesk Desk => _desks.Dispatch;

    public async Task InitializeAsync()
    {
        await _desks.Care.DecidedAsync([Decision()], Stop);
        var asked = await _desks.Care.AskVisitAsync(AlertPolicy.ConditionOf(Decision()), Zhou, "看看", Lin.Id, Stop);
        _visit = asked.Value.Visit!.Value;
        await Desk.ApproveAsync(_visit, Ma, null, Stop);
    }

    public async Task DisposeAsync() => await _desks.DisposeAsync();

    [Fact]
    public async Task Codes_Listed_AreOfTheCommunityAndTheLookIsOnTheLog()
    {
        await _desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);

        var listed = await _desks.DoorCodeList.ListAsync("demo", Ma, Stop);

        Assert.Equal((Place, "246810"), (Assert.Single(listed.Value).Home.Id, listed.Value[0].Code));
        Assert.Single(await _desks.AuditAsync(), record => record.Action == "visit.listcodes" && record.Actor == Ma.Id.Value);
    }

    [Fact]
    public async Task Steps_AllTold_FollowToTheAlert()
    {
        await Desk.AcceptAsync(_visit, Lin, Stop);
        await ArriveAsync();
        await Desk.ProveByPositionAsync(_visit, 42, 15, Lin, Stop);
        await Desk.EnterAsync(_visit, Lin, Stop);
        await Desk.HandOverAsync(_visit, Emergency.Ambulance, Lin, Stop);

        var steps = (await _desks.Care.FindAsync(AlertPolicy.ConditionOf(Decision()), Lin, Stop)).Value.Steps;
        Assert.Equal(
            [AlertStepKind.VisitAccepted, AlertStepKind.Left, AlertStepKind.Arrived, AlertStepKind.CheckedIn, AlertStepKind.WentInside, AlertStepKind.HandedOver],
            steps.TakeLast(6).Select(step => step.Kind));
        Assert.Equal(["Gps 42 15", "", "120"], steps.TakeLast(3).Select(step => step.Detail));
    }

    [Fact]
    public async Task Finish_NothingAcceptedProvedOrEntered_Counts()
    {
        await ArriveAsync();

        var done = await Desk.FinishAsync(_visit, Lin, "", Stop);

        Assert.Equal(VisitState.Done, done.Value.State);
        Assert.Equal(CheckIn.Word, CheckIn.Of(done.Value));
    }

    [Theory]
    [InlineData(150, 150, true)]
    [InlineData(151, 5, false)]
    [InlineData(5, 151, false)]   // somewhere within half a kilometre proves nothing
    [InlineData(-1, 5, false)]
    public async Task Position_ProvesWithinTheRadiusOnly_AndTheArrivalCountsEitherWay(int distance, int accuracy, bool proves)
    {
        await ArriveAsync();

        var proved = await Desk.ProveByPositionAsync(_visit, distance, accuracy, Lin, Stop);

        Assert.Equal(proves, proved.Succeeded);
        var visit = (await Desk.FindAsync(_visit, Lin, Stop)).Value;
        Assert.Equal(proves ? new CheckIn(CheckInProof.Gps, distance, accuracy) : CheckIn.Word, CheckIn.Of(visit));
        Assert.Equal(VisitState.Arrived, visit.State);
    }

    [Theory]
    [InlineData(" 246810 ", true)]
    [InlineData("246811", false)]
    [InlineData("", false)]
    public async Task Code_ProvesOnlyWhatHangsAtThatDoor(string typed, bool proves)
    {
        await ArriveAsync();

        Assert.Equal(proves, (await Desk.ProveByCodeAsync(_visit, typed, Lin, Stop)).Succeeded);
    }

    [Fact]
    public async Task Code_FiveWrongOnes_NoneIsCheckedAnyMore_AndTheArrivalCountsAllTheSame()
    {
        Assert.IsType<VisitNotArrived>((await Desk.ProveByCodeAsync(_visit, "000000", Lin, Stop)).Problem);
        await ArriveAsync();
        Assert.IsType<VisitHasOtherGoer>((await Desk.ProveByCodeAsync(_visit, "000000", He, Stop)).Problem);

        var command = Lin with { CommandKey = Guid.NewGuid() };
        await Desk.ProveByCodeAsync(_visit, "000000", command, Stop);
        Assert.Equal("visit.code", (await Desk.ProveByCodeAsync(_visit, "000000", command, Stop)).Problem!.Code);   // sent again: the same try
        var tried = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(() => Desk.ProveByCodeAsync(_visit, $"{n:000000}", Lin, Stop))));

        Assert.Equal(3, tried.Count(one => one.Problem is DoorCodeWrong));
        Assert.Equal(17, tried.Count(one => one.Problem is DoorCodeSpent));
        Assert.IsType<DoorCodeSpent>((await Desk.ProveByCodeAsync(_visit, "246810", Lin, Stop)).Problem);
        Assert.True((await Desk.ProveByPositionAsync(_visit, 5, 5, Lin, Stop)).Succeeded);
        Assert.True((await Desk.FinishAsync(_visit, Lin, "", Stop)).Succeeded);
    }

    [Fact]
    public async Task Position_BeforeArrival_IsRefused() =>
        Assert.IsType<VisitNotArrived>((await Desk.ProveByPositionAsync(_visit, 5, 5, Lin, Stop)).Problem);

    [Fact]
    public async Task Second_WentToo_MayArriveEnterAndWriteTheOutcome()
    {
        Assert.True((await Desk.AddSecondAsync(_visit, He.Id, He, Stop)).Succeeded);
        await Desk.DepartAsync(_visit, Lin, Stop);

        Assert.True((await Desk.ArriveAsync(_visit, He, Stop)).Succeeded);
        Assert.True((await Desk.EnterAsync(_visit, He, Stop)).Succeeded);
        Assert.True((await _desks.Care.ResolveAsync(AlertPolicy.ConditionOf(Decision()), He, AlertOutcome.Helped, "", Stop)).Succeeded);
    }

    [Fact]
    public async Task Second_LeavesFirst_IsTheOneWhoGoes()
    {
        await Desk.AddSecondAsync(_visit, He.Id, Ma, Stop);

        var left = (await Desk.DepartAsync(_visit, He, Stop)).Value;

        Assert.Equal((He.Id, Lin.Id), (left.Goer, left.Second));
    }

    [Fact]
    public async Task Second_ByAnotherWorker_IsRefused()
    {
        Assert.IsType<VisitSecondNotYours>((await Desk.AddSecondAsync(_visit, He.Id, Lin, Stop)).Problem);
        Assert.IsType<VisitGoesAlready>((await Desk.AddSecondAsync(_visit, Lin.Id, Ma, Stop)).Problem);
        Assert.IsType<VisitHasOtherGoer>((await Desk.AskSecondAsync(_visit, "", He, Stop)).Problem);
    }

    [Fact]
    public async Task Second_Joining_DisplacesNobodyWhoGoesAlong()
    {
        await Desk.AddSecondAsync(_visit, He.Id, He, Stop);

        Assert.IsType<VisitHasSecond>((await Desk.AddSecondAsync(_visit, Zhou.Id, Zhou, Stop)).Problem);
        Assert.Equal(He.Id, (await Desk.FindAsync(_visit, Lin, Stop)).Value.Second);
        Assert.Equal(Zhou.Id, (await Desk.AddSecondAsync(_visit, Zhou.Id, Ma, Stop)).Value.Second);   // a grid manager sends whom she likes
    }

    [Fact]
    public async Task Accept_ThenSentSomebodyElse_IsNotTheirWord()
    {
        await Desk.AcceptAsync(_visit, Lin, Stop);

        var other = (await Desk.ApproveAsync(_visit, Ma, Zhou.Id, Stop)).Value;

        Assert.Equal((Zhou.Id, null), (other.Goer, other.AcceptedAt));
        Assert.IsType<VisitHasOtherGoer>((await Desk.AcceptAsync(_visit, Lin, Stop)).Problem);
    }

    [Fact]
    public async Task HandOver_DialledAgain_IsOneStepForEachService()
    {
        await ArriveAsync();
        foreach (var service in new[] { Emergency.Ambulance, Emergency.Ambulance, Emergency.Police })
        {
            _desks.Time.Advance(TimeSpan.FromSeconds(30));
            await Desk.HandOverAsync(_visit, service, Lin, Stop);
        }

        var visit = (await Desk.FindAsync(_visit, Lin, Stop)).Value;
        Assert.Equal(["120", "110"], visit.Steps.Where(step => step.Kind == VisitStepKind.HandedOver).Select(step => step.Detail));
        Assert.IsType<VisitHasOtherGoer>((await Desk.HandOverAsync(_visit, Emergency.Ambulance, He, Stop)).Problem);
    }

    private async Task ArriveAsync()
    {
        await Desk.DepartAsync(_visit, Lin, Stop);
        await Desk.ArriveAsync(_visit, Lin, Stop);
    }
}
