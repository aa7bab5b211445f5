using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>One program's votes, registered as the program registers them, with a clock that the test moves.</summary>
internal sealed class VoteRoom : IAsyncDisposable
{
    internal static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    internal static readonly Actor Chair = Of("chen", Role.CouncilChair);
    internal static readonly Actor OtherChair = Of("li", Role.CouncilChair);
    internal static readonly Actor Shen = Of("shen", Role.Scrutineer);
    internal static readonly Actor Wu = Of("wu", Role.Scrutineer);
    internal static readonly Actor Clerk = Of("xu", Role.StationClerk);
    internal static readonly Actor Second = Of("zhou", Role.SocialWorker);
    internal static readonly Actor Zhou = Of("zhoujp", Role.GridManager);
    internal static readonly Actor Ma = Of("ma", Role.RepairWorker);

    private readonly ServiceProvider _provider;

    private VoteRoom(IVoteStore store, VoteKey key, FakeTimeProvider time, VoteRoom? before)
    {
        (Store, Key, Time) = (store, key, time);
        (Log, Topics) = before is null ? (new(), null!) : (before.Log, before.Topics);
        Topics ??= new VolatileTopicStore(Log);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(time).AddSingleton(store).AddSingleton(key).AddSingleton<IAuditLog>(Log);
        services.AddSingleton<ITopicStore>(Topics).AddSingleton<ITaskUnits>(new Units());
        services.AddSingleton<IStaffStore>(new VolatileStaffStore(
            [.. new[] { Chair, OtherChair, Shen, Wu, Clerk, Zhou, Ma, Voter(1) }.Select(actor => new StaffMember(actor.Id, actor.Name, actor.Role, actor.Community, Disabled: false))]));
        services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        services.AddSingleton<StaffDirectory>().AddSingleton<CommandLog>();
        services.AddCouncil();
        _provider = services.BuildServiceProvider();
    }

    internal IVoteStore Store { get; }

    internal VoteKey Key { get; }

    internal FakeTimeProvider Time { get; }

    internal VolatileAuditLog Log { get; }

    internal ITopicStore Topics { get; }

    internal VoteDesk Desk => _provider.GetRequiredService<VoteDesk>();

    internal BallotDesk Ballots => _provider.GetRequiredService<BallotDesk>();

    internal PaperDesk Papers => _provider.GetRequiredService<PaperDesk>();

    internal VoteArchive Archive => _provider.GetRequiredService<VoteArchive>();

    internal VoteBoard Board => _provider.GetRequiredService<VoteBoard>();

    internal VoteSigner Signer => _provider.GetRequiredService<VoteSigner>();

    internal ClockWatch Clock => _provider.GetRequiredService<ClockWatch>();

    internal int Held => _provider.GetRequiredService<VoteLedger>().Held;

    internal TopicDesk TopicDesk => _provider.GetRequiredService<TopicDesk>();

    internal TopicNameDesk Names => _provider.GetRequiredService<TopicNameDesk>();

    internal TopicTaskDesk Tasks => _provider.GetRequiredService<TopicTaskDesk>();

    internal TopicBoard TopicBoard => _provider.GetRequiredService<TopicBoard>();

    internal TopicReader Reader => _provider.GetRequiredService<TopicReader>();

    internal TopicCommands TopicCommands => _provider.GetRequiredService<TopicCommands>();

    internal EstateCalendar Calendar => _provider.GetRequiredService<EstateCalendar>();

    internal VoteLoop Loop => _provider.GetRequiredService<VoteLoop>();

    internal static async Task<VoteRoom> StartAsync(IVoteStore? store = null, VoteRoom? before = null, VoteKey? key = null, FakeTimeProvider? time = null)
    {
        var room = new VoteRoom(store ?? before?.Store ?? new VolatileVoteStore(), key ?? before?.Key ?? VoteKey.Create(), time ?? before?.Time ?? new FakeTimeProvider(Noon), before);

        // Not the loop: a test looks when it wants to, and years on its clock cost nothing.
        var ledger = room._provider.GetRequiredService<VoteLedger>();
        await ledger.LoadAsync(default);
        await ledger.StartAsync(default);
        room.TopicBoard.Show(await room.Topics.ListAsync(default));
        return room;
    }

    internal static Actor Of(string id, Role role, string community = "demo") => new(new StaffId(id), id, role, community);

    /// <summary>The voter with that place on the roll.</summary>
    internal static Actor Voter(int number) => Of($"v{number}", Role.Resident);

    /// <summary>A vote of so many voters without notice, closing in an hour.</summary>
    internal static VoteDraft Draft(int voters, VoteMode mode = VoteMode.Named, string profile = "procedural", bool mayChange = false) => new(
        "同意今天的议程吗？", [], mode, profile, mayChange, Noon, Noon.AddHours(1), [Shen.Id, Wu.Id],
        [.. Enumerable.Range(1, voters).Select(number => new RollRow($"居民{number}", $"1 号楼 {number}", 1, 0, Voter(number).Id, null))]);

    internal async Task<VoteId> PreparedAsync(VoteDraft draft)
    {
        var prepared = await Desk.PrepareAsync(draft, Chair, default);
        Assert.True(prepared.Succeeded, prepared.Problem?.Message.En);
        return prepared.Value.Id;
    }

    internal async Task<VoteId> OpenAsync(VoteDraft draft)
    {
        var id = await PreparedAsync(draft);
        Assert.True((await Desk.OpenAsync(id, Chair, default)).Succeeded);
        return id;
    }

    internal async Task<SignedLeaves> SignedAsync(VoteId id) =>
        (await _provider.GetRequiredService<VoteLedger>().GiveAsync(id, (book, _) => Result.Of(book.Signed!), default)).Value;

    internal Task<Result<VoteReceipt>> CastAsync(VoteId id, int voter, string option = VoteOption.For, string key = "k", string phrase = "") =>
        Ballots.CastAsync(id, new Ballot(option, key, Phrase: phrase.Length > 0 ? phrase : $"暗语 {voter}"), Voter(voter), default);

    public async ValueTask DisposeAsync()
    {
        await _provider.GetRequiredService<VoteLedger>().StopAsync(default);
        await _provider.DisposeAsync();
    }

    private sealed class Units : ITaskUnits
    {
        public bool Knows(string unit) => unit == "lift-company";
    }
}
