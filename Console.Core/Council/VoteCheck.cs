using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Counts a published vote again from nothing but its file, and names the first thing that is wrong. The rules: <c>docs/vote-format.md</c>.</summary>
public static class VoteCheck
{
    /// <summary>From how many ballots on those of a secret vote may be shown singly.</summary>
    public const int FewestShown = 20;

    /// <summary>The verdict.</summary>
    public static VoteVerdict Of(PublishedVote vote)
    {
        var whole = vote.Checkpoints.LastOrDefault(checkpoint => checkpoint.Size == vote.Leaves.Count);
        var chain = LineChain.Read(vote.Leaves, whole?.Root);
        if (chain.Broken is { Index: 0 } first)
        {
            return Wrong(new VoteFault(VotePart.Leaf, 0, first.Why));
        }

        // The definition is believed from here on: the next leaf hangs on it.
        var (definition, noDefinition) = Definition(chain);
        if (definition is null)
        {
            return Wrong(new VoteFault(VotePart.Leaf, 0, noDefinition!));
        }

        if (!new DefinitionLeaf(vote.Definition).Write().AsSpan().SequenceEqual(new DefinitionLeaf(definition).Write()))
        {
            return Wrong(new VoteFault(VotePart.Definition, 0, new("文件所写的表决设定与第 0 条不同。", "The definition in plain words is not that of leaf 0.")));
        }

        var roll = RollCheck.Of(vote, definition);
        if (roll.Fault is { } onRoll)
        {
            return Wrong(onRoll);
        }

        var rules = new LogRules(definition, roll.Papers);
        var fault = Walk(chain, rules) ?? Checkpoints(vote, definition, chain, rules);
        return new VoteVerdict(
            fault, rules.Stage, fault is null ? rules.Outcome : null, rules.IsRecounted, vote.Checkpoints.Count == 0 ? 0 : vote.Checkpoints.Max(checkpoint => checkpoint.Size));
    }

    private static (VoteDefinition? Definition, Sentence? Why) Definition(LineChain chain)
    {
        if (chain.Lines.Count == 0)
        {
            return (null, new("没有任何记录。", "There is no leaf."));
        }

        var (leaf, why) = Read(chain.Lines[0]!);
        return leaf is not DefinitionLeaf { Definition: var definition } ? (null, why ?? new("第 0 条须是表决设定。", "Leaf 0 must be the definition."))
            : DefinitionRules.Broken(definition) is { } broken ? (null, broken)
            : (definition, null);
    }

    private static VoteFault? Walk(LineChain chain, LogRules rules)
    {
        var judged = chain.Broken is not { } broken ? chain.Lines.Count : broken.Index + (chain.IsReplaced ? 1 : 0);
        for (var number = 0; number < judged; number++)
        {
            var (leaf, why) = Read(chain.Lines[number]!);
            if ((leaf is null ? why : rules.Take(number, leaf)) is { } wrong)
            {
                return new VoteFault(VotePart.Leaf, number, wrong);
            }
        }

        return chain.Broken is { } first ? new VoteFault(VotePart.Leaf, first.Index, first.Why) : null;
    }

    private static VoteFault? Checkpoints(PublishedVote vote, VoteDefinition definition, LineChain chain, LogRules rules)
    {
        for (var index = 0; index < vote.Checkpoints.Count; index++)
        {
            var checkpoint = vote.Checkpoints[index];
            if (checkpoint.Vote != definition.Id || checkpoint.Size < 1 || !VoteKey.IsGenuine(checkpoint, definition.PublicKey))
            {
                return new VoteFault(VotePart.Checkpoint, index + 1, new("不是由这次表决的密钥签署的。", "It was not signed with the key of this vote."));
            }
        }

        return Order(vote.Checkpoints) ?? Roots(vote.Checkpoints, chain, rules);
    }

    private static VoteFault? Order(IReadOnlyList<VoteCheckpoint> checkpoints)
    {
        var ordered = checkpoints.OrderBy(checkpoint => checkpoint.Size).ThenBy(checkpoint => checkpoint.At).ToList();
        for (var index = 0; index < checkpoints.Count; index++)
        {
            if (checkpoints[index] != ordered[index]
                || (index > 0 && checkpoints[index].Size == checkpoints[index - 1].Size && checkpoints[index].At == checkpoints[index - 1].At))
            {
                return new VoteFault(VotePart.Checkpoint, index + 1, new("检查点的次序不对，或出现两次。", "It is out of order, or there twice."));
            }
        }

        return null;
    }

    private static VoteFault? Roots(IReadOnlyList<VoteCheckpoint> checkpoints, LineChain chain, LogRules rules)
    {
        var (tree, vouched, count) = (new MerkleTree(), 0L, chain.Hashes.Count);
        foreach (var checkpoint in checkpoints)
        {
            if (checkpoint.Size > count)
            {
                return new VoteFault(VotePart.Leaf, count, new($"检查点证明有 {checkpoint.Size} 条，此条起缺失。", $"A checkpoint vouches for {checkpoint.Size} leaves; from this one on they are missing."));
            }

            while (tree.Count < checkpoint.Size)
            {
                tree.AddHash(chain.Hashes[(int)tree.Count]);
            }

            if (!tree.Root.AsSpan().SequenceEqual(checkpoint.Root))
            {
                // Every leaf but the last is held by the one after it.
                return new VoteFault(VotePart.Leaf, checkpoint.Size == count ? count - 1 : vouched, new(
                    $"第 {vouched} 至 {checkpoint.Size - 1} 条与检查点不符：最后一条被改动，或其中一段被重写。",
                    $"Leaves {vouched} to {checkpoint.Size - 1} are not those of the checkpoint: the last was changed, or a stretch was made anew."));
            }

            vouched = checkpoint.Size;
        }

        return rules.IsWithinBox ? new VoteFault(VotePart.Leaf, count, new("票箱打开后缺少结束记录。", "The box was opened and the close is missing."))
            : rules.Stage is not (VoteStage.Prepared or VoteStage.Open) && vouched < count
                ? new VoteFault(VotePart.Leaf, vouched, new("从此条起没有检查点证明。", "From here on no checkpoint vouches for the log."))
            : null;
    }

    private static (VoteLeaf? Leaf, Sentence? Why) Read(LogLine line)
    {
        try
        {
            return (VoteLeaf.Read(line.Content), null);
        }
        catch (FormatException wrong)
        {
            return (null, new("内容无法读取。", $"It cannot be read: {wrong.Message}"));
        }
    }

    private static VoteVerdict Wrong(VoteFault fault) => new(fault, VoteStage.Prepared, null, IsRecounted: false, 0);
}
