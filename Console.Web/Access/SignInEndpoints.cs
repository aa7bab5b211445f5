using System.Security.Claims;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Access;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/demo/sign-in/{role}", EnterDemoAsync).AllowAnonymous();
        routes.MapPost("/sign-out", (Delegate)LeaveAsync);
    }

    private static async Task<IResult> EnterDemoAsync(string role, HttpContext context, IOptions<DemoOptions> demo)
    {
        if (!demo.Value.Enabled || !Enum.TryParse<Role>(role, ignoreCase: true, out var wanted))
        {
            return Results.NotFound();
        }

        var user = DemoAccounts.Of(wanted);
        await context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(AccountClaims.Of(user), CookieAuthenticationDefaults.AuthenticationScheme)));
        return Results.LocalRedirect(ShellNavigation.StartOf(wanted));
    }

    private static async Task<IResult> LeaveAsync(HttpContext context)
    {
        await context.SignOutAsync();
        return Results.LocalRedirect("/");
    }
}
