namespace CommunityConsole.Core.Council;

/// <summary>The words that stand for choices of ours in the bytes of a vote's log: they may never change.</summary>
internal static class VoteWords
{
    private static readonly Dictionary<VoteMode, string> Modes =
        new() { [VoteMode.Named] = "A", [VoteMode.NamedTurnout] = "B", [VoteMode.Secret] = "C" };

    private static readonly Dictionary<VoteChannel, string> Channels =
        new() { [VoteChannel.Phone] = "phone", [VoteChannel.Tablet] = "tablet", [VoteChannel.Paper] = "paper", [VoteChannel.Visit] = "visit" };

    private static readonly Dictionary<Measure, string> Measures =
        new() { [Council.Measure.Heads] = "heads", [Council.Measure.Area] = "area" };

    private static readonly Dictionary<AgreeOf, string> Wholes =
        new() { [Council.AgreeOf.TakingPart] = "taking-part", [Council.AgreeOf.Roll] = "roll" };

    public static string Of(VoteMode mode) => Modes[mode];

    public static string Of(VoteChannel channel) => Channels[channel];

    public static string Of(Measure measure) => Measures[measure];

    public static string Of(AgreeOf whole) => Wholes[whole];

    public static VoteMode Mode(string word) => Read(Modes, word, "mode");

    public static VoteChannel Channel(string word) => Read(Channels, word, "channel");

    public static Measure Measure(string word) => Read(Measures, word, "measure");

    public static AgreeOf AgreeOf(string word) => Read(Wholes, word, "agreement of");

    private static T Read<T>(Dictionary<T, string> words, string word, string field)
        where T : struct, Enum
    {
        foreach (var (value, written) in words)
        {
            if (written == word)
            {
                return value;
            }
        }

        throw new FormatException($"\"{word}\" is no {field}; it must be one of {string.Join(", ", words.Values)}.");
    }
}
