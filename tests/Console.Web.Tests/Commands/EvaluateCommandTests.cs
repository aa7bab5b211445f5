using System.Globalization;
using CommunityConsole.Web.Commands.Evaluate;

namespace CommunityConsole.Web.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("evaluate").FullName;
    private readonly StringWriter _errors = new();

    private static string RealHomes => Path.Combine(AppContext.BaseDirectory, "Commands", "Recordings", "one_person_water.csv.gz");

    [Fact]
    public async Task Evaluate_RealHomes_WatchIsFarQuieterThanTheRuleInUseAndMissesNobody()
    {
        var (code, output) = await RunAsync(RealHomes, "--cuts", "72");

        Assert.Equal(0, code);
        var watch = Row(output, "watch, Urgent");
        var inUse = Row(output, "< 10 l in 12 h (the rule in use)");
        Assert.True(watch.FalseAlerts <= 1 && watch.FalseAlerts < inUse.FalseAlerts / 10, output);
        Assert.True(watch.Median <= 13 && watch.Ninety <= 19, output);
        Assert.StartsWith("0 of ", watch.Missed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_Twice_GivesTheSameTablesAndPicture()
    {
        var picture = Path.Combine(_folder, "delays.svg");

        var first = await RunAsync(RealHomes, "--cuts", "12", "--seed", "7", "--plot", picture);
        var drawn = await File.ReadAllTextAsync(picture);
        var second = await RunAsync(RealHomes, "--cuts", "12", "--seed", "7", "--plot", picture);

        Assert.Equal(first, second);
        Assert.Equal(drawn, await File.ReadAllTextAsync(picture));
        Assert.Contains("</svg>", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_LabelledTrip_CountsNoFalseAlertThere()
    {
        // A day is too short to be seen as an absence without a label.
        var recording = Life(away: day => day is 60);
        var labels = Write("labels.csv", ["home,start,end,label", "h1,2026-04-29T22:00,2026-05-01T09:00,away"]);

        var without = await RunAsync(recording, "--cuts", "24");
        var with = await RunAsync(recording, labels, "--cuts", "24");

        Assert.Equal("0", Row(without.Output, "watch, Urgent").OnTrips);
        Assert.True(Row(without.Output, "watch, Urgent").FalseAlerts > 0, without.Output);
        Assert.Equal("1", Row(with.Output, "watch, Urgent").OnTrips);
        Assert.Equal(0, Row(with.Output, "watch, Urgent").FalseAlerts);
    }

    [Fact]
    public async Task Evaluate_TripsThroughTheDoor_AreSparedAndNobodyAtHomeWaitsLonger()
    {
        var recording = Life(away: day => day is >= 55 and < 58 or >= 70 and < 73, door: true);
        var labels = Write("labels.csv", ["home,start,end,label", "h1,2026-04-24T23:00,2026-04-28T06:30,away", "h1,2026-05-09T23:00,2026-05-13T06:30,away"]);

        var (_, output) = await RunAsync(recording, labels, "--cuts", "48");

        var calling = Cells(output, "Attention and up");
        Assert.Equal(["0", "2", "100 %"], calling[2..5]);
        var delays = calling[5].Split(" / ");
        Assert.True(Number(delays[0]) <= Number(delays[1]), output);
        Assert.Contains(" / 0 of ", calling[9], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_AbsencesSeenInTheWaterAlone_AreNotSparedButADoorWouldHave()
    {
        var (_, output) = await RunAsync(Life(away: day => day is >= 55 and < 58), "--cuts", "24");

        var calling = Cells(output, "Attention and up");
        Assert.Equal(["1", "1", "0 %"], calling[2..5]);
        Assert.Contains("Attention and up 0 instead of 1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_DaysInBed_AreAllTold()
    {
        var (_, output) = await RunAsync(Life(away: _ => false, bed: day => day is 52 or 64, door: true), "--cuts", "48");

        foreach (var what in new[] { "less than 10 l, in the recordings as they are", "everything stops, at the cut-offs" })
        {
            var cells = Cells(output, what);
            Assert.True(Number(cells[2]) >= 2, output);
            Assert.Equal($"{cells[2]} (100 %)", cells[3]);
        }

        var stopped = Cells(output, "everything stops, at the cut-offs");
        Assert.Equal(stopped[2], stopped[4]);
    }

    [Fact]
    public async Task Evaluate_RealHomes_EachTwelveDryHoursOfSomebodySaidToBeAtHomeAreTold()
    {
        var (_, output) = await RunAsync(RealHomes, "--cuts", "12");

        var cells = Cells(output, "less than 10 l, in the recordings as they are");
        Assert.True(Number(cells[2]) > 100, output);
        Assert.Equal($"{cells[2]} (100 %)", cells[3]);
    }

    [Fact]
    public async Task Evaluate_RegistersInsteadOfUse_GivesTheSameTables()
    {
        var use = Life(away: day => day == 60);
        var total = 1000L;
        var registers = File.ReadLines(use).Skip(1).Select(line => line.Split(','))
            .Select(cells => string.Join(',', [.. cells[..3], "total_l", (total += long.Parse(cells[4], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)]));
        var first = "2026-02-28T23:00:00,h1,tap,total_l,1000";    // a register needs a reading to start from, a use a row
        var totals = Write("totals.csv", registers.Prepend(first).Prepend("time,home,device,measure,value"));

        Assert.Equal((await RunAsync(use, "--cuts", "24")).Output, (await RunAsync(totals, "--cuts", "24")).Output);
    }

    [Theory]
    [InlineData]
    [InlineData("--cuts", "none", "file.csv")]
    [InlineData("file.csv", "--unknown")]
    public async Task Evaluate_WrongArguments_SaysHow(params string[] args)
    {
        var (code, _) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.Contains("usage: evaluate", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_TooShort_SaysWhatItNeeds()
    {
        var recording = Write("short.csv", ["time,home,device,measure,value", "2026-03-01T08:00:00,h1,tap,use_l,3"]);

        var (code, _) = await RunAsync(recording);

        Assert.Equal(2, code);
        Assert.Contains("42 days and 96 hours", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_WrongLabels_NamesTheLine()
    {
        var labels = Write("labels.csv", ["home,start,end,label", "h1,2026-05-01,yesterday,away"]);

        var (code, _) = await RunAsync(RealHomes, labels);

        Assert.Equal(2, code);
        Assert.Contains("line 2 of the labels", _errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        return (await EvaluateCommand.RunAsync(args, output, _errors, CancellationToken.None), output.ToString());
    }

    /// <summary>Ninety days of somebody who uses water each hour from 7 to 22, except when away or in bed; with a door, out each day from 16 to 17.</summary>
    private string Life(Func<int, bool> away, Func<int, bool>? bed = null, bool door = false)
    {
        var start = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var rows = Enumerable.Range(0, 90 * 24).Select(hour =>
        {
            var at = start.AddHours(hour);
            var litres = at.Hour is >= 7 and < 22 && !away(hour / 24) && bed?.Invoke(hour / 24) != true ? 6 + (hour % 5) : 0;
            return FormattableString.Invariant($"{at:s},h1,tap,use_l,{litres}");
        });
        var passes = Enumerable.Range(1, door ? 88 : 0).SelectMany(day => Passes(day).Select(pass =>
            FormattableString.Invariant($"{start.AddDays(day) + pass.Time:s},h1,contact,door,open:{pass.Side}")));
        return Write("life.csv", rows.Concat(passes).OrderBy(row => row, StringComparer.Ordinal).Prepend("time,home,device,measure,value"));

        // Home on the morning after a trip, out in the afternoon, off on the night before one.
        IEnumerable<(TimeSpan Time, string Side)> Passes(int day)
        {
            if (away(day - 1) && !away(day))
            {
                yield return (new TimeSpan(6, 30, 0), "outside");
            }

            if (!away(day) && bed?.Invoke(day) != true)
            {
                yield return (new TimeSpan(16, 5, 0), "inside");
                yield return (new TimeSpan(16, 45, 0), "outside");
            }

            if (!away(day) && away(day + 1))
            {
                yield return (new TimeSpan(23, 0, 0), "inside");
            }
        }
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private static (double FalseAlerts, double Median, double Ninety, string Missed, string OnTrips) Row(string output, string method)
    {
        var cells = Assert.Single(output.Split('\n'), line => line.StartsWith($"| {method} |", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);
        return (Number(cells[2]), Number(cells[4]), Number(cells[5]), cells[9], cells[12]);
    }

    private static string[] Cells(string output, string first) =>
        Assert.Single(output.Split('\n'), line => line.StartsWith($"| {first} |", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);

    private static double Number(string cell) => double.Parse(cell.Split(' ')[0], CultureInfo.InvariantCulture);
}
