using System.Globalization;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>
/// The disk fills up, or another program holds the database, under 1,000 messages a second: every device sees its
/// connection closed and no acknowledgement, and is served again without a restart. Real processes, real files.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output) : IDisposable
{
    private const int Devices = 10;
    private const int PerDevice = 100; // messages a second
    private const int Before = 500;

    private static readonly TimeSpan Closed = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Resumed = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("fault").FullName;
    private readonly PublishHistory _history = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task DiskFull_UnderLoad_ClosesConnectionsLosesNothingAcknowledgedAndResumesByItself()
    {
        // No file may grow: what lies beyond a page of any file cannot be written, the write-ahead log above all.
        await RunAsync(server => server.LimitFilesAsync(4_096), server => server.LimitFilesAsync(null));
    }

    [Fact]
    public async Task DatabaseLocked_UnderLoad_ClosesConnectionsLosesNothingAcknowledgedAndResumesByItself()
    {
        using var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "readings.db"), Pooling = false }.ToString());

        await RunAsync(
            _ =>
            {
                other.Open();
                Run("BEGIN IMMEDIATE");
                return Task.CompletedTask;
            },
            _ =>
            {
                Run("ROLLBACK");
                other.Close();
                return Task.CompletedTask;
            });

        void Run(string sql)
        {
            using var command = other.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private async Task RunAsync(Func<ServerProcess, Task> fault, Func<ServerProcess, Task> repair)
    {
        var devices = Enumerable.Range(0, Devices).Select(i => new ResendingDevice($"d{i}", _history, PerDevice)).ToList();
        using (var server = await ServerProcess.StartAsync(_folder, ("Data__BusyTimeout", "00:00:00.1"), ("Intake__RetryPause", "00:00:00.05")))
        {
            var load = devices.Select(d => d.SendAsync(server.Port, () => { })).ToList();
            await Eventually.HoldsAsync(() => _history.Acknowledged >= Before, $"{Before} acknowledgements");

            await fault(server);
            await Task.WhenAll(load).WaitAsync(Closed);   // each ends when its connection was closed
            var held = _history.Invoked - _history.Acknowledged;
            Assert.True(held > 0, "nothing was sent during the fault");

            await repair(server);
            var repaired = TimeProvider.System.GetTimestamp();
            await Task.WhenAll(devices.Select(d => d.FinishAsync(server.Port))).WaitAsync(Resumed);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{held} without an answer during the fault; all acknowledged {TimeProvider.System.GetElapsedTime(repaired).TotalSeconds:0.0} s after it"));
            Assert.Equal(_history.Invoked, _history.Acknowledged);
            await server.KillAsync();
        }

        await StoredHistory.CheckAsync(_history, _folder, output);
    }
}
