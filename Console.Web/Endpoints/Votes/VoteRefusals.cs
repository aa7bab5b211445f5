using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Endpoints.Votes;

/// <summary>What a refusal about a vote is in HTTP.</summary>
internal static class VoteRefusals
{
    /// <summary>The answer to a refused command.</summary>
    public static IResult Of(Problem problem) => Refusals.Of(problem.Message, problem.Code, StatusOf(problem.Code));

    /// <summary>The answer to what could not even be read.</summary>
    public static IResult Bad(Sentence why) => Refusals.Of(why, "vote.invalid", StatusCodes.Status400BadRequest);

    private static int StatusOf(string code) => code switch
    {
        "access.closed" or "access.denied" or "access.community" or "vote.roll" or "vote.proxy" or "vote.chair" => StatusCodes.Status403Forbidden,
        "vote.unknown" => StatusCodes.Status404NotFound,
        "vote.invalid" or "vote.option" or "vote.phrase" or "vote.reason" or "vote.extension" => StatusCodes.Status400BadRequest,
        "vote.busy" => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status409Conflict,
    };
}
