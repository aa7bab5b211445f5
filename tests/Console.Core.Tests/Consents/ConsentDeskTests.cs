using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Care;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Consents;

public sealed class ConsentDeskTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Desks _desks = new(CareStores.Volatile());

    private static CancellationToken Stop => CancellationToken.None;

    private static DateOnly Today => Word.SaidOn;

    public Task InitializeAsync() => _desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => _desks.DisposeAsync();

    [Fact]
    public async Task Record_Then_Withdraw_IsOnTheAuditWithBeforeAndAfter()
    {
        await RecordAsync();
        await _desks.Consents.WithdrawAsync(Place, Word with { Note = "不想再装" }, Lin, Stop);

        var audit = await _desks.AuditAsync();
        var given = audit.Single(record => record.Action == "consent.record").Details!;
        var withdrawn = audit.Single(record => record.Action == "consent.withdraw").Details!;
        Assert.Equal((Lin.Name, "", $"home:{Place}"), (given.ActorName, given.Before, given.Subject));
        Assert.Equal(given.After, withdrawn.Before);
        Assert.Contains("邻居陈阿姨", given.After, StringComparison.Ordinal);
        Assert.Contains("Withdrawn", withdrawn.After, StringComparison.Ordinal);
        Assert.Equal("不想再装", withdrawn.Reason);
    }

    [Fact]
    public async Task Restart_AfterAWithdrawal_KnowsIt()
    {
        await RecordAsync();
        await _desks.Consents.WithdrawAsync(Place, Word, Lin, Stop);

        await using var again = new Desks(_desks.Stores);
        await again.StartAsync();

        Assert.Equal(ConsentState.Withdrawn, again.Agreed.Of(Place).StateAt(Noon));
        Assert.Equal([1, 2], again.Agreed.Of(Place).Statements.Select(statement => statement.Number));
        Assert.False(again.Agreed.Watches(Place));
    }

    [Fact]
    public async Task Record_OverAWithdrawalNotSeen_IsRefused()
    {
        await RecordAsync();
        await _desks.Consents.WithdrawAsync(Place, Word, Zhou, Stop);

        var late = await _desks.Consents.RecordAsync(Place, Word, ConsentPurposes.All, Today.AddYears(1), seen: 1, Lin, Stop);

        Assert.IsType<ConsentChangedMeanwhile>(late.Problem);
        Assert.False(_desks.Agreed.Watches(Place));
    }

    [Fact]
    public async Task Withdraw_Twice_IsSaidOnce()
    {
        await _desks.Consents.WithdrawAsync(Place, Word, Lin, Stop);

        var again = await _desks.Consents.WithdrawAsync(Place, Word, Zhou, Stop);

        Assert.True(again.Succeeded);
        Assert.Single(again.Value.Statements);
        Assert.Equal(ConsentState.Declined, again.Value.StateAt(Noon));
    }

    [Fact]
    public async Task Withdraw_WhileOthersRecord_IsNotLost()
    {
        for (var round = 0; round < 50; round++)
        {
            var seen = _desks.Agreed.Of(Place).Newest?.Number ?? 0;
            await Task.WhenAll(
                Task.Run(() => _desks.Consents.RecordAsync(Place, Word, ConsentPurposes.All, Today.AddYears(1), seen, Zhou, Stop)),
                Task.Run(() => _desks.Consents.RecordAsync(Place, Word, ConsentPurposes.Water, Today.AddYears(1), seen, Ma, Stop)),
                Task.Run(() => _desks.Consents.WithdrawAsync(Place, Word, Lin, Stop)));

            // Whoever came first: the others had not seen it, or it came after them.
            Assert.Equal(ConsentAnswer.Withdrawn, _desks.Agreed.Of(Place).Newest!.Answer);
            await RecordAsync();
        }
    }

    [Fact]
    public async Task Record_SameKeyAgain_GetsTheFirstAnswer()
    {
        var keyed = Lin with { CommandKey = Guid.NewGuid() };
        await _desks.Consents.RecordAsync(Place, Word, ConsentPurposes.All, Today.AddYears(1), 0, keyed, Stop);

        var again = await _desks.Consents.RecordAsync(Place, Word, ConsentPurposes.All, Today.AddYears(1), 0, keyed, Stop);

        Assert.True(again.Succeeded);
        Assert.Single(again.Value.Statements);
    }

    public static TheoryData<string, ConsentWords> BadWords() => new()
    {
        { "said tomorrow", Word with { SaidOn = Today.AddDays(1) } },
        { "a representative without a name", Word with { Capacity = SpeakerCapacity.Guardian } },
        { "by word without a witness", Word with { Witness = " " } },
        { "one's own witness", Word with { Witness = Lin.Name } },
        { "a name too long", Word with { Capacity = SpeakerCapacity.Relative, Name = new string('长', 65) } },
    };

    [Theory]
    [MemberData(nameof(BadWords))]
    public async Task Words_NotInOrder_AreRefusedForBothAnswers(string why, ConsentWords words)
    {
        Assert.True((await _desks.Consents.RecordAsync(Place, words, ConsentPurposes.All, Today.AddYears(1), 0, Lin, Stop)).Problem is ConsentNotValid, why);
        Assert.True((await _desks.Consents.WithdrawAsync(Place, words, Lin, Stop)).Problem is ConsentNotValid, why);
        Assert.Empty(_desks.Agreed.Of(Place).Statements);
    }

    [Theory]
    [InlineData(ConsentPurposes.None, 1)]
    [InlineData((ConsentPurposes)8, 1)]
    [InlineData(ConsentPurposes.All, 4)]
    [InlineData(ConsentPurposes.All, -1)]
    public async Task Record_PurposeOrEndNotInOrder_IsRefused(ConsentPurposes purposes, int years) =>
        Assert.IsType<ConsentNotValid>((await _desks.Consents.RecordAsync(Place, Word, purposes, Today.AddYears(years), 0, Lin, Stop)).Problem);

    [Fact]
    public async Task Record_RepresentativeOnPaper_NeedsNoWitness()
    {
        var words = new ConsentWords(SpeakerCapacity.Guardian, "张敏", Today.AddDays(-3), ConsentForm.Paper, "", "存档 12 号");

        var recorded = await _desks.Consents.RecordAsync(Place, words, ConsentPurposes.Water | ConsentPurposes.Entry, Today, 0, Lin, Stop);

        Assert.Equal(words, recorded.Value.Newest!.Words);
        Assert.Equal(ConsentPurposes.Water | ConsentPurposes.Entry, _desks.Agreed.CoverageOf(Place).Purposes);
    }

    [Fact]
    public async Task Record_HomeNotOnTheRoll_IsRefused() => Assert.IsType<HomeNotFound>(
        (await _desks.Consents.RecordAsync(new HomeId("demo", "nowhere"), Word, ConsentPurposes.All, Today.AddYears(1), 0, Lin, Stop)).Problem);

    private Task<Result<HomeConsent>> RecordAsync() =>
        _desks.Consents.RecordAsync(Place, Word, ConsentPurposes.All, Today.AddYears(1), _desks.Agreed.Of(Place).Newest?.Number ?? 0, Lin, Stop);
}
