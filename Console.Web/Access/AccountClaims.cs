using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace CommunityConsole.Web.Access;

/// <summary>What a sign-in carries: id, name, role, community, and the stamp that a new password or a revocation changes.</summary>
internal sealed class AccountClaims : IUserClaimsPrincipalFactory<ConsoleUser>
{
    /// <summary>The claim that holds the community.</summary>
    public const string Community = "community";

    private const string Stamp = "stamp";

    /// <summary>The principal of an account.</summary>
    public Task<ClaimsPrincipal> CreateAsync(ConsoleUser user) =>
        Task.FromResult(Principal(user, IdentityConstants.ApplicationScheme));

    /// <summary>The principal of an account that came in by <paramref name="scheme"/>.</summary>
    public static ClaimsPrincipal Principal(ConsoleUser user, string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, user.Id),
            new(ClaimTypes.Name, user.DisplayName),
            new(ClaimTypes.Role, user.Role.ToString()),
            new(Community, user.Community),
            new(Stamp, user.SecurityStamp ?? ""),
        ],
        scheme));

    /// <summary>Whether a sign-in still says what the account says: not disabled, same stamp, role, name and community.</summary>
    public static bool StillHolds(ClaimsPrincipal signIn, ConsoleUser? user) =>
        MayStay(signIn, user)
        && signIn.HasClaim(ClaimTypes.Role, user!.Role.ToString())
        && signIn.HasClaim(ClaimTypes.Name, user.DisplayName)
        && signIn.HasClaim(Community, user.Community);

    /// <summary>Whether the sign-in may go on at all, its claims perhaps renewed.</summary>
    public static bool MayStay(ClaimsPrincipal signIn, ConsoleUser? user) =>
        user is { Disabled: false } && signIn.HasClaim(Stamp, user.SecurityStamp ?? "");
}
