using System.Security.Cryptography;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>A published vote with one thing changed in it after it was made, and what a checker should name.</summary>
internal sealed record ChangedVote(string What, PublishedVote Vote, VotePart Part, long Number);

/// <summary>Single changes to a published vote, picked at random.</summary>
internal static class VoteChanges
{
    private static readonly (string What, Func<PublishedVote, Random, ChangedVote?> Make)[] All =
    [
        ("a bit of a leaf", (vote, random) => Leaf(vote, random, bytes => Flip(bytes, random))),
        ("a byte of a leaf", (vote, random) => Leaf(vote, random, bytes => Set(bytes, random))),
        ("a leaf dropped", (vote, random) => Lines(vote, random, leaves => Drop(leaves, random))),
        ("a leaf doubled", (vote, random) => Lines(vote, random, leaves => Double(leaves, random))),
        ("two leaves swapped", (vote, random) => Lines(vote, random, leaves => Swap(leaves, random))),
        ("a leaf moved", (vote, random) => Lines(vote, random, leaves => Move(leaves, random))),
        ("the tail cut off", (vote, random) => Lines(vote, random, leaves => Cut(leaves, random))),
        ("a ballot put in", PutIn),
        ("an option", ChangeOption),
        ("sums", ChangeSums),
        ("a field of the definition in leaf 0", (vote, random) => InLeaf(vote, 0, new DefinitionLeaf(Change(vote.Definition, random)))),
        ("a field of the definition in plain words", (vote, random) => new("", vote with { Definition = Change(vote.Definition, random) }, VotePart.Definition, 0)),
        ("a weight on the roll", ChangeWeight),
        ("a bit of the roll", (vote, random) => Paper(vote, random, bytes => Flip(bytes, random))),
        ("the roll's order or length", ChangeRollLines),
        ("a checkpoint's fields", ChangeCheckpoint),
        ("two checkpoints exchanged", ExchangeCheckpoints),
        ("a checkpoint of another key", ForgeCheckpoint),
    ];

    /// <summary>How many ways there are.</summary>
    internal static int Ways => All.Length;

    /// <summary>Makes one change of that way.</summary>
    internal static ChangedVote Make(PublishedVote vote, int way, Random random)
    {
        while (true)
        {
            if (All[way].Make(vote, random) is { } changed)
            {
                return changed with { What = $"{All[way].What}, mode {vote.Definition.Mode}" };
            }
        }
    }

    private static ChangedVote Leaf(PublishedVote vote, Random random, Func<byte[], byte[]> change)
    {
        var number = random.Next(vote.Leaves.Count);
        return new("", vote with { Leaves = With(vote.Leaves, number, change(vote.Leaves[number])) }, VotePart.Leaf, number);
    }

    private static ChangedVote Lines(PublishedVote vote, Random random, Func<List<byte[]>, int> change)
    {
        var leaves = vote.Leaves.ToList();
        var number = change(leaves);
        return new("", vote with { Leaves = leaves }, VotePart.Leaf, number);
    }

    private static ChangedVote PutIn(PublishedVote vote, Random random)
    {
        var number = random.Next(2, vote.Leaves.Count);
        var somebody = RollPaper.Read(LogLine.Read(vote.Roll[^1]).Content).Id;
        var after = vote.Leaves.Take(number).Select(Read).OfType<BallotLeaf>().LastOrDefault()?.At ?? MadeUpVote.Opens.AddMinutes(1);
        VoteLeaf leaf = vote.Definition.Mode == VoteMode.Secret
            ? new TurnoutLeaf(somebody, vote.Leaves.Take(number).Select(Read).OfType<TurnoutLeaf>().LastOrDefault()?.At ?? after, VoteChannel.Paper, somebody)
            : new BallotLeaf(somebody, VoteOption.For, after, VoteChannel.Paper, somebody, 0, new byte[16]);
        var line = new LogLine(number, MerkleTree.HashLeaf(vote.Leaves[number - 1]), leaf.Write()).Write();
        return new("", vote with { Leaves = [.. vote.Leaves.Take(number), line, .. vote.Leaves.Skip(number)] }, VotePart.Leaf, number);
    }

    private static ChangedVote? ChangeOption(PublishedVote vote, Random random)
    {
        var number = random.Next(vote.Leaves.Count);
        return Read(vote.Leaves[number]) switch
        {
            BallotLeaf ballot => InLeaf(vote, number, ballot with { Option = Other(ballot.Option) }),
            BoxLeaf box => InLeaf(vote, number, box with { Option = Other(box.Option) }),
            _ => null,
        };
    }

    private static ChangedVote ChangeSums(PublishedVote vote, Random random)
    {
        var number = vote.Leaves.Count - 2;
        var closed = (ClosedLeaf)Read(vote.Leaves[number]);
        var sums = closed.Sums.ToDictionary();
        sums[VoteOption.For] += random.Next(3) switch { 0 => new(1, 1, 0), 1 => new(0, 1, 0), _ => new(0, 0, 1) };
        return InLeaf(vote, number, closed with { Sums = sums });
    }

    private static ChangedVote ChangeWeight(PublishedVote vote, Random random) => Paper(vote, random, bytes =>
    {
        var line = LogLine.Read(bytes);
        var paper = RollPaper.Read(line.Content);
        paper = random.Next(3) switch
        {
            0 => paper with { Area = paper.Area + 1 },
            1 => paper with { Heads = 1 - paper.Heads },
            _ => paper with { Proxy = paper.Proxy is null ? RollPaper.Read(LogLine.Read(vote.Roll[paper.Number == 1 ? 1 : 0]).Content).Id : null },
        };
        return (line with { Content = paper.Write() }).Write();
    });

