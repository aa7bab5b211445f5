using System.Diagnostics;
using System.Globalization;
using System.Text;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Commands.Replay;

/// <summary>
/// Start-up of a replay: a made-up recording goes the whole way first, so that the runtime has compiled that way well
/// before the first row of the file, and a short file is judged at the speed of a long one.
/// </summary>
/// <remarks>It has its own watches and leaves nothing behind. The runtime compiles a method well once it was called 30
/// times and nothing new was met for a tenth of a second: hence the passes.</remarks>
internal static class ReplayWarmUp
{
    private const int Passes = 6;
    private const int Days = 30;
    private static readonly string[] Homes = ["1", "2"];
    private static int _done;

    /// <summary>Runs it, once in the life of the program; returns the time it took.</summary>
    public static async Task<TimeSpan> RunAsync(WatchOptions options, EstateCalendar calendar, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _done, 1) == 1)
        {
            return TimeSpan.Zero;
        }

        var start = Stopwatch.GetTimestamp();
        var recording = Recording();
        for (var pass = 0; pass < Passes; pass++)
        {
            var reader = new ReplayReader(new MemoryStream(recording), calendar, TextWriter.Null);
            reader.ReadHeader();
            var run = new ReplayRun(options, calendar);
            await DecisionLines.WriteAsync(run.Decide(reader, cancellation), calendar, TextWriter.Null, cancellation);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Two homes by half-hours, with meters of every kind, a door, a lock, and silences long enough to be told.</summary>
    private static byte[] Recording()
    {
        var text = new StringBuilder(ReplayReader.Header).Append('\n');
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));
        for (var half = 0; half < Days * 48; half++)
        {
            var time = start.AddMinutes(30 * half);
            var awake = time.Hour is >= 7 and < 22 && half / 48 % 9 != 8;   // now and then a day without anybody
            foreach (var home in Homes)
            {
                var litres = awake ? 7 * (half % 5) : 0;
                Row(home, "water", home == "1" ? "use_l" : "total_l", home == "1" ? litres : (40 * half) + litres);
                Row(home, "power", "use_wh", awake ? 60 + (90 * (half % 3)) : 30);
                Row(home, "plug", "power_w", awake ? 900 * (half % 2) : 5);
                Row(home, "plug", "battery", 100 - (half % 100));
                Row(home, "door", "door", half % 2 == 0 ? "closed" : "open");
                Row(home, "lock", "lock", awake ? "unlocked:outside:finger" : "locked:inside");
            }

            void Row(string home, string device, string measure, object value) =>
                text.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-ddTHH:mm:sszzz},{home},{home}-{device},{measure},{value}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
