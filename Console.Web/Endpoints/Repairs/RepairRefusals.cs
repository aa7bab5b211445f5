using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Endpoints.Repairs;

/// <summary>Refusals as RFC 9457 problem details, with the article's <c>error</c> beside.</summary>
internal static class RepairRefusals
{
    /// <summary>The answer to a refused command.</summary>
    public static IResult Of(Problem problem) => Refusals.Of(problem.Message, problem.Code, StatusOf(problem.Code));

    /// <summary>The answer to what could not even be read.</summary>
    public static IResult Bad(Sentence why) => Refusals.Of(why, "repair.invalid", StatusCodes.Status400BadRequest);

    /// <summary>What to tell somebody whose form was refused, by the code in the address.</summary>
    public static Sentence SentenceOf(string code) => code switch
    {
        "repair.fields" => new RepairFieldsMissing().Message,
        "repair.reporter" => new RepairNotReporter(default).Message,
        "repair.unknown" => new RepairNotFound(default).Message,
        "repair.rated" => new RepairRatedAlready(default).Message,
        "repair.rating" => new RepairRatingNotValid().Message,
        "repair.note" => new RepairNoteNeeded().Message,
        "repair.old" => new RepairTooOld(default).Message,
        "repair.not-completed" => new RepairNotCompleted(default).Message,
        _ => new("状态可能刚有变化，请看最新进展后再试。", "It may just have changed; look at it again and retry."),
    };

    // By code, since a retry gets the first refusal back as words and code.
    private static int StatusOf(string code) => code switch
    {
        "access.closed" or "access.denied" or "access.community" or "repair.reporter" => StatusCodes.Status403Forbidden,
        "repair.unknown" => StatusCodes.Status404NotFound,
        "photo.large" or "photo.pixels" => StatusCodes.Status413PayloadTooLarge,
        "photo.content-type" => StatusCodes.Status415UnsupportedMediaType,
        "photo.tool" => StatusCodes.Status503ServiceUnavailable,
        "photo.type" or "photo.heic" or "photo.failed" => StatusCodes.Status400BadRequest,
        "repair.fields" or "repair.invalid" or "repair.not-completed" or "repair.rating" or "repair.note" or "repair.wait" or "repair.service" => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };
}

/// <summary>The call says that it brings something else than a picture we read.</summary>
internal sealed record RepairPhotoTypeNotTaken()
    : Problem("photo.content-type", new("照片的 Content-Type 须是 image/jpeg、image/png 或 image/webp。", "The Content-Type of a picture must be image/jpeg, image/png or image/webp."));
