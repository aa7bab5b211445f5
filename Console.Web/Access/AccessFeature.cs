using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace CommunityConsole.Web.Access;

/// <summary>Who may come in: accounts, sign-in, roles, tokens.</summary>
internal static class AccessFeature
{
    /// <summary>Registers sign-in and the rule that nothing is open unless it says so.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddCascadingAuthenticationState();
        services.AddSingleton<IAccounts, DemoAccounts>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.LoginPath = "/";
            cookie.ReturnUrlParameter = "return";
        });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    /// <summary>Maps sign-in, sign-out and the demo's short cut.</summary>
    public static void MapAccess(this WebApplication app) => app.MapSignIn();
}
