using CommunityConsole.Core.Care;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Tests.Care;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Notices;

/// <summary>What is in the outbox is told, whatever becomes of the receiver; what is over is not.</summary>
public sealed class NoticeOutboxTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly AlertId Id = AlertPolicy.ConditionOf(Decision());

    private readonly Desks _desks = new(CareStores.Volatile());

    private static CancellationToken Stop => CancellationToken.None;

    public async Task InitializeAsync()
    {
        await _desks.StartAsync();
        await _desks.Duty.PlanAsync(Team(Noon, Noon.AddHours(12)), 1, Ma, Stop);
        await _desks.Care.DecidedAsync([Decision()], Stop);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public ValueTask DisposeAsync() => _desks.DisposeAsync();

    [Fact]
    public async Task Receiver_Away_IsTriedWithGrowingPausesAndThenToldWithTheSameKey()
    {
        _desks.Phone.Away = true;
        List<int> tries = [];
        for (var second = 0; second < 50; second++)
        {
            var before = _desks.Phone.Tries;
            await _desks.LookAsync();
            tries.AddRange(Enumerable.Repeat(second, _desks.Phone.Tries - before));
            _desks.Time.Advance(TimeSpan.FromSeconds(1));
        }

        _desks.Phone.Away = false;
        _desks.Time.Advance(NoticePolicy.LongestPause);
        var key = _desks.Outbox.Active.Single(notice => notice.Channel == "phone" && notice.Stage == NoticeStage.Call).Id;
        await _desks.LookAsync();

        Assert.Equal([0, 1, 3, 7, 15, 31], tries);
        Assert.Contains(_desks.Phone.Heard, one => one.Notice.Id == key && one.What == NoticeEvent.Notice);
        Assert.Single(_desks.Phone.Heard, one => one.Notice.Stage == NoticeStage.Call);
    }

    [Fact]
    public async Task Receiver_AwayForGood_GetsNothingAboutWhatIsOver()
    {
        _desks.Phone.Away = true;
        await _desks.LookAsync();
        await _desks.Care.TakeAsync(Id, Lin, Stop);
        await _desks.LookAsync();
        _desks.Phone.Away = false;
        _desks.Time.Advance(TimeSpan.FromMinutes(2));

        await _desks.LookAsync();

        // A lost answer may have been a delivery: the receiver is told to stop, never again to ring.
        Assert.Equal([NoticeEvent.Stop], _desks.Phone.Heard.Select(one => one.What));
        Assert.Empty(_desks.Outbox.Active);
    }

    [Fact]
    public async Task Taken_WhileBeingSent_IsFollowedByAStop()
    {
        _desks.Phone.Meanwhile = async () =>
        {
            _desks.Phone.Meanwhile = null;
            await _desks.Care.TakeAsync(Id, Lin, Stop);
            await _desks.Escalation.RunAsync(Stop);
        };

        await _desks.LookAsync();
        await _desks.LookAsync();

        Assert.Equal([NoticeEvent.Notice, NoticeEvent.Stop], _desks.Phone.Heard.Select(one => one.What));
        Assert.Empty(_desks.Outbox.Active);
    }

    [Fact]
    public async Task Crash_AfterSendingBeforeWritingItDown_SendsTheSameKeyAgain()
    {
        await _desks.Escalation.RunAsync(Stop);   // put down, not yet sent
        await using var next = new Desks(_desks.Stores);
        await next.StartAsync();

        await _desks.Outbox.DeliverAsync(_desks.Phone, Stop);
        await next.Outbox.DeliverAsync(next.Phone, Stop);

        Assert.Equal(_desks.Phone.Heard.Single().Notice.Id, next.Phone.Heard.Single().Notice.Id);
    }

    [Fact]
    public async Task Screen_OfThePersonCalled_ShowsItUntilTaken()
    {
        await _desks.LookAsync();
        var call = Assert.Single(_desks.Calls.Latest("demo"));
        Assert.Equal((Lin.Id.Value, $"/care?alert={Id}"), (call.To, call.Link));
        Assert.Empty(_desks.Calls.Latest("other"));

        await _desks.Care.TakeAsync(Id, Zhou, Stop);
        await _desks.LookAsync();

        Assert.Empty(_desks.Calls.Latest("demo"));
    }

    [Fact]
    public async Task Every_Notice_IsOnTheAuditLogOnce()
    {
        await _desks.LookAsync();
        await _desks.LookAsync();

        var record = Assert.Single(await _desks.AuditAsync(), one => one.Action == "notice.call");
        Assert.Equal(($"alert:{Id}", Lin.Id.Value), (record.Details!.Subject, record.Details.After));
    }
}
