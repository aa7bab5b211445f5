using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>What part of the roll must come to a meeting before its vote may open, by rule profile: data with a source, as the profiles are.</summary>
/// <remarks>Not a part of <see cref="RuleProfile"/>: that is written into the vote's log, and a meeting is no part of a count.</remarks>
public sealed class MeetingRules
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
    private readonly FrozenDictionary<string, MeetingRule> _rules;

    private MeetingRules(IEnumerable<MeetingRule> rules) => _rules = rules.ToFrozenDictionary(rule => rule.Profile);

    /// <summary>Those that come with the program.</summary>
    public static MeetingRules Default { get; } = ReadDefault();

    /// <summary>The rule of a profile; more than half where the file has none.</summary>
    public MeetingRule Of(string profile) => _rules.GetValueOrDefault(profile) ?? _rules["council"] with { Profile = profile };

    private static MeetingRules ReadDefault()
    {
        using var stream = typeof(MeetingRules).Assembly.GetManifestResourceStream("Council/meeting-rules.json")!;
        return new MeetingRules(JsonSerializer.Deserialize<IReadOnlyList<Row>>(stream, Form)!.Select(row => new MeetingRule(row.Profile, Threshold.Parse(row.Quorum), new Sentence(row.SourceZh, row.SourceEn))));
    }

    private sealed record Row(string Profile, string Quorum, string SourceZh, string SourceEn);
}

/// <summary>How many must come.</summary>
/// <param name="Profile">The rule profile of the vote.</param>
/// <param name="Quorum">The part of the roll's heads.</param>
/// <param name="Source">The law, or that it is a house rule.</param>
public sealed record MeetingRule(string Profile, Threshold Quorum, Sentence Source);
