using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Storage.Metering;
using Xunit.Abstractions;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>Compares the history of every message with readings.db, once no process has it open any more.</summary>
internal static class StoredHistory
{
    internal static async Task CheckAsync(PublishHistory history, string folder, ITestOutputHelper output)
    {
        using var database = new ReadingsDatabase(Path.Combine(folder, "readings.db"));
        var stored = new List<(string, long)>();
        await foreach (var (_, reading) in new SqliteReadingStore(database).ReadAfterAsync(0, CancellationToken.None))
        {
            Assert.Equal((Measure.UseLitres, 1L), (reading.Measure, reading.Value));
            stored.Add((reading.Device.Name, reading.Sequence!.Value));
        }

        var integrity = await database.WriteAsync(
            connection =>
            {
                using var check = new PreparedCommand(connection, "PRAGMA integrity_check", 0);
                return (string)check.Ask()!;
            },
            CancellationToken.None);
        var (missing, twice, unexpected) = history.Check(stored);
        output.WriteLine($"sent {history.Invoked}, acknowledged {history.Acknowledged}, stored {stored.Count}; missing {missing}, twice {twice}, unexpected {unexpected}; integrity {integrity}");
        Assert.Equal((0, 0, 0, "ok"), (missing, twice, unexpected, integrity));
    }
}
