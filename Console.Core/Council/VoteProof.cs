using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Shows in a few hashes that the log only grew between two signed states: whoever kept the first one checks it without the log.</summary>
/// <param name="Vote">Of which vote.</param>
/// <param name="Size">How long the log was.</param>
/// <param name="Root">Its root then.</param>
/// <param name="Newest">The newest signed state.</param>
/// <param name="Path">RFC 9162, section 2.1.4.</param>
public sealed record GrowthProof(VoteId Vote, long Size, byte[] Root, VoteCheckpoint Newest, IReadOnlyList<byte[]> Path)
{
    /// <summary>Whether a root somebody kept is the beginning of what is signed now.</summary>
    public bool Bears(byte[] kept) => MerkleTree.IsConsistent(kept, Size, Newest.Root, Newest.Size, Path);
}

/// <summary>Shows in a few hashes that a leaf stands in a signed log: whoever has its receipt checks it without the log.</summary>
/// <param name="Vote">Of which vote.</param>
/// <param name="Leaf">The number of the leaf.</param>
/// <param name="Hash">Its hash, whose beginning is the receipt's code.</param>
/// <param name="Newest">The newest signed state.</param>
/// <param name="Path">RFC 9162, section 2.1.3.</param>
public sealed record LeafProof(VoteId Vote, long Leaf, byte[] Hash, VoteCheckpoint Newest, IReadOnlyList<byte[]> Path)
{
    /// <summary>Whether the leaf with that code stands in what is signed.</summary>
    public bool Bears(VoteReceipt receipt) =>
        receipt.Leaf == Leaf && receipt.Code == VoteReceipt.CodeOf(Hash) && MerkleTree.Includes(Newest.Root, Newest.Size, Leaf, Hash, Path);
}
