namespace CommunityConsole.Core.Community;

/// <summary>What a person is in the community; one account has one role.</summary>
public enum Role
{
    /// <summary>社工: watches the care desk, phones, asks for a visit, goes, writes the outcome.</summary>
    SocialWorker,

    /// <summary>网格长: approves dispatches, assigns, watches load and response times.</summary>
    GridManager,

    /// <summary>议事会主席: runs topics, notice, sessions and live votes.</summary>
    CouncilChair,

    /// <summary>监票人: holds checkpoints, verifies counts.</summary>
    Scrutineer,

    /// <summary>维修人员: takes, handles and finishes repairs.</summary>
    RepairWorker,

    /// <summary>窗口人员: serves the counter.</summary>
    StationClerk,

    /// <summary>居民: reports, votes, earns, books, rates.</summary>
    Resident,

    /// <summary>管理员: people, devices, settings, audit.</summary>
    Administrator,
}
