using System.Globalization;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Endpoints.Votes;

/// <summary>A vote as screens outside the console get it, by HTTP and by <c>/hubs/votes</c>: never more than its mode shows.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Seq">Rises with every change.</param>
/// <param name="State"><c>prepared|open|closed|announced|cancelled</c>.</param>
/// <param name="Mode"><c>named|namedTurnout|secret</c>.</param>
/// <param name="Question">What is asked.</param>
/// <param name="OpensAt">ISO 8601 with the estate's offset.</param>
/// <param name="ClosesAt">As above, extensions counted.</param>
/// <param name="Cast">Who took part; of an open secret vote in steps.</param>
/// <param name="Roll">Who could.</param>
/// <param name="Turnout">Whether enough take part, by measure.</param>
/// <param name="Options">What can be chosen, with its sums where the mode shows them by now.</param>
/// <param name="Agreement">Whether enough agree, where it is shown.</param>
/// <param name="Carried">The code of what is carried, once it is closed.</param>
/// <param name="Checkpoint">The newest signed state of the log.</param>
internal sealed record TallyLine(
    int Id, long Seq, string State, string Mode, string Question, string OpensAt, string ClosesAt, SumLine Cast, SumLine Roll,
    IReadOnlyList<CheckLine> Turnout, IReadOnlyList<OptionLine> Options, IReadOnlyList<CheckLine>? Agreement, string? Carried, CheckpointLine? Checkpoint)
{
    /// <summary>The line of a vote as it stands.</summary>
    public static TallyLine Of(VoteView vote, EstateCalendar calendar) => new(
        vote.Id.Value,
        vote.Sequence,
        Camel(vote.State),
        Camel(vote.Definition.Mode),
        vote.Definition.Question,
        Text(vote.Definition.OpensAt, calendar),
        Text(vote.ClosesAt, calendar),
        SumLine.Of(vote.Cast),
        new SumLine(vote.Definition.RollSize, vote.Definition.Heads, vote.Definition.Area),
        [.. vote.Turnout.Select(CheckLine.Of)],
        [.. vote.Definition.Options.Select(option => new OptionLine(option.Code, option.Text, vote.Outcome is { } outcome ? SumLine.Of(outcome.Sums[option.Code]) : null))],
        vote.Outcome is { } found ? [.. found.Agreement.Select(CheckLine.Of)] : null,
        vote.ClosedAt is null ? null : vote.Outcome?.Carried,
        vote.Checkpoint is { } kept ? CheckpointLine.Of(kept) : null);

    private static string Camel<T>(T value)
        where T : struct, Enum => value.ToString() is var text ? char.ToLowerInvariant(text[0]) + text[1..] : "";

    private static string Text(DateTimeOffset instant, EstateCalendar calendar) => calendar.Local(instant).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary>Ballots, and the heads and 0.01 m² behind them.</summary>
internal sealed record SumLine(int Ballots, long Heads, long Area)
{
    public static SumLine Of(VoteSum sum) => new(sum.Ballots, sum.Heads, sum.Area);
}

/// <summary>A threshold and what there is: <c>part</c> of <c>whole</c>, <c>least</c> the smallest part that is enough.</summary>
internal sealed record CheckLine(string Measure, string Threshold, long Part, long Whole, long Least, bool Reached)
{
    public static CheckLine Of(ThresholdCheck check) => new(check.Measure == Core.Council.Measure.Area ? "area" : "heads", check.Threshold.ToString(), check.Part, check.Whole, check.Least, check.IsReached);
}

/// <summary>Something that can be chosen; no sums while the mode hides them.</summary>
internal sealed record OptionLine(string Code, string Text, SumLine? Sum);

/// <summary>A signed state of the log: bytes in base64.</summary>
internal sealed record CheckpointLine(long Size, string Root, DateTimeOffset At, string Signature)
{
    public static CheckpointLine Of(VoteCheckpoint kept) => new(kept.Size, Convert.ToBase64String(kept.Root), kept.At, Convert.ToBase64String(kept.Signature));
}
