using System.Globalization;
using Xunit.Abstractions;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>
/// kill -9 at random points under 1,000 messages a second: nothing acknowledged is missing, nothing is counted twice.
/// Two kills here; the full form: <c>CONSOLE_KILLS=20 dotnet test tests/Console.Web.Tests --filter KillTests --logger "console;verbosity=detailed"</c>
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Devices = 10;
    private const int PerDevice = 100; // messages a second

    private readonly string _folder = Directory.CreateTempSubdirectory("kill").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_UnderLoad_LosesNothingAcknowledgedAndCountsNothingTwice()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("CONSOLE_KILLS") ?? "2", CultureInfo.InvariantCulture);
        var history = new PublishHistory();
        var devices = Enumerable.Range(0, Devices).Select(i => new ResendingDevice($"d{i}", history, PerDevice)).ToList();
        var seed = Environment.TickCount;
        var dice = new Random(seed);
        output.WriteLine($"seed {seed}");
        var (up, offered, acknowledged) = (0.0, 0, 0); // from each start's first connection to its kill

        for (var kill = 1; kill <= kills; kill++)
        {
            using var server = await ServerProcess.StartAsync(_folder);
            var (sent, answered) = (history.Invoked, history.Acknowledged);
            var enough = dice.Next(200, 5000);
            var first = 0L;
            var load = devices.Select(d => d.SendAsync(server.Port, () => Interlocked.CompareExchange(ref first, TimeProvider.System.GetTimestamp(), 0))).ToList();
            await Eventually.HoldsAsync(() => history.Acknowledged - answered >= enough, $"{enough} acknowledgements");
            var seconds = TimeProvider.System.GetElapsedTime(first).TotalSeconds;
            (sent, answered) = (history.Invoked - sent, history.Acknowledged - answered);
            await server.KillAsync();
            await Task.WhenAll(load);
            up += seconds;
            offered += sent;
            acknowledged += answered;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"kill {kill}: after {seconds:0.0} s under load, offered {sent} ({sent / seconds:0}/s), acknowledged {answered} ({answered / seconds:0}/s)"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"under load {up:0.0} s in all, offered {offered / up:0}/s, acknowledged {acknowledged / up:0}/s"));
        using (var last = await ServerProcess.StartAsync(_folder))
        {
            await Task.WhenAll(devices.Select(d => d.FinishAsync(last.Port)));
            await last.KillAsync();
        }

        Assert.Equal(history.Invoked, history.Acknowledged); // at the end every message had its answer
        await StoredHistory.CheckAsync(history, _folder, output);
    }
}
