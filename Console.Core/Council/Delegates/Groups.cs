namespace CommunityConsole.Core.Council.Delegates;

/// <summary>By what the council is compared with the estate.</summary>
public enum GroupKind
{
    /// <summary>楼栋: groups are the ids of buildings.</summary>
    Building,

    /// <summary>年龄: groups are the names of <see cref="AgeBand"/>.</summary>
    Age,

    /// <summary>职业: groups are the names of <see cref="Delegates.Occupation"/>.</summary>
    Occupation,
}

/// <summary>Years of age; nobody below 18 is a delegate, nor counted.</summary>
public enum AgeBand
{
    From18,
    From35,
    From45,
    From60,
}

/// <summary>What a resident does, as coarsely as a council needs to know it.</summary>
public enum Occupation
{
    /// <summary>企业职工.</summary>
    Company,

    /// <summary>机关事业单位职工.</summary>
    PublicService,

    /// <summary>个体经营、自由职业.</summary>
    OwnBusiness,

    /// <summary>新就业群体: couriers, delivery riders, drivers of a platform.</summary>
    Platform,

    /// <summary>在校学生.</summary>
    Student,

    /// <summary>离退休.</summary>
    Retired,

    /// <summary>家务、待业和其他.</summary>
    Other,
}
