using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>A definition as canonical bytes, every field of it.</summary>
internal static class DefinitionBytes
{
    private const string Day = "yyyy-MM-dd";

    // What a number of JSON can say exactly.
    private const long MostSum = (1L << 53) - 1;

    public static void Write(CanonicalBytes bytes, VoteDefinition definition)
    {
        bytes.Add(definition.Id.Value).Add(definition.Community).Add(definition.Topic).Add(definition.Question);
        bytes.Add(definition.Options.Count);
        foreach (var option in definition.Options)
        {
            bytes.Add(option.Code).Add(option.Text);
        }

        bytes.Add(VoteWords.Of(definition.Mode));
        Write(bytes, definition.Profile);
        bytes.Add(definition.MayChange ? 1 : 0).Add(definition.OpensAt).Add(definition.ClosesAt).Add(definition.Chair.Value);
        bytes.Add(definition.Scrutineers.Count);
        foreach (var scrutineer in definition.Scrutineers)
        {
            bytes.Add(scrutineer.Value);
        }

        bytes.Add(definition.RollRoot).Add(definition.RollSize).Add(definition.Heads).Add(definition.Area).Add(definition.PublicKey);
    }

    public static VoteDefinition Read(ref CanonicalReader reader) => new()
    {
        Id = new VoteId(reader.Count("vote")),
        Community = reader.Text("community"),
        Topic = reader.Count("topic"),
        Question = reader.Text("question"),
        Options = Options(ref reader),
        Mode = VoteWords.Mode(reader.Text("mode")),
        Profile = Profile(ref reader),
        MayChange = reader.Number("may change", 0, 1) == 1,
        OpensAt = reader.Instant("opens at"),
        ClosesAt = reader.Instant("closes at"),
        Chair = new StaffId(reader.Text("chair")),
        Scrutineers = Scrutineers(ref reader),
        RollRoot = reader.Bytes("roll root", 32).ToArray(),
        RollSize = reader.Count("roll size"),
        Heads = reader.Number("heads", 0, MostSum),
        Area = reader.Number("area", 0, MostSum),
        PublicKey = reader.Bytes("public key").ToArray(),
    };

    private static void Write(CanonicalBytes bytes, RuleProfile profile)
    {
        bytes.Add(profile.Id).Add(profile.Name.Zh).Add(profile.Name.En).Add(profile.Source.Zh).Add(profile.Source.En)
            .Add(profile.AsOf.ToString(Day, CultureInfo.InvariantCulture)).Add(profile.Measures.Count);
        foreach (var rule in profile.Measures)
        {
            bytes.Add(VoteWords.Of(rule.Measure));
            Write(bytes, rule.TakePart);
            Write(bytes, rule.Agree);
            bytes.Add(VoteWords.Of(rule.AgreeOf));
        }

        bytes.Add(profile.Modes.Count);
        foreach (var mode in profile.Modes)
        {
            bytes.Add(VoteWords.Of(mode));
        }

        bytes.Add(profile.NoticeDays).Add(profile.MostProxies).Add(profile.MostExtension.Ticks).Add(profile.MayCloseEarly ? 1 : 0);
    }

    private static void Write(CanonicalBytes bytes, Threshold threshold) =>
        bytes.Add(threshold.Numerator).Add(threshold.Denominator).Add(threshold.MoreThan ? 1 : 0);

    // Lists are read in loops, field after field: a reader that lives on the stack cannot be handed to a query.
    private static List<VoteOption> Options(ref CanonicalReader reader)
    {
        var options = new List<VoteOption>();
        for (var left = reader.Count("number of options"); left > 0; left--)
        {
            options.Add(new VoteOption(reader.Text("option"), reader.Text("option text")));
        }

        return options;
    }

    private static List<StaffId> Scrutineers(ref CanonicalReader reader)
    {
        var scrutineers = new List<StaffId>();
        for (var left = reader.Count("number of scrutineers"); left > 0; left--)
        {
            scrutineers.Add(new StaffId(reader.Text("scrutineer")));
        }

        return scrutineers;
    }

    private static RuleProfile Profile(ref CanonicalReader reader) => new(
        reader.Text("profile"),
        new Sentence(reader.Text("profile name"), reader.Text("profile name")),
        new Sentence(reader.Text("profile source"), reader.Text("profile source")),
        Date(reader.Text("profile date")),
        Measures(ref reader),
        Modes(ref reader),
        reader.Count("notice days"),
        reader.Count("most proxies"),
        new TimeSpan(reader.Number("most extension", 0, long.MaxValue)),
        reader.Number("may close early", 0, 1) == 1);

    private static List<MeasureRule> Measures(ref CanonicalReader reader)
    {
        var rules = new List<MeasureRule>();
        for (var left = reader.Count("number of measures"); left > 0; left--)
        {
            rules.Add(new MeasureRule(
                VoteWords.Measure(reader.Text("measure")), Threshold(ref reader), Threshold(ref reader), VoteWords.AgreeOf(reader.Text("agreement of"))));
        }

        return rules;
    }

    private static List<VoteMode> Modes(ref CanonicalReader reader)
    {
        var modes = new List<VoteMode>();
        for (var left = reader.Count("number of modes"); left > 0; left--)
        {
            modes.Add(VoteWords.Mode(reader.Text("mode")));
        }

        return modes;
    }

    private static Threshold Threshold(ref CanonicalReader reader)
    {
        var (numerator, denominator) = (reader.Count("numerator"), (int)reader.Number("denominator", 1, int.MaxValue));
        return numerator <= denominator
            ? new Threshold(numerator, denominator, reader.Number("more than", 0, 1) == 1)
            : throw new FormatException($"The threshold {numerator}/{denominator} is more than the whole.");
    }

    private static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"\"{text}\" is no date.");
}