    private static ChangedVote ChangeRollLines(PublishedVote vote, Random random)
    {
        var roll = vote.Roll.ToList();
        var index = random.Next(5) switch
        {
            0 => Drop(roll, random),
            1 => Double(roll, random),
            2 => Swap(roll, random),
            3 => Move(roll, random),
            _ => Cut(roll, random),
        };
        return new("", vote with { Roll = roll }, VotePart.Roll, index + 1);
    }

    private static ChangedVote ChangeCheckpoint(PublishedVote vote, Random random)
    {
        var place = random.Next(vote.Checkpoints.Count);
        var checkpoint = vote.Checkpoints[place];
        return InCheckpoint(vote, place, random.Next(5) switch
        {
            0 => checkpoint with { Root = Flip(checkpoint.Root, random) },
            1 => checkpoint with { Signature = Flip(checkpoint.Signature, random) },
            2 => checkpoint with { Size = checkpoint.Size + random.Next(1, 4) },
            3 => checkpoint with { At = checkpoint.At.AddTicks(1) },
            _ => checkpoint with { Vote = new VoteId(13) },
        });
    }

    private static ChangedVote ExchangeCheckpoints(PublishedVote vote, Random random)
    {
        var checkpoints = vote.Checkpoints.ToList();
        var first = Swap(checkpoints, random);
        return new("", vote with { Checkpoints = checkpoints }, VotePart.Checkpoint, first + 1);
    }

    private static ChangedVote ForgeCheckpoint(PublishedVote vote, Random random)
    {
        using var other = VoteKey.Create();
        var place = random.Next(vote.Checkpoints.Count);
        var checkpoint = vote.Checkpoints[place];
        return InCheckpoint(vote, place, other.Sign(checkpoint.Vote, checkpoint.Size, SHA256.HashData([1]), checkpoint.At));
    }

    private static VoteDefinition Change(VoteDefinition settled, Random random) => random.Next(12) switch
    {
        0 => settled with { Question = settled.Question + "。" },
        1 => settled with { ClosesAt = settled.ClosesAt.AddTicks(1) },
        2 => settled with { OpensAt = settled.OpensAt.AddTicks(-1) },
        3 => settled with { MayChange = !settled.MayChange },
        4 => settled with { Heads = settled.Heads + 1 },
        5 => settled with { Area = settled.Area + 1 },
        6 => settled with { Scrutineers = [.. settled.Scrutineers, new("zhao")] },
        7 => settled with { Options = [.. settled.Options.Skip(1), settled.Options[0]] },
        8 => settled with { Profile = settled.Profile with { Measures = [settled.Profile.Measures[0] with { Agree = new Threshold(3, 4, false) }, .. settled.Profile.Measures.Skip(1)] } },
        9 => settled with { Profile = settled.Profile with { MostProxies = 2 } },
        10 => settled with { Profile = settled.Profile with { MostExtension = settled.Profile.MostExtension + TimeSpan.FromTicks(1) } },
        _ => settled with { RollRoot = Flip(settled.RollRoot, random) },
    };

    private static ChangedVote Paper(PublishedVote vote, Random random, Func<byte[], byte[]> change)
    {
        var index = random.Next(vote.Roll.Count);
        return new("", vote with { Roll = With(vote.Roll, index, change(vote.Roll[index])) }, VotePart.Roll, index + 1);
    }

    private static ChangedVote InLeaf(PublishedVote vote, int number, VoteLeaf leaf) => new(
        "", vote with { Leaves = With(vote.Leaves, number, (LogLine.Read(vote.Leaves[number]) with { Content = leaf.Write() }).Write()) }, VotePart.Leaf, number);

    private static ChangedVote InCheckpoint(PublishedVote vote, int place, VoteCheckpoint checkpoint) =>
        new("", vote with { Checkpoints = With(vote.Checkpoints, place, checkpoint) }, VotePart.Checkpoint, place + 1);

    private static VoteLeaf Read(byte[] line) => VoteLeaf.Read(LogLine.Read(line).Content);

    private static string Other(string option) => option == VoteOption.For ? VoteOption.Against : VoteOption.For;

    private static byte[] Flip(byte[] bytes, Random random)
    {
        var changed = bytes.ToArray();
        changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    private static byte[] Set(byte[] bytes, Random random)
    {
        var changed = bytes.ToArray();
        changed[random.Next(changed.Length)] += (byte)random.Next(1, 256);
        return changed;
    }

    private static int Drop(List<byte[]> lines, Random random)
    {
        var at = random.Next(lines.Count);
        lines.RemoveAt(at);
        return at;
    }

    private static int Double(List<byte[]> lines, Random random)
    {
        var at = random.Next(lines.Count);
        lines.Insert(at + 1, lines[at]);
        return at + 1;
    }

    private static int Swap<T>(List<T> lines, Random random)
    {
        var one = random.Next(lines.Count - 1);
        var other = random.Next(one + 1, lines.Count);
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return one;
    }

    private static int Move(List<byte[]> lines, Random random)
    {
        var from = random.Next(lines.Count);
        var line = lines[from];
        lines.RemoveAt(from);
        var to = (from + random.Next(1, lines.Count)) % (lines.Count + 1);
        lines.Insert(to, line);
        return Math.Min(from, to);
    }

    private static int Cut(List<byte[]> lines, Random random)
    {
        var left = random.Next(1, lines.Count);
        lines.RemoveRange(left, lines.Count - left);
        return left;
    }

    private static List<T> With<T>(IReadOnlyList<T> list, int at, T item)
    {
        var changed = list.ToList();
        changed[at] = item;
        return changed;
    }
}
