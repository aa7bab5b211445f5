using System.Globalization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>Something known to have happened in a home.</summary>
internal sealed record Label(string Home, Interval Time, string Name)
{
    /// <summary>First line of a file of labels; times without an offset are the estate's.</summary>
    public const string Header = "home,start,end,label";

    /// <summary>Reads a file of labels.</summary>
    /// <exception cref="InvalidDataException">A line that is no label, with its number.</exception>
    public static List<Label> Read(TextReader file, EstateCalendar calendar)
    {
        file.ReadLine();
        var labels = new List<Label>();
        for (var number = 2; file.ReadLine() is { } line; number++)
        {
            if (line.Split(',') is not [var home, var start, var end, var name] || !TryTime(start, out var from) || !TryTime(end, out var to))
            {
                throw new InvalidDataException($"line {number} of the labels is not '{Header}'");
            }

            labels.Add(new Label(home, new Interval(calendar.Instant(from), calendar.Instant(to)), name.Trim()));
        }

        return labels;
    }

    private static bool TryTime(string text, out DateTime local) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);
}
