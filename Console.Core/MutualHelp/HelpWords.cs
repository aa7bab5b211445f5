using CommunityConsole.Core.Dispatch;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Says why somebody stands where they stand.</summary>
internal static class HelpWords
{
    public static IReadOnlyList<GoerReason> Of(HelpCandidate person)
    {
        List<GoerReason> said = [];
        if (person.HasDeclined)
        {
            said.Add(new(new("已婉拒这一次", "has declined this one"), For: false));
        }

        said.Add(person.Time switch
        {
            HelpTime.Free => new(new("那时有空", "free then"), For: true),
            HelpTime.Taken => new(new("那时已有约", "has promised that hour"), For: false),
            _ => new(new("那时不在可服务时间", "not among the hours offered"), For: false),
        });
        if (person.FirstAid is { } firstAid)
        {
            said.Add(new(firstAid ? new("会急救", "knows first aid") : new("没学过急救", "has not learned first aid"), firstAid));
        }

        if (person.Sex is { } asWished)
        {
            said.Add(new(asWished ? new("性别合意", "a woman or a man as wished") : new("性别与希望不同", "not the woman or man wished for"), asWished));
        }

        if (person.Language is { } language)
        {
            said.Add(new(language.Length > 0 ? new($"会{language}", $"speaks {language}") : new("语言不同", "no language in common"), language.Length > 0));
        }

        said.Add(new(GoerWords.WayOf(person.Way), person.Way.Nearness <= Nearness.Near));
        if (!person.IsInReach)
        {
            said.Add(new(new("超出愿意走的范围", "farther than the person walks"), For: false));
        }

        said.Add(new(person.Load == 0 ? new("近日未约", "nothing promised in these days") : new($"近日已约 {person.Load} 次", $"has promised {person.Load} in these days"), person.Load == 0));
        return said;
    }
}
