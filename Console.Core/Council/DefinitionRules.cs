using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Whether a definition is one a vote can be held by.</summary>
internal static class DefinitionRules
{
    /// <summary>The first rule that is broken; null when none is.</summary>
    public static Sentence? Broken(VoteDefinition definition)
    {
        var (options, scrutineers, profile) = (definition.Options, definition.Scrutineers, definition.Profile);
        return options.Count is < 2 or > 20 || options.Select(option => option.Code).Distinct().Count() != options.Count
                ? new("选项须为 2 至 20 个，且互不相同。", "There must be 2 to 20 options, no two alike.")
            : scrutineers.Distinct().Count() < 2 || scrutineers.Contains(definition.Chair)
                ? new("监票人须为两人以上，且不含主席。", "There must be two scrutineers or more, and the chair is none.")
            : profile.Measures.Count == 0 || profile.Measures.Select(rule => rule.Measure).Distinct().Count() != profile.Measures.Count
                ? new("表决规则须有计量方式，且互不相同。", "The rules must count something, and nothing twice.")
            : !profile.Modes.Contains(definition.Mode) || (definition.Mode == VoteMode.Secret && profile.Measures.Any(rule => rule.Measure == Measure.Area))
                ? new("表决规则不允许这种方式。", "The rules do not allow this mode.")
            : definition.ClosesAt <= definition.OpensAt
                ? new("结束时间不晚于开始时间。", "It closes before it opens.")
            : null;
    }
}
