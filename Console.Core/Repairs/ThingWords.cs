using System.Buffers;

namespace CommunityConsole.Core.Repairs;

/// <summary>Words that mean one thing, from <c>thing-words.csv</c>: a report with a word no training text holds is still understood by its neighbours in the list.</summary>
internal static class ThingWords
{
    private static readonly SearchValues<string>[] Cues =
        [.. CsvRows.Read(RepairFiles.Read("thing-words.csv")).Skip(1).Select(row =>
            SearchValues.Create(row.Cells[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparison.Ordinal))];

    /// <summary>The numbers of the lists of which the plain text holds a word.</summary>
    public static IEnumerable<int> In(string plain)
    {
        for (var cue = 0; cue < Cues.Length; cue++)
        {
            if (plain.AsSpan().ContainsAny(Cues[cue]))
            {
                yield return cue;
            }
        }
    }
}
