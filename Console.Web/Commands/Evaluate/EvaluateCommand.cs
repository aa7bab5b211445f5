using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Commands.Replay;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>
/// <c>evaluate FILE... [--cuts N] [--seed S] [--plot FILE.svg]</c>: recorded homes through the watch and through fixed rules, with lives
/// that stop at random instants; false alerts and delays as tables.
/// </summary>
/// <remarks>A file whose name ends in <c>labels.csv</c> adds what is known to have happened; the others are recordings.</remarks>
internal static class EvaluateCommand
{
    private const int Unusable = 2;

    /// <summary>Runs the command on the console.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        return await RunAsync(args, output, Console.Error, CancellationToken.None);
    }

    /// <summary>Runs the command; 0, or 2 when a file cannot be read or an argument is wrong.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (Arguments.Read(args) is not { } arguments)
        {
            await errors.WriteLineAsync("usage: evaluate FILE.csv[.gz]... [--cuts N] [--seed S] [--plot FILE.svg]");
            return Unusable;
        }

        try
        {
            var (options, calendar) = Recording.Settings();
            var homes = Read(arguments.Files, calendar, errors);
            if (homes.Count == 0)
            {
                await errors.WriteLineAsync($"evaluate: no home has more than {RecordedHome.BurnIn.TotalDays:0} days and {RecordedHome.Longest.TotalHours:0} hours of readings");
                return Unusable;
            }

            var evaluation = new Evaluation(homes, options, calendar, arguments, cancellation);
            var lines = evaluation.Run(errors);
            await output.WriteLineAsync(Report.Text(homes, lines, arguments));
            await output.WriteLineAsync(Report.Text(evaluation.Absences));
            await output.WriteLineAsync(Report.Text(evaluation.DrySpells));
            var routine = new RoutineTrial(options, calendar);
            homes.ForEach(home => routine.Run(home, arguments.Seed));
            await output.WriteLineAsync(Report.Text(routine));
            await output.WriteLineAsync(Report.Text(new EarlyTrial(homes, options, calendar, arguments.Seed)));
            if (arguments.Plot is { } plot)
            {
                await File.WriteAllTextAsync(plot, DelayPlot.Draw(lines), cancellation);
            }

            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or ValidationException or InvalidOperationException)
        {
            await errors.WriteLineAsync($"evaluate: {fault.Message}");
            return Unusable;
        }
    }

    private static List<RecordedHome> Read(IReadOnlyList<string> files, EstateCalendar calendar, TextWriter errors)
    {
        var readings = new List<Core.Metering.Reading>();
        var labels = new List<Label>();
        foreach (var file in files)
        {
            using var stream = Recording.Open(file);
            if (file.EndsWith("labels.csv", StringComparison.OrdinalIgnoreCase))
            {
                using var text = new StreamReader(stream);
                labels.AddRange(Label.Read(text, calendar));
                continue;
            }

            var reader = new ReplayReader(stream, calendar, errors);
            reader.ReadHeader();
            while (reader.TryRead(out var reading))
            {
                readings.Add(reading);
            }
        }

        return [.. readings.GroupBy(reading => reading.Device.Home)
            .OrderBy(home => home.Key.Home, StringComparer.Ordinal)
            .Select(home => new RecordedHome(home.Key, home, labels, calendar))
            .Where(home => home.Exposure > RecordedHome.Longest)];
    }
}

/// <summary>What <c>evaluate</c> was asked for.</summary>
/// <param name="Files">Recordings and labels.</param>
/// <param name="Cuts">Cut-offs a home.</param>
/// <param name="Seed">The same seed gives the same cut-offs.</param>
/// <param name="Plot">Where a picture goes; null for none.</param>
internal sealed record Arguments(IReadOnlyList<string> Files, int Cuts, int Seed, string? Plot)
{
    /// <summary>Reads the command line; null when it is not one.</summary>
    public static Arguments? Read(string[] args)
    {
        var (files, cuts, seed, plot) = (new List<string>(), 300, 1, (string?)null);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--cuts" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out cuts) && cuts > 0:
                case "--seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seed):
                    i++;
                    break;
                case "--plot" when value.Length > 0:
                    plot = args[++i];
                    break;
                case [not '-', ..]:
                    files.Add(args[i]);
                    break;
                default:
                    return null;
            }
        }

        return files.Count == 0 ? null : new Arguments(files, cuts, seed, plot);
    }
}
