using System.Globalization;
using System.Text.RegularExpressions;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>The figures of a vote as people read them: every number says what it counts.</summary>
internal static partial class VoteFigures
{
    /// <summary>"62 人", "1,240.5 m²".</summary>
    public static string Amount(Measure measure, long value, IStringLocalizer<VotesText> text) =>
        measure == Measure.Area ? text["AmountArea", (value / 100m).ToString("#,0.##", CultureInfo.InvariantCulture)] : text[value == 1 ? "AmountHead" : "AmountHeads", value];

    /// <summary>How many took part; of an open secret vote, at least how many.</summary>
    public static string TookPart(VoteView vote, IStringLocalizer<VotesText> text) => vote.Definition.Mode == VoteMode.Secret && vote.ClosedAt is null
        ? text["AtLeastSoMany", Amount(Measure.Heads, vote.Cast.Heads, text)]
        : Amount(Measure.Heads, vote.Cast.Heads, text);

    /// <summary>"超过 1/2", "至少 2/3".</summary>
    public static string Of(Threshold threshold, IStringLocalizer<VotesText> text) =>
        text[threshold.MoreThan ? "MoreThan" : "AtLeast", $"{threshold.Numerator}/{threshold.Denominator}"];

    /// <summary>"人数：需要超过 1/2（51 人），现有 62 人，共 100 人".</summary>
    public static string Of(ThresholdCheck check, IStringLocalizer<VotesText> text) => text[
        "Check", text["Measure" + check.Measure], Of(check.Threshold, text), Amount(check.Measure, check.Least, text), Amount(check.Measure, check.Part, text), Amount(check.Measure, check.Whole, text)];

    /// <summary>Whole per cent, rounded down: what is not reached never reads as if it were.</summary>
    public static int Percent(long part, long whole) => whole <= 0 ? 0 : (int)((Int128)part * 100 / whole);

    /// <summary>For the drawing, two decimals.</summary>
    public static string Share(long part, long whole) => (whole <= 0 ? 0 : Math.Min(1m, (decimal)part / whole) * 100).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A receipt's code in groups, as one reads it aloud.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(letters => new string(letters)));

    /// <summary>The first 16 hexadecimal digits of a checkpoint's root: enough to compare by eye.</summary>
    public static string ShortRoot(VoteCheckpoint checkpoint) => string.Join(' ', Convert.ToHexStringLower(checkpoint.Root)[..16].Chunk(4).Select(digits => new string(digits)));

    /// <summary>A checkpoint in one line of plain text: what a scrutineer's phone photographs and keeps. The verifier reads its end: size and root.</summary>
    public static string Line(VoteCheckpoint checkpoint) => string.Create(
        CultureInfo.InvariantCulture,
        $"community-vote {checkpoint.Vote} at {checkpoint.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} signature {Convert.ToBase64String(checkpoint.Signature)} size {checkpoint.Size} root {Convert.ToHexStringLower(checkpoint.Root)}");

    /// <summary>What <see cref="Line"/> ends with, as somebody pasted it, and its vote where the beginning is there too; null as long as it is not whole.</summary>
    public static (VoteId? Vote, long Size, byte[] Root)? ReadLine(string typed) =>
        KeptLine().Match(typed) is { Success: true } found && long.TryParse(found.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? (int.TryParse(found.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var vote) ? new VoteId(vote) : null, size, Convert.FromHexString(found.Groups[3].Value))
            : null;

    /// <summary>"25 小时 3 分".</summary>
    public static string Span(TimeSpan span, IStringLocalizer<VotesText> text) => span < TimeSpan.FromHours(1)
        ? text["SpanMinutes", (int)span.TotalMinutes]
        : text["SpanHours", (int)span.TotalHours, span.Minutes];

    /// <summary>A minute of the estate's day.</summary>
    public static string Minute(DateTimeOffset instant, EstateCalendar calendar) => calendar.Local(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The seconds too, where the order of things matters.</summary>
    public static string Second(DateTimeOffset instant, EstateCalendar calendar) => calendar.Local(instant).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>An option as it reads on this screen: the three of a motion in the screen's language, a choice as the chair wrote it.</summary>
    public static string Of(VoteOption option, IStringLocalizer<VotesText> text) => VoteOption.OfMotion.Contains(option) ? text["Option_" + option.Code] : option.Text;

    /// <summary>What was decided, in words; empty before the close.</summary>
    public static string Decision(VoteView vote, IStringLocalizer<VotesText> text)
    {
        if (vote.ClosedAt is null || vote.Outcome is not { } outcome)
        {
            return "";
        }

        return outcome.Carried == VoteOption.For ? text["CarriedMotion"]
            : outcome.Carried is { } chosen ? text["CarriedChoice", Of(vote.Definition.Options.First(option => option.Code == chosen), text)]
            : !outcome.HasQuorum ? text["LostQuorum"]
            : outcome.Leading is null ? text["LostNoLead"]
            : text["LostAgreement"];
    }

    [GeneratedRegex(@"(?:^|(?:\bcommunity-vote\s+(\d{1,9})\b(?:(?!community-vote).)*)?\bsize\s+)(\d{1,18})\s+(?:root\s+)?([0-9a-fA-F]{64})\s*$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex KeptLine();
}
