using System.Security.Claims;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Access;

/// <summary>What a sign-in carries: id, name, role and community of the account.</summary>
internal static class AccountClaims
{
    /// <summary>The claim that holds the community.</summary>
    public const string Community = "community";

    /// <summary>The claims of an account.</summary>
    public static IEnumerable<Claim> Of(ConsoleUser user) =>
    [
        new(ClaimTypes.NameIdentifier, user.Id),
        new(ClaimTypes.Name, user.DisplayName),
        new(ClaimTypes.Role, user.Role.ToString()),
        new(Community, user.Community),
    ];
}
