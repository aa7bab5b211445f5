using System.Globalization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>What is counted.</summary>
public enum Measure
{
    /// <summary>人数: each voter is one (an owner of three flats is one).</summary>
    Heads,

    /// <summary>专有部分面积, in 0.01 m².</summary>
    Area,
}

/// <summary>What a threshold of agreement is a part of.</summary>
public enum AgreeOf
{
    /// <summary>Those who took part; abstaining is taking part.</summary>
    TakingPart,

    /// <summary>The whole roll.</summary>
    Roll,
}

/// <summary>A part that must be reached: "two thirds" or "more than half". Integers only.</summary>
/// <param name="Numerator">From 0.</param>
/// <param name="Denominator">From 1, not below the numerator.</param>
/// <param name="MoreThan">Exactly the part is not enough.</param>
public readonly record struct Threshold(int Numerator, int Denominator, bool MoreThan)
{
    /// <summary>Whether <paramref name="part"/> of <paramref name="whole"/> reaches it. Nothing of nothing reaches nothing.</summary>
    public bool IsReached(long part, long whole)
    {
        if (whole <= 0)
        {
            return false;
        }

        var (have, wanted) = ((Int128)part * Denominator, (Int128)whole * Numerator);
        return MoreThan ? have > wanted : have >= wanted;
    }

    /// <summary>The smallest part of <paramref name="whole"/> that reaches it.</summary>
    public long Least(long whole)
    {
        var wanted = (Int128)whole * Numerator;
        return (long)(MoreThan ? wanted / Denominator + 1 : (wanted + Denominator - 1) / Denominator);
    }

    /// <summary><c>2/3</c> for "at least two thirds", <c>&gt;1/2</c> for "more than half".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(MoreThan ? ">" : "")}{Numerator}/{Denominator}");

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Threshold Parse(string text)
    {
        var parts = text.TrimStart('>').Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
            && denominator > 0 && numerator <= denominator
                ? new Threshold(numerator, denominator, text.StartsWith('>'))
                : throw new FormatException($"\"{text}\" is no threshold: write 2/3 for at least two thirds, >1/2 for more than half.");
    }
}

/// <summary>What one measure asks for.</summary>
/// <param name="Measure">What is counted.</param>
/// <param name="TakePart">The part of the roll that must take part.</param>
/// <param name="Agree">The part that must agree.</param>
/// <param name="AgreeOf">Of whom.</param>
public sealed record MeasureRule(Measure Measure, Threshold TakePart, Threshold Agree, AgreeOf AgreeOf);

/// <summary>By which rules a body decides 表决规则: data with a source and a date, written whole into the definition of each vote.</summary>
/// <param name="Id"><c>[a-z-]{1,32}</c>.</param>
/// <param name="Name">As the chair chooses it.</param>
/// <param name="Source">The law and article, or the community's own rule.</param>
/// <param name="AsOf">The day of the text the figures are taken from.</param>
/// <param name="Measures">All must be kept.</param>
/// <param name="Modes">In which ways it may be held; never <see cref="VoteMode.Secret"/> where area is counted, since an area is a name.</param>
/// <param name="NoticeDays">Full days between publication and opening.</param>
/// <param name="MostProxies">For how many others one person may vote.</param>
/// <param name="MostExtension">How much longer the chair may keep a vote open, all extensions together.</param>
/// <param name="MayCloseEarly">Whether the chair may close before the time is over though somebody on the roll has not voted: in a hall, where all are asked.</param>
public sealed record RuleProfile(
    string Id, Sentence Name, Sentence Source, DateOnly AsOf, IReadOnlyList<MeasureRule> Measures, IReadOnlyList<VoteMode> Modes, int NoticeDays, int MostProxies, TimeSpan MostExtension,
    bool MayCloseEarly)
{
    private const int TopicNotice = 7;

    /// <summary>The rules for a topic's motion: seven full days of notice where the profile asks less. They stand so in the definition, which proves the notice.</summary>
    public RuleProfile OfTopic() => NoticeDays < TopicNotice ? this with { NoticeDays = TopicNotice } : this;
}
