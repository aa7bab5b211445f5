using System.Text;

namespace CommunityConsole.Core.Kernel;

/// <summary>Reads comma-separated rows with the number of the line each begins on; cells in double quotes may hold commas and line ends (RFC 4180).</summary>
internal static class CsvRows
{
    /// <summary>The rows that hold anything; a line that begins with # is a comment.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, begun, quoted, blank) = (1, 1, false, true);   // blank: nothing but spaces in the cell so far
        for (var i = 0; i <= text.Length; i++)
        {
            var next = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (next != '"')
                {
                    cell.Append(next);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (next == '"' && blank)
            {
                cell.Clear();
                (quoted, blank) = (true, false);
            }
            else if (next is ',' or '\n')
            {
                cells.Add(cell.ToString().Trim().TrimStart('\uFEFF'));
                cell.Clear();
                blank = true;
            }
            else
            {
                cell.Append(next);
                blank &= char.IsWhiteSpace(next);
            }

            if (next == '\n')
            {
                line++;
            }

            if (next == '\n' && (!quoted || i == text.Length))
            {
                if (cells.Any(found => found.Length > 0) && !cells[0].StartsWith('#'))
                {
                    yield return (begun, cells.ToArray());
                }

                cells.Clear();
                begun = line;
            }
        }
    }
}
