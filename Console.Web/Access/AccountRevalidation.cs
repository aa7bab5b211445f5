using System.Security.Claims;
using CommunityConsole.Web.Storage;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Access;

/// <summary>Ends an open page when its account is disabled or changed: looked at every 30 s, so within a minute.</summary>
internal sealed class AccountRevalidation(ILoggerFactory loggers, IDbContextFactory<ConsoleDb> contexts)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    /// <inheritdoc />
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var id = authenticationState.User.FindFirstValue(ClaimTypes.NameIdentifier);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id, cancellationToken);
        return AccountClaims.StillHolds(authenticationState.User, user);
    }
}
