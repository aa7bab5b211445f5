using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>A vote as one file of JSON, <c>vote-12.json</c>: <c>docs/vote-format.md</c>.</summary>
public static class VoteExport
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
    private const string Day = "yyyy-MM-dd";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // The file is read by people too: Chinese as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,

        // What leaf 0 does not say may not be said beside it.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>What the file of a vote is called.</summary>
    public static string FileName(VoteId vote) => $"vote-{vote}.json";

    /// <summary>The file, UTF-8.</summary>
    public static byte[] Write(PublishedVote vote) => JsonSerializer.SerializeToUtf8Bytes(
        new FileText(
            VoteLeaf.Format,
            Of(vote.Definition),
            vote.Roll,
            vote.Leaves,
            [.. vote.Checkpoints.Select(each => new CheckpointText(each.Vote.Value, each.Size, Hex(each.Root), Of(each.At), each.Signature))],
            vote.Names?.Select(each => new NameText(each.Number, each.Name, each.Place, each.Account, each.Salt)).ToList()),
        Json);

    /// <summary>Reads a file; whether the vote is right, <see cref="VoteCheck"/> says.</summary>
    /// <exception cref="FormatException">It is no such file: says why.</exception>
    public static PublishedVote Read(ReadOnlySpan<byte> file)
    {
        try
        {
            var text = JsonSerializer.Deserialize<FileText>(file, Json) ?? throw new FormatException("The file is empty.");
            return text.Format == VoteLeaf.Format
                ? new PublishedVote(
                    Read(text.Definition),
                    Whole(text.Roll),
                    Whole(text.Leaves),
                    [.. Whole(text.Checkpoints).Select(each => new VoteCheckpoint(new VoteId(each.Vote), each.Size, Hex(each.Root), ReadInstant(each.At), each.Signature))],
                    text.Names is null ? null : [.. Whole(text.Names).Select(each => new RollName(each.Number, each.Name, each.Place, each.Account, each.Salt))])
                : throw new FormatException($"\"{text.Format}\" is another format than {VoteLeaf.Format}.");
        }
        catch (JsonException wrong)
        {
            throw new FormatException(wrong.Message, wrong);
        }
    }

    private static DefinitionText Of(VoteDefinition definition) => new(
        definition.Id.Value,
        definition.Community,
        definition.Topic,
        definition.Question,
        [.. definition.Options.Select(option => new OptionText(option.Code, option.Text))],
        VoteWords.Of(definition.Mode),
        Of(definition.Profile),
        definition.MayChange,
        Of(definition.OpensAt),
        Of(definition.ClosesAt),
        definition.Chair.Value,
        [.. definition.Scrutineers.Select(scrutineer => scrutineer.Value)],
        Hex(definition.RollRoot),
        definition.RollSize,
        definition.Heads,
        definition.Area,
        definition.PublicKey);

    private static ProfileText Of(RuleProfile profile) => new(
        profile.Id,
        new SentenceText(profile.Name.Zh, profile.Name.En),
        new SentenceText(profile.Source.Zh, profile.Source.En),
        profile.AsOf.ToString(Day, CultureInfo.InvariantCulture),
        [.. profile.Measures.Select(rule => new MeasureText(VoteWords.Of(rule.Measure), rule.TakePart.ToString(), rule.Agree.ToString(), VoteWords.Of(rule.AgreeOf)))],
        [.. profile.Modes.Select(VoteWords.Of)],
        profile.NoticeDays,
        profile.MostProxies,
        profile.MostExtension.ToString("c", CultureInfo.InvariantCulture),
        profile.MayCloseEarly);

    private static VoteDefinition Read(DefinitionText text) => new()
    {
        Id = new VoteId(text.Id),
        Community = text.Community,
        Topic = text.Topic,
        Question = text.Question,
        Options = [.. Whole(text.Options).Select(option => new VoteOption(option.Code, option.Text))],
        Mode = VoteWords.Mode(text.Mode),
        Profile = Read(text.Profile),
        MayChange = text.MayChange,
        OpensAt = ReadInstant(text.OpensAt),
        ClosesAt = ReadInstant(text.ClosesAt),
        Chair = new StaffId(text.Chair),
        Scrutineers = [.. Whole(text.Scrutineers).Select(scrutineer => new StaffId(scrutineer))],
        RollRoot = Hex(text.RollRoot),
        RollSize = text.RollSize,
        Heads = text.Heads,
        Area = text.Area,
        PublicKey = text.PublicKey,
    };

    private static RuleProfile Read(ProfileText text) => new(
        text.Id,
        new Sentence(text.Name.Zh, text.Name.En),
        new Sentence(text.Source.Zh, text.Source.En),
        DateOnly.TryParseExact(text.AsOf, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new FormatException($"\"{text.AsOf}\" is no date."),
        [.. Whole(text.Measures).Select(rule => new MeasureRule(VoteWords.Measure(rule.Measure), Threshold.Parse(rule.TakePart), Threshold.Parse(rule.Agree), VoteWords.AgreeOf(rule.AgreeOf)))],
        [.. Whole(text.Modes).Select(VoteWords.Mode)],
        text.NoticeDays,
        text.MostProxies,
        TimeSpan.TryParseExact(text.MostExtension, "c", CultureInfo.InvariantCulture, out var most) ? most : throw new FormatException($"\"{text.MostExtension}\" is no span of time."),
        text.MayCloseEarly);

    private static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);

    private static DateTimeOffset ReadInstant(string text) =>
        DateTimeOffset.TryParseExact(text, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new FormatException($"\"{text}\" is no instant: write 2026-06-01T01:00:00.0000000Z.");

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static byte[] Hex(string text) =>
        text.Length % 2 == 0 && text.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(text) : throw new FormatException($"\"{text}\" is not hex in small letters.");

    // Annotations are not kept inside lists: [null] reads as a list of one.
    private static IReadOnlyList<T> Whole<T>(IReadOnlyList<T> list)
        where T : class =>
        list.Any(each => each is null) ? throw new FormatException("A list holds nothing where something must be.") : list;

    private sealed record FileText(
        string Format, DefinitionText Definition, IReadOnlyList<byte[]> Roll, IReadOnlyList<byte[]> Leaves, IReadOnlyList<CheckpointText> Checkpoints, IReadOnlyList<NameText>? Names = null);

    private sealed record DefinitionText(
        int Id, string Community, int Topic, string Question, IReadOnlyList<OptionText> Options, string Mode, ProfileText Profile, bool MayChange, string OpensAt, string ClosesAt,
        string Chair, IReadOnlyList<string> Scrutineers, string RollRoot, int RollSize, long Heads, long Area, byte[] PublicKey);

    private sealed record OptionText(string Code, string Text);

    private sealed record SentenceText(string Zh, string En);

    private sealed record ProfileText(
        string Id, SentenceText Name, SentenceText Source, string AsOf, IReadOnlyList<MeasureText> Measures, IReadOnlyList<string> Modes, int NoticeDays, int MostProxies,
        string MostExtension, bool MayCloseEarly);

    private sealed record MeasureText(string Measure, string TakePart, string Agree, string AgreeOf);

    private sealed record CheckpointText(int Vote, long Size, string Root, string At, byte[] Signature);

    private sealed record NameText(int Number, string Name, string Place, string Account, byte[] Salt);
}
