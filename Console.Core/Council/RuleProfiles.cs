using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>The rules a chair can choose from: a file of the community's own, or the one that comes with the program.</summary>
public sealed class RuleProfiles
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
    private readonly FrozenDictionary<string, RuleProfile> _profiles;

    private RuleProfiles(IReadOnlyList<RuleProfile> profiles) => (All, _profiles) = (profiles, profiles.ToFrozenDictionary(profile => profile.Id));

    /// <summary>Those that come with the program.</summary>
    public static RuleProfiles Default { get; } = ReadDefault();

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<RuleProfile> All { get; }

    /// <summary>The profile; null when there is none of that name.</summary>
    public RuleProfile? Find(string id) => _profiles.GetValueOrDefault(id);

    /// <summary>Reads a file of profiles, JSON.</summary>
    /// <exception cref="FormatException">It says which profile is wrong and why.</exception>
    public static RuleProfiles Read(Stream json)
    {
        IReadOnlyList<Row>? rows;
        try
        {
            rows = JsonSerializer.Deserialize<IReadOnlyList<Row>>(json, Form);
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The rule profiles are not the JSON they should be: {fault.Message}", fault);
        }

        var profiles = (rows ?? []).Select(ProfileOf).ToList();
        return profiles.Count == 0 ? throw new FormatException("The rule profiles are empty: name at least one.")
            : profiles.GroupBy(profile => profile.Id).FirstOrDefault(same => same.Count() > 1) is { } twice ? throw new FormatException($"Profile \"{twice.Key}\" stands there twice.")
            : new RuleProfiles(profiles);
    }

    private static RuleProfiles ReadDefault()
    {
        using var stream = typeof(RuleProfiles).Assembly.GetManifestResourceStream("Council/rule-profiles.json")!;
        return Read(stream);
    }

    private static RuleProfile ProfileOf(Row row)
    {
        FormatException Wrong(string why) => new($"Profile \"{row.Id}\": {why}");
        var measures = row.Measures.Select(rule => new MeasureRule(rule.Measure, Threshold.Parse(rule.TakePart), Threshold.Parse(rule.Agree), rule.Of)).ToList();
        return row.Id.Length is 0 or > 32 || !row.Id.All(letter => letter is (>= 'a' and <= 'z') or '-') ? throw Wrong("the id is 1 to 32 letters a to z and dashes.")
            : measures.Count == 0 || measures.DistinctBy(rule => rule.Measure).Count() != measures.Count ? throw Wrong("one rule for each measure, at least one.")
            : row.Modes.Count == 0 ? throw Wrong("name at least one mode.")
            : row.Modes.Contains(VoteMode.Secret) && measures.Any(rule => rule.Measure == Measure.Area) ? throw Wrong("what is counted by area cannot be secret: an area is a name.")
            : row.NoticeDays is < 0 or > 365 || row.MostProxies is < 0 or > 100 || row.MostExtension < TimeSpan.Zero ? throw Wrong("notice days 0 to 365, proxies 0 to 100, extension not below 0.")
            : row.SourceZh.Length == 0 || row.SourceEn.Length == 0 ? throw Wrong("its source is missing.")
            : new RuleProfile(
                row.Id, new Sentence(row.Zh, row.En), new Sentence(row.SourceZh, row.SourceEn), row.AsOf, measures, row.Modes, row.NoticeDays, row.MostProxies, row.MostExtension, row.MayCloseEarly);
    }

    private sealed record Row(
        [property: JsonRequired] string Id, [property: JsonRequired] string Zh, [property: JsonRequired] string En, [property: JsonRequired] string SourceZh, [property: JsonRequired] string SourceEn,
        [property: JsonRequired] DateOnly AsOf, [property: JsonRequired] IReadOnlyList<RuleRow> Measures, [property: JsonRequired] IReadOnlyList<VoteMode> Modes,
        [property: JsonRequired] int NoticeDays, [property: JsonRequired] int MostProxies, [property: JsonRequired] TimeSpan MostExtension, [property: JsonRequired] bool MayCloseEarly);

    private sealed record RuleRow(
        [property: JsonRequired] Measure Measure, [property: JsonRequired] string TakePart, [property: JsonRequired] string Agree, [property: JsonRequired] AgreeOf Of);
}
