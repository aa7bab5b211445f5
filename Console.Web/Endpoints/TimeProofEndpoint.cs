using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Endpoints;

/// <summary>Gives the proof of an entry away as a file that can be checked without this program.</summary>
internal static class TimeProofEndpoint
{
    /// <summary>Where it is.</summary>
    public const string Address = "/time/proof.json";

    private const string How =
        "RFC 9162: hash = leaf; for each h of path (index = number - 1, last = entries - 1): if index is odd or index = last, hash = SHA-256(01|h|hash) and halve both while index is even and not 0; " +
        "else hash = SHA-256(01|hash|h); then halve both. At the end hash = root. The leaf is SHA-256(00|\"TBL1\"|number|previous hash|unix ms|kind|op|debit|credit|minutes|note).";

    /// <summary>Maps it.</summary>
    public static void MapTimeProof(this IEndpointRouteBuilder routes) => routes.MapGet(Address, GiveAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> GiveAsync(string? code, TimeProofs proofs, CancellationToken cancellation) => await proofs.FindAsync(code, cancellation) is { } proof
        ? Results.Json(new
        {
            format = "time-bank-proof-1",
            number = proof.Number,
            entries = proof.Entries,
            leaf = Convert.ToHexStringLower(proof.Hash),
            path = proof.Path.Select(Convert.ToHexStringLower),
            root = Convert.ToHexStringLower(proof.Root),
            how = How,
        })
        : Refusals.Of(
            new Sentence("账本里没有这个核对码的一条，请照明细上的核对码再输入一次。", "The ledger has no entry of this code; copy it once more from the statement."),
            "time.proof",
            TimeCode.Read(code) is null ? StatusCodes.Status400BadRequest : StatusCodes.Status404NotFound);
}
