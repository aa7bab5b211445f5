using CommunityConsole.Core.Council;

namespace CommunityConsole.Web.Endpoints.Votes;

/// <summary>A proof as <c>docs/vote-format.md</c> has it, hashes in hexadecimal: one leaf in a signed log (<paramref name="Leaf"/>), or a log that only grew (<paramref name="From"/>).</summary>
internal sealed record ProofLine(int Vote, StateLine Signed, IReadOnlyList<string> Path, StateLine? From = null, LeafLine? Leaf = null)
{
    public static ProofLine Of(GrowthProof proof) => new(proof.Vote.Value, Of(proof.Newest), Hex(proof.Path), From: new StateLine(proof.Size, Convert.ToHexStringLower(proof.Root)));

    public static ProofLine Of(LeafProof proof) => new(proof.Vote.Value, Of(proof.Newest), Hex(proof.Path), Leaf: new LeafLine(proof.Leaf, Convert.ToHexStringLower(proof.Hash)));

    private static StateLine Of(VoteCheckpoint signed) => new(signed.Size, Convert.ToHexStringLower(signed.Root));

    private static List<string> Hex(IEnumerable<byte[]> path) => [.. path.Select(Convert.ToHexStringLower)];
}

/// <summary>How long a log is, and its root.</summary>
internal sealed record StateLine(long Size, string Root);

/// <summary>A leaf by its number, and its hash.</summary>
internal sealed record LeafLine(long Number, string Hash);
