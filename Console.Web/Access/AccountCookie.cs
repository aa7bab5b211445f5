using System.Security.Claims;
using CommunityConsole.Web.Endpoints;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Access;

/// <summary>Checks the cookie against the account at each request, so that a revocation counts from the next one.</summary>
internal sealed class AccountCookie(ConsoleDb db, IOptions<DemoOptions> demo) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var signIn = context.Principal!;
        var id = signIn.FindFirstValue(ClaimTypes.NameIdentifier);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id, context.HttpContext.RequestAborted);
        if (!AccountClaims.MayStay(signIn, user) || (user!.Demo && !demo.Value.Enabled))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
        else if (!AccountClaims.StillHolds(signIn, user))
        {
            context.ReplacePrincipal(AccountClaims.Principal(user, context.Scheme.Name));
            context.ShouldRenew = true;
        }
    }

    // A program is told the status; a person is led to the sign-in and back.
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (StatusPages.IsForPrograms(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return base.RedirectToLogin(context);
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden; // the page for people is drawn by StatusPages
        return Task.CompletedTask;
    }
}
