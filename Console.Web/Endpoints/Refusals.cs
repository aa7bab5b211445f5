using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Endpoints;

/// <summary>Refusals of <c>/api</c> as RFC 9457 problem details, with the article's <c>error</c> and our stable <c>code</c> beside.</summary>
internal static class Refusals
{
    /// <summary>The answer.</summary>
    public static IResult Of(Sentence why, string code, int status) => Results.Problem(
        detail: why.ToString(), statusCode: status, extensions: new Dictionary<string, object?> { ["error"] = why.ToString(), ["code"] = code });
}
