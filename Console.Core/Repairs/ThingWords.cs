using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>Words that mean one thing, from <c>thing-words.csv</c>: a report with a word no training text holds is still understood by its neighbours in the list.</summary>
internal static class ThingWords
{
    // By their first character: a text is walked once, whatever the number of words.
    private static readonly Dictionary<char, (string Word, int Cue)[]> Words =
        CsvRows.Read(RepairFiles.Read("thing-words.csv")).Skip(1)
            .SelectMany((row, cue) => row.Cells[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (Word: SoundAlikes.Of(word), Cue: cue)))
            .GroupBy(word => word.Word[0])
            .ToDictionary(words => words.Key, words => words.ToArray());

    /// <summary>Tells the number of each list of which the plain text holds a word.</summary>
    public static void Find(string plain, Action<int> tell)
    {
        var sound = SoundAlikes.Of(plain);
        for (var i = 0; i < sound.Length; i++)
        {
            if (!Words.TryGetValue(sound[i], out var beginning))
            {
                continue;
            }

            foreach (var (word, cue) in beginning)
            {
                if (sound.AsSpan(i).StartsWith(word, StringComparison.Ordinal))
                {
                    tell(cue);
                }
            }
        }
    }
}
