using CommunityConsole.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Access;

/// <summary>Whose a token is.</summary>
internal static class TokenOwners
{
    /// <summary>The account of the token with that hash; null where there is none. Whether it is disabled is for the caller to ask.</summary>
    public static Task<ConsoleUser?> OwnerOfTokenAsync(this ConsoleDb db, string hash, CancellationToken cancellation) => db.Set<ApiToken>()
        .Where(token => token.Hash == hash)
        .Join(db.Users, token => token.UserId, user => user.Id, (_, user) => user)
        .AsNoTracking().FirstOrDefaultAsync(cancellation);
}
