using CommunityConsole.Core.Council;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Web.Commands;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.Council;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verify-command-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Verify_NamesTheFirstWrongRecord_AndAKeptHeadFindsATailCutOff()
    {
        Assert.Equal(CommandLine.Unusable, (await ProgramRun.OfAsync(_folder, "verify")).Code);   // nothing there yet
        Assert.Equal(0, (await ProgramRun.OfAsync(_folder, "device", "add", "meter", "--home", "9-901", "--kind", "water")).Code);
        using (var store = new SqliteVoteStore(Options.Create(new DataOptions { Directory = _folder })))
        {
            await using var room = await VoteRoom.StartAsync(store);
            await CastAsync(room, await room.OpenAsync(VoteRoom.Draft(5)));
            var closed = await room.OpenAsync(VoteRoom.Draft(5));
            await CastAsync(room, closed);
            Assert.True((await room.Desk.CloseAsync(closed, VoteRoom.Chair, default)).Succeeded);
        }

        var whole = await ProgramRun.OfAsync(_folder, "verify");
        Assert.Equal((0, 3), (whole.Code, whole.Said.Trim().Split('\n').Length));
        var kept = whole.Said.Split("--kept ")[1].Split('\n')[0].Trim();

        Change("votes.db", "UPDATE leaf SET content = (SELECT content FROM leaf WHERE vote = 2 AND number = 4) WHERE vote = 2 AND number = 3");
        Change("console.db", """DELETE FROM "Audit" WHERE "Number" = (SELECT max("Number") FROM "Audit")""");
        var changed = await ProgramRun.OfAsync(_folder, "verify", "--kept", kept);
        Assert.Equal(VerifyCommand.Wrong, changed.Code);
        Assert.Contains($"record {kept.Split(':')[0]} is wrong", changed.Said, StringComparison.Ordinal);
        Assert.Contains("vote 1: ", changed.Said, StringComparison.Ordinal);
        Assert.Contains("vote 2: Leaf 3:", changed.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("now")]
    [InlineData("--kept", "3")]
    [InlineData("--kept", "3:xyz")]
    public async Task Verify_AskedWhatItCannotDo_SaysHow(params string[] arguments) => Assert.Equal(CommandLine.Unusable, await VerifyCommand.RunAsync(arguments));

    private static async Task CastAsync(VoteRoom room, VoteId id)
    {
        for (var voter = 1; voter <= 4; voter++)
        {
            Assert.True((await room.CastAsync(id, voter)).Succeeded);
        }
    }

    private void Change(string file, string sql)
    {
        using var db = new SqliteConnection($"Data Source={Path.Combine(_folder, file)};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
