using System.Text;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.Council;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Tests.Storage.Council;

/// <summary>Votes on the real file.</summary>
public sealed class SqliteVoteStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("votes-").FullName;

    private string VotesFile => Path.Combine(_folder, SqliteVoteStore.FileName);

    [Theory]
    [InlineData(VoteMode.Named)]
    [InlineData(VoteMode.NamedTurnout)]
    [InlineData(VoteMode.Secret)]
    public async Task Reopened_EverythingIsThere(VoteMode mode)
    {
        VoteId id;
        VoteRoom first;
        using (var store = Open())
        {
            first = await VoteRoom.StartAsync(store);
            id = await first.OpenAsync(VoteRoom.Draft(25, mode));
            for (var voter = 1; voter <= 22; voter++)
            {
                Assert.True((await first.CastAsync(id, voter)).Succeeded);
            }

            await first.DisposeAsync();
        }

        using var again = Open();
        await using var room = await VoteRoom.StartAsync(again, first);
        Assert.Equal(mode == VoteMode.Secret ? 20 : 22, room.Board.Find(id)!.Cast.Ballots);
        Assert.Equal(new VoteSum(22, 22, 0), (await room.Desk.CloseAsync(id, VoteRoom.Chair, default)).Value.Outcome!.Sums[VoteOption.For]);
        Assert.Equal(new VoteId(id.Value + 1), await room.PreparedAsync(VoteRoom.Draft(2)));
    }

    [Fact]
    public async Task SecretVoteClosed_NothingInTheFolderLinksABallotToAVoter()
    {
        const int voters = 400;
        using var store = Open();
        await using var room = await VoteRoom.StartAsync(store);
        var id = await room.OpenAsync(VoteRoom.Draft(voters, VoteMode.Secret));
        var order = Enumerable.Range(1, voters).ToArray();
        new Random(3).Shuffle(order);
        foreach (var voter in order)
        {
            // One after the other: each in a commit of its own, the worst case.
            Assert.True((await room.CastAsync(id, voter, voter % 3 == 0 ? VoteOption.Against : VoteOption.For, phrase: PhraseOf(voter))).Succeeded);
        }

        await room.Desk.CloseAsync(id, VoteRoom.Chair, default);

        // The log of writes is cut: what it held told the order.
        Assert.Equal(0, new FileInfo(VotesFile + "-wal").Length);
        using (var reader = new SqliteConnection($"Data Source={VotesFile};Mode=ReadOnly;Pooling=False"))
        {
            reader.Open();
            using var ask = reader.CreateCommand();
            ask.CommandText = "SELECT count(*) FROM command";
            Assert.Equal(0L, ask.ExecuteScalar());
        }

        // Where each phrase stands in the bytes of the file, in the box and in the log, against when its voter came, and against the roll.
        var bytes = await ReadAsync(VotesFile);
        var turnout = order.Select((voter, place) => (voter, place)).ToDictionary(pair => pair.voter, pair => pair.place);
        var places = order.ToDictionary(voter => voter, voter => AllPlaces(bytes, Encoding.UTF8.GetBytes(PhraseOf(voter))));
        Assert.All(places.Values, found => Assert.Equal(2, found.Count));   // the box and its leaf, and no remnant
        foreach (var copy in new[] { 0, 1 })
        {
            var inFile = order.OrderBy(voter => places[voter][copy]).ToList();
            Assert.InRange(Correlation(inFile.Select(voter => (double)turnout[voter])), -0.2, 0.2);   // chance: 4 standard deviations of 400
            Assert.InRange(Correlation(inFile.Select(voter => (double)voter)), -0.2, 0.2);
            Assert.InRange(inFile.Where((voter, place) => turnout[voter] == place).Count(), 0, 8);      // a guess by place hits one in the mean
        }
    }

    [Fact]
    public async Task SecretVoteCancelled_ItsBallotsAreGoneFromTheFile()
    {
        using var store = Open();
        await using var room = await VoteRoom.StartAsync(store);
        var id = await room.OpenAsync(VoteRoom.Draft(30, VoteMode.Secret));
        for (var voter = 1; voter <= 30; voter++)
        {
            await room.CastAsync(id, voter, phrase: PhraseOf(voter));
        }

        await room.Desk.CancelAsync(id, "名册有误", VoteRoom.Chair, default);

        Assert.Equal(0, new FileInfo(VotesFile + "-wal").Length);
        var bytes = await ReadAsync(VotesFile);
        Assert.All(Enumerable.Range(1, 30), voter => Assert.Empty(AllPlaces(bytes, Encoding.UTF8.GetBytes(PhraseOf(voter)))));
    }

    [Fact]
    public async Task SecretVote_EndedBetweenTheCloseAndTheShuffle_IsShuffledAtTheNextStart()
    {
        VoteId id;
        VoteRoom first;
        using (var store = Open())
        {
            first = await VoteRoom.StartAsync(new Interrupted(store));
            id = await first.OpenAsync(VoteRoom.Draft(25, VoteMode.Secret));
            for (var voter = 1; voter <= 25; voter++)
            {
                await first.CastAsync(id, voter);
            }

            Assert.True((await first.Desk.CloseAsync(id, VoteRoom.Chair, default)).Succeeded);
            Assert.NotEqual(0, new FileInfo(VotesFile + "-wal").Length);
            await first.DisposeAsync();
        }

        using var again = Open();
        await using var room = await VoteRoom.StartAsync(again, first);
        Assert.Equal(VoteState.Closed, room.Board.Find(id)!.State);
        Assert.Equal(25, room.Board.Find(id)!.Outcome!.Cast.Ballots);
        Assert.Equal(0, new FileInfo(VotesFile + "-wal").Length);
    }

    [Fact]
    public async Task FileOfALaterProgram_IsRefused()
    {
        using (var writer = new SqliteConnection($"Data Source={VotesFile};Pooling=False"))
        {
            writer.Open();
            using var set = writer.CreateCommand();
            set.CommandText = "PRAGMA user_version=99";
            set.ExecuteNonQuery();
        }

        using var store = Open();
        Assert.Contains("votes.db", (await Assert.ThrowsAsync<Web.Storage.Metering.NewerDataException>(() => store.ListAsync(default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_IsMadeOnce_AndOnlyItsOwnerReadsIt()
    {
        using var first = VoteKeyFile.Open(Data());
        using var second = VoteKeyFile.Open(Data());

        Assert.Equal(first.PublicKey, second.PublicKey);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, VoteKeyFile.FileName)));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SqliteVoteStore Open() => new(Data());

    private IOptions<DataOptions> Data() => Options.Create(new DataOptions { Directory = _folder });

    private static string PhraseOf(int voter) => $"暗 w{(voter * 7919 % 100_003):x6}";

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static List<int> AllPlaces(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> phrase)
    {
        var places = new List<int>();
        for (var from = 0; bytes[from..].IndexOf(phrase) is var at and >= 0; from += at + 1)
        {
            places.Add(from + at);
        }

        return places;
    }

    // Of the values with their places in the list: 0 for a list in no order.
    private static double Correlation(IEnumerable<double> values)
    {
        var list = values.ToList();
        var (meanPlace, meanValue) = ((list.Count - 1) / 2.0, list.Average());
        var both = list.Select((value, place) => (place - meanPlace) * (value - meanValue)).Sum();
        return both / Math.Sqrt(list.Select((_, place) => Math.Pow(place - meanPlace, 2)).Sum() * list.Sum(value => Math.Pow(value - meanValue, 2)));
    }

    // The program ends where the shuffle would begin.
    private sealed class Interrupted(IVoteStore inner) : IVoteStore
    {
        private bool _started;

        public Task<IReadOnlyList<VoteId>> ListAsync(CancellationToken cancellation) => inner.ListAsync(cancellation);

        public Task<StoredVote?> FindAsync(VoteId id, CancellationToken cancellation) => inner.FindAsync(id, cancellation);

        public Task<VoteId> NextAsync(CancellationToken cancellation) => inner.NextAsync(cancellation);

        public Task<IReadOnlyList<BoxedBallot>> OpenBoxAsync(VoteId id, CancellationToken cancellation) => inner.OpenBoxAsync(id, cancellation);

        public Task CommitAsync(IReadOnlyList<VoteChange> changes, CancellationToken cancellation) => inner.CommitAsync(changes, cancellation);

        public Task ForgetOrderAsync(CancellationToken cancellation)
        {
            if (_started)
            {
                throw new IOException("killed");
            }

            _started = true;
            return Task.CompletedTask;
        }
    }
}
