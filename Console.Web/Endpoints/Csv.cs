using System.Globalization;
using System.Text;

namespace CommunityConsole.Web.Endpoints;

/// <summary>Writes a list as CSV that spreadsheet programs open as it is meant.</summary>
internal static class Csv
{
    /// <summary>A download named <paramref name="name"/> with the header and one line per row.</summary>
    public static IResult File(string name, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        Line(text, header);
        foreach (var row in rows)
        {
            Line(text, row);
        }

        // The byte order mark makes spreadsheet programs read the Chinese as UTF-8.
        return Results.File(new UTF8Encoding(true).GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray(), "text/csv; charset=utf-8", name);
    }

    /// <summary>One field: quoted where needed, numbers and times in the form programs read.</summary>
    public static string Field(object? value)
    {
        var text = value switch
        {
            null => "",
            DateTimeOffset at => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            TimeSpan span => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

        // Topics and payloads come from outside: a leading = + - @ would be run as a formula by a spreadsheet.
        if (value is string && text.Length > 0 && text[0] is ('=' or '+' or '-' or '@' or '\t' or '\r'))
        {
            text = $"'{text}";
        }

        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static void Line(StringBuilder text, IEnumerable<object?> fields) => text.AppendJoin(',', fields.Select(Field)).Append("\r\n");
}
