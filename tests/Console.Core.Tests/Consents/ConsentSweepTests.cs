using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Consents;

public sealed class ConsentSweepTests : IConsentFacts
{
    private static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private static readonly DateOnly Today = Calendar.Day(Noon);

    private readonly FakeTimeProvider _time = new(Noon);
    private readonly List<Coverage> _heard = [];
    private readonly ConsentBook _book;
    private readonly ConsentSweep _sweep;
    private bool _failing;

    public ConsentSweepTests()
    {
        _book = new ConsentBook(new VolatileConsentStore(new VolatileAuditLog()), Calendar, _time);
        _sweep = new ConsentSweep(_book, new Lazy<IEnumerable<IConsentFacts>>([this]), _time, NullLogger<ConsentSweep>.Instance);
    }

    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task Consent_RunsOutByItself_IsToldOnceWithinOneSweep()
    {
        Say(1, ConsentAnswer.Given, Today);
        await _sweep.RunAsync(Stop);
        Assert.Empty(_heard);

        _time.SetUtcNow(Calendar.Instant(Today.AddDays(1).ToDateTime(default)));
        await _sweep.RunAsync(Stop);
        await _sweep.RunAsync(Stop);

        Assert.Equal([Coverage.None], _heard);
    }

    [Fact]
    public async Task Start_ConsentEndedBefore_IsToldAgain()
    {
        Say(1, ConsentAnswer.Withdrawn);

        await _sweep.RunAsync(Stop);

        Assert.Equal([Coverage.None], _heard);
    }

    [Fact]
    public async Task Listener_ThatFailed_IsToldAgain()
    {
        Say(1, ConsentAnswer.Withdrawn);
        _failing = true;
        await _sweep.TellAsync(Place, Stop);
        _failing = false;

        await _sweep.RunAsync(Stop);
        await _sweep.RunAsync(Stop);

        Assert.Equal([Coverage.None], _heard);
    }

    [Fact]
    public async Task Loop_ByTheClock_TellsWithinAMinute()
    {
        Say(1, ConsentAnswer.Given, Today);
        using var loop = new ConsentLoop(_sweep, _time, NullLogger<ConsentLoop>.Instance);
        await loop.StartAsync(Stop);
        var end = Calendar.Instant(Today.AddDays(1).ToDateTime(default));
        _time.SetUtcNow(end.AddMilliseconds(-1));
        Assert.Empty(_heard);

        _time.Advance(TimeSpan.FromSeconds(11));
        await Eventually.HoldsAsync(() => _heard.Count == 1, "the end is told");
        await loop.StopAsync(Stop);

        Assert.True(_time.GetUtcNow() - end < TimeSpan.FromMinutes(1));
    }

    public ValueTask ConsentChangedAsync(HomeId home, Coverage coverage, CancellationToken cancellation)
    {
        if (_failing)
        {
            throw new InvalidOperationException("away");
        }

        _heard.Add(coverage);
        return ValueTask.CompletedTask;
    }

    private void Say(int number, ConsentAnswer answer, DateOnly? lastDay = null) => _book.Put(
        new ConsentStatement(Place, number, answer, Word, Lin.Id, _time.GetUtcNow())
        {
            Purposes = answer == ConsentAnswer.Given ? ConsentPurposes.All : ConsentPurposes.None,
            LastDay = lastDay,
        });
}
