using CommunityConsole.Core.Community;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Access;

/// <summary>Sign-in and sign-out: plain form posts, since a circuit cannot set a cookie.</summary>
internal static class SignInEndpoints
{
    /// <summary>Maps the posts of the sign-in page and of the header.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in", SignInAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/demo/sign-in/{role}", (string role, [FromQuery(Name = "as")] int? number, HttpContext context, SignInManager<ConsoleUser> signIn, IOptions<DemoOptions> demo) =>
            EnterDemoAsync(role, wanted => DemoAccounts.IdOf(wanted, number ?? 1), context, signIn, demo)).AllowAnonymous();
        routes.MapPost("/demo/sign-in/neighbour/{role}", (string role, HttpContext context, SignInManager<ConsoleUser> signIn, IOptions<DemoOptions> demo) =>
            EnterDemoAsync(role, DemoAccounts.NeighbourIdOf, context, signIn, demo)).AllowAnonymous();
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? name, [FromForm] string? password, [FromForm(Name = "return")] string? back,
        SignInManager<ConsoleUser> signIn, IPasswordHasher<ConsoleUser> hasher)
    {
        var user = await signIn.UserManager.FindByNameAsync(name ?? "");
        if (user is null or { Disabled: true } or { PasswordHash: null })
        {
            // The same work as for an account that exists, so that the time of the answer names nobody.
            hasher.HashPassword(null!, password ?? "");
            return Refuse("wrong", back);
        }

        var result = await signIn.PasswordSignInAsync(user, password ?? "", isPersistent: false, lockoutOnFailure: true);
        return result.Succeeded ? Results.LocalRedirect(Destination(back, user.Role)) : Refuse(result.IsLockedOut ? "locked" : "wrong", back);
    }

    private static async Task<IResult> EnterDemoAsync(
        string role, Func<Role, string> idOf, HttpContext context, SignInManager<ConsoleUser> signIn, IOptions<DemoOptions> demo)
    {
        if (!demo.Value.Enabled || !Enum.TryParse<Role>(role, ignoreCase: true, out var wanted))
        {
            return Results.NotFound();
        }

        var user = await signIn.UserManager.FindByIdAsync(idOf(wanted));
        if (user is not { Demo: true, Disabled: false })
        {
            return Results.NotFound();
        }

        await signIn.SignInAsync(user, isPersistent: false);
        var start = ShellNavigation.StartOf(user.Role);
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? Results.LocalRedirect(start)
            : Results.Ok(new DemoSignIn(user.DisplayName, user.Role.ToString(), start)); // a script keeps the cookie and goes on
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SignInManager<ConsoleUser> signIn)
    {
        await signIn.SignOutAsync();
        context.Response.Headers["Clear-Site-Data"] = "\"storage\", \"cache\""; // what a field worker's phone has kept to be read without a link, and photos
        return Results.LocalRedirect("/");
    }

    private static IResult Refuse(string why, string? back) =>
        Results.LocalRedirect($"/?refused={why}&return={Uri.EscapeDataString(back ?? "")}");

    // Only an address of this site, and not the sign-in itself: a foreign one would make the sign-in a springboard.
    private static string Destination(string? back, Role role) =>
        back is ['/', not '/' and not '\\', ..] ? back : ShellNavigation.StartOf(role);

    private sealed record DemoSignIn(string Name, string Role, string Start);
}
