using System.Security.Cryptography;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Kernel;

public sealed class MerkleTreeTests
{
    // The eight inputs and their roots published with Certificate Transparency: transparency-dev/merkle, testonly/constants.go
    // (before that google/certificate-transparency, merkle_tree_test.cc).
    private static readonly string[] Inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static List<byte[]> Published => [.. Inputs.Select(input => MerkleTree.HashLeaf(Convert.FromHexString(input)))];

    [Fact]
    public void Root_PublishedInputs_IsThePublishedOneAtEverySize()
    {
        var tree = new MerkleTree();
        Assert.Equal(Roots[0], Convert.ToHexStringLower(tree.Root));

        for (var size = 1; size <= Inputs.Length; size++)
        {
            var hash = tree.Add(Convert.FromHexString(Inputs[size - 1]));

            Assert.Equal(size, tree.Count);
            Assert.Equal(Published[size - 1], hash);
            Assert.Equal(Roots[size], Convert.ToHexStringLower(tree.Root));
        }
    }

    [Theory]
    [InlineData(0, new[]
    {
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    })]
    [InlineData(5, new[]
    {
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    })]
    public void Inclusion_PublishedInputs_IsThePublishedPath(int index, string[] path) =>
        Assert.Equal(path, MerkleTree.Inclusion(Published, index).Select(Convert.ToHexStringLower));

    [Theory]
    [InlineData(1, 8, new[]
    {
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    })]
    [InlineData(6, 8, new[]
    {
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    })]
    [InlineData(2, 5, new[]
    {
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    })]
    public void Consistency_PublishedInputs_IsThePublishedPath(int oldSize, int size, string[] path) =>
        Assert.Equal(path, MerkleTree.Consistency(Published[..size], oldSize).Select(Convert.ToHexStringLower));

    [Fact]
    public void Tree_EverySizeAndPlace_AgreesWithTheDefinitionReadOutLoud()
    {
        var hashes = new List<byte[]>();
        for (var size = 1; size <= 40; size++)
        {
            hashes.Add(MerkleTree.HashLeaf([(byte)size]));
            var root = Naive(hashes);
            Assert.Equal(root, MerkleTree.Of(hashes).Root);

            for (var index = 0; index < size; index++)
            {
                var path = MerkleTree.Inclusion(hashes, index);
                Assert.True(MerkleTree.Includes(root, size, index, hashes[index], path));
                Assert.False(MerkleTree.Includes(root, size, index, hashes[(index + 1) % size], path) && size > 1);
                Assert.False(MerkleTree.Includes(root, size, (index + 1) % size, hashes[index], path) && size > 1);
                Assert.False(MerkleTree.Includes(root, size, index, hashes[index], [.. path, root]));
                Assert.All(path, (_, step) => Assert.False(MerkleTree.Includes(root, size, index, hashes[index], Spoiled(path, step))));
            }

            for (var old = 0; old <= size; old++)
            {
                var (oldRoot, path) = (Naive(hashes[..old]), MerkleTree.Consistency(hashes, old));
                Assert.True(MerkleTree.IsConsistent(oldRoot, old, root, size, path));
                Assert.False(MerkleTree.IsConsistent(oldRoot, old, root, size, [.. path, root]));
                Assert.False(MerkleTree.IsConsistent(Spoiled([oldRoot], 0)[0], old, root, size, path));
                Assert.All(path, (_, step) => Assert.False(MerkleTree.IsConsistent(oldRoot, old, root, size, Spoiled(path, step))));
            }
        }
    }

    // RFC 9162, 2.1.1, word by word.
    private static byte[] Naive(List<byte[]> hashes)
    {
        if (hashes.Count == 0)
        {
            return SHA256.HashData([]);
        }

        if (hashes.Count == 1)
        {
            return hashes[0];
        }

        var half = 1;
        while (half * 2 < hashes.Count)
        {
            half *= 2;
        }

        return SHA256.HashData([1, .. Naive(hashes[..half]), .. Naive(hashes[half..])]);
    }

    private static List<byte[]> Spoiled(IReadOnlyList<byte[]> path, int step)
    {
        var spoiled = path.Select(hash => hash.ToArray()).ToList();
        spoiled[step][7] ^= 1;
        return spoiled;
    }
}
