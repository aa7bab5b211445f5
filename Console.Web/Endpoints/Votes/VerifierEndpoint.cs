namespace CommunityConsole.Web.Endpoints.Votes;

/// <summary>Gives the stand-alone verifier (<c>tools/vote-verifier</c>) away as one file. Not as a page of ours: it is to work where this program cannot reach it.</summary>
internal static class VerifierEndpoint
{
    /// <summary>Where it is downloaded, with an account or without.</summary>
    public const string Address = "/vote-verifier.html";

    private const string Name = "vote-verifier.html";

    /// <summary>Maps it.</summary>
    public static void MapVerifier(this IEndpointRouteBuilder routes) => routes.MapGet(Address, Give).AllowAnonymous().ExcludeFromDescription();

    private static IResult Give() => typeof(VerifierEndpoint).Assembly.GetManifestResourceStream(Name) is { } page
        ? Results.Stream(page, "text/html; charset=utf-8", Name)
        : Refusals.Of(
            new("这个版本没有带上核验网页：编译时没有 Node.js。请从源代码的 tools/vote-verifier 取。", "This build does not carry the verifier: it was made without Node.js. Take it from tools/vote-verifier of the source."),
            "vote.no-verifier",
            StatusCodes.Status404NotFound);
}
