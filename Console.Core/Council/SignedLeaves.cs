using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>The leaves of a vote's newest signed state: a book gives them away in its turn, and the proofs are made afterwards, where they hold up no ballot.</summary>
internal sealed record SignedLeaves(VoteId Vote, VoteCheckpoint Newest, IReadOnlyList<byte[]> Hashes)
{
    /// <summary>That this state begins with the first so many leaves; null where there cannot be such a beginning.</summary>
    public GrowthProof? Growth(long size) => size >= 1 && size <= Newest.Size
        ? new GrowthProof(Vote, size, MerkleTree.Of(Hashes.Take((int)size)).Root, Newest, MerkleTree.Consistency(Hashes, size))
        : null;

    /// <summary>That a leaf stands in this state; null where it does not yet.</summary>
    public LeafProof? Inclusion(long leaf) => leaf >= 0 && leaf < Newest.Size
        ? new LeafProof(Vote, leaf, Hashes[(int)leaf], Newest, MerkleTree.Inclusion(Hashes, leaf))
        : null;
}
