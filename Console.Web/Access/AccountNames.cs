using CommunityConsole.Core.Community;
using CommunityConsole.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Access;

/// <summary>Accounts by the name they sign in with: how a list that somebody brings names them.</summary>
internal sealed class AccountNames(IDbContextFactory<ConsoleDb> contexts)
{
    /// <summary>The accounts of a community that are not revoked.</summary>
    public async Task<IReadOnlyDictionary<string, StaffId>> OfAsync(string community, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Users.AsNoTracking().Where(user => user.Community == community && !user.Disabled && user.UserName != null)
            .ToDictionaryAsync(user => user.UserName!, user => new StaffId(user.Id), StringComparer.Ordinal, cancellation);
    }
}
