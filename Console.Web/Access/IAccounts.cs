using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Access;

/// <summary>The accounts as they are at this moment; nothing is cached, so a change counts from the next command.</summary>
public interface IAccounts
{
    /// <summary>The account, or null when it is gone.</summary>
    Task<ConsoleUser?> FindAsync(StaffId id, CancellationToken cancellation);
}
