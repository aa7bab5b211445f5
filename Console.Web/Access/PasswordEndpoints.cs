using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Access;

/// <summary>The posts of the two pages that set a password: by a one-time link, and at the first start.</summary>
internal static class PasswordEndpoints
{
    /// <summary>Maps both.</summary>
    public static void MapPasswords(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/password", SetPasswordAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/set-up", SetUpAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> SetPasswordAsync(
        [FromForm] string? user, [FromForm] string? code, [FromForm] string? password, AccountDesk desk)
    {
        var result = await desk.SetPasswordAsync(user ?? "", code ?? "", password ?? "");
        return result.Succeeded
            ? Results.LocalRedirect("/?done=password")
            : Results.LocalRedirect($"/password?user={Uri.EscapeDataString(user ?? "")}&code={Uri.EscapeDataString(code ?? "")}&refused={result.Problem.Code}");
    }

    private static async Task<IResult> SetUpAsync(
        [FromForm] string? name, [FromForm] string? code, [FromForm] string? password,
        AccountDesk desk, FirstStart first, IOptions<CommunityOptions> community)
    {
        if (!first.Accepts(code))
        {
            return Results.LocalRedirect("/set-up?refused=" + new LinkNotValid().Code);
        }

        Result<ConsoleUser> result = await desk.AddAsync(name ?? "", Role.Administrator, community.Value.Id, password ?? "");
        if (!result.Succeeded)
        {
            return Results.LocalRedirect($"/set-up?code={Uri.EscapeDataString(code!)}&refused={result.Problem.Code}");
        }

        first.Finish();
        return Results.LocalRedirect("/?done=set-up");
    }
}
