namespace CommunityConsole.Core.Council;

/// <summary>What may be seen of a vote, and when; frozen at opening.</summary>
public enum VoteMode
{
    /// <summary>A 记名公开: who chose what is seen at once.</summary>
    Named,

    /// <summary>B 记名，关闭后公布: until it is closed only how many took part.</summary>
    NamedTurnout,

    /// <summary>C 无记名: how many took part, in steps; after it is closed the sums, and single ballots only from 20 on.</summary>
    Secret,
}

/// <summary>How a ballot came.</summary>
public enum VoteChannel
{
    /// <summary>手机: by the voter, signed in.</summary>
    Phone,

    /// <summary>会场平板: at the hall's tablet, a clerk beside it.</summary>
    Tablet,

    /// <summary>纸质: written on paper and entered by two people.</summary>
    Paper,

    /// <summary>上门: given at home to two people.</summary>
    Visit,
}
