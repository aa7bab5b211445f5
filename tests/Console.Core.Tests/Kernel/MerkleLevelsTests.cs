using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Kernel;

public sealed class MerkleLevelsTests
{
    [Fact]
    public void EverySize_GivesTheRootAndThePathsOfTheTree()
    {
        var (levels, hashes) = (new MerkleLevels(), new List<byte[]>());
        Assert.Equal(MerkleTree.Of([]).Root, levels.Root);
        for (var size = 1; size <= 70; size++)
        {
            hashes.Add(MerkleTree.HashLeaf([(byte)size]));
            levels.Add(hashes[^1]);

            Assert.Equal(MerkleTree.Of(hashes).Root, levels.Root);
            for (var index = 0; index < size; index++)
            {
                var path = levels.Inclusion(index);
                Assert.Equal(MerkleTree.Inclusion(hashes, index), path);
                Assert.True(32 * path.Count <= 32 * Math.Ceiling(Math.Log2(size)));
            }
        }
    }
}
