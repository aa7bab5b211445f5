using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Names operations and records by the key of the command, so that the ledger itself refuses the second.</summary>
public static class TimeBankOps
{
    /// <summary>A record of a service.</summary>
    public static Id32 Record(string community, Guid key) => Of("record", community, key);

    /// <summary>A transfer, donation, redemption, grant, guarantee or closing.</summary>
    public static Id32 Move(string community, Guid key) => Of("move", community, key);

    /// <summary>The ruling on a record: there is one.</summary>
    public static Id32 Ruling(Id32 record) => new(new CanonicalBytes().Add("time.ruling").Add(record.ToBytes()).Hash());

    private static Id32 Of(string what, string community, Guid key) => new(new CanonicalBytes().Add("time." + what).Add(community).Add(key).Hash());
}
