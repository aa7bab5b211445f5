using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Storage.Audit;

/// <summary>How details go from the audit: with their salt, so that nobody can guess them from what the chain holds.</summary>
internal static class AuditErasure
{
    public static void Erase(this ConsoleDb db, IEnumerable<AuditRecord> records)
    {
        foreach (var record in records)
        {
            db.Update(record with { Details = null, Salt = null });
        }
    }
}
