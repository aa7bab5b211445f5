using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Says why somebody stands where they stand.</summary>
internal static class GoerWords
{
    public static IReadOnlyList<GoerReason> Of(Goer goer)
    {
        List<GoerReason> said =
        [
            new(DutyOf(goer.Duty), goer.Duty == GoerDuty.Worker),
            new(goer.Load == 0 ? new("空闲", "free") : new($"手上 {goer.Load} 次上门", goer.Load == 1 ? "has 1 visit" : $"has {goer.Load} visits"), goer.Load == 0),
            new(WayOf(goer.Way), goer.Way.Nearness <= Nearness.Near),
        ];
        if (goer.HasKey)
        {
            said.Add(new(new("有钥匙", "has a key"), For: true));
        }

        if (goer.Language.Length > 0)
        {
            said.Add(new(new($"会{goer.Language}", $"speaks {goer.Language}"), For: true));
        }

        if (goer.Skill.Length > 0)
        {
            said.Add(new(new(goer.Skill, goer.Skill), For: true));
        }

        return said;
    }

    private static Sentence DutyOf(GoerDuty duty) => duty switch
    {
        GoerDuty.Worker => new("在岗", "on duty"),
        GoerDuty.Leads => new("带班", "leads the shift"),
        _ => new("不在岗", "off duty"),
    };

    /// <summary>How far, in words.</summary>
    public static Sentence WayOf(Way way) => way switch
    {
        { Nearness: Nearness.SameBuilding } => new("同楼", "same building"),
        { Metres: { } metres, Minutes: { } minutes } => new($"{Rounded(metres)} 米，步行约 {minutes} 分钟", $"{Rounded(metres)} m, about {minutes} min on foot"),
        { Nearness: Nearness.Near } => new("同网格", "same cell"),
        { Nearness: Nearness.Far } => new("在别的网格", "in another cell"),
        _ => new("位置不明", "whereabouts unknown"),
    };

    // Nobody walks a straight line to the metre.
    private static int Rounded(int metres) => Math.Max(10, (metres + 5) / 10 * 10);
}
