using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>What groups are called, on screens and in the tables people bring.</summary>
public static class GroupWords
{
    /// <summary>The kind of groups.</summary>
    public static Sentence Of(GroupKind kind) => kind switch
    {
        GroupKind.Building => new("楼栋", "Building"),
        GroupKind.Age => new("年龄", "Age"),
        _ => new("职业", "Occupation"),
    };

    /// <summary>The age band.</summary>
    public static Sentence Of(AgeBand age) => age switch
    {
        AgeBand.From18 => new("18–34 岁", "18 to 34"),
        AgeBand.From35 => new("35–44 岁", "35 to 44"),
        AgeBand.From45 => new("45–59 岁", "45 to 59"),
        _ => new("60 岁以上", "60 and over"),
    };

    /// <summary>The occupation.</summary>
    public static Sentence Of(Occupation occupation) => occupation switch
    {
        Occupation.Company => new("企业职工", "Company staff"),
        Occupation.PublicService => new("机关事业单位", "Public service"),
        Occupation.OwnBusiness => new("个体和自由职业", "Own business"),
        Occupation.Platform => new("新就业群体", "Platform work"),
        Occupation.Student => new("在校学生", "Students"),
        Occupation.Retired => new("离退休", "Retired"),
        _ => new("家务、待业和其他", "At home and other"),
    };

    /// <summary>The group as people say it; of a building its name, where it is known.</summary>
    public static Sentence Of(GroupKind kind, string group, Func<string, string?> nameOfBuilding) =>
        group == GroupLine.Joined ? new("其他（含人少的组）", "Other (small groups joined)")
        : kind == GroupKind.Age && Enum.TryParse<AgeBand>(group, out var age) ? Of(age)
        : kind == GroupKind.Occupation && Enum.TryParse<Occupation>(group, out var occupation) ? Of(occupation)
        : kind == GroupKind.Building && nameOfBuilding(group) is { Length: > 0 } name ? new(name, name)
        : kind == GroupKind.Building ? new($"{group} 号楼", $"building {group}")
        : new(group, group);
}
