using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Whether a published roll is the one the definition names, and a lawful one.</summary>
internal sealed class RollCheck
{
    private readonly Dictionary<RollId, RollPaper> _papers = [];

    private RollCheck()
    {
    }

    /// <summary>The entries by id.</summary>
    public IReadOnlyDictionary<RollId, RollPaper> Papers => _papers;

    /// <summary>What is wrong, if anything is.</summary>
    public VoteFault? Fault { get; private set; }

    public static RollCheck Of(PublishedVote vote, VoteDefinition definition)
    {
        var check = new RollCheck();
        check.Fault = check.Lines(vote.Roll, definition) ?? check.Proxies(definition) ?? check.Names(vote.Names) ?? check.Totals(definition);
        return check;
    }

    private VoteFault? Lines(IReadOnlyList<byte[]> lines, VoteDefinition definition)
    {
        var chain = LineChain.Read(lines, lines.Count == definition.RollSize ? definition.RollRoot : null);
        for (var index = 0; index < lines.Count && (chain.Broken is not { } broken || index < broken.Index); index++)
        {
            if (Read(chain.Lines[index]!, index, definition) is { } why)
            {
                return Wrong(index, why);
            }
        }

        return chain.Broken is { } wrong ? Wrong(wrong.Index, wrong.Why)
            : lines.Count < definition.RollSize ? Wrong(lines.Count, new("名册缺少此人。", "This entry is missing."))
            : lines.Count > definition.RollSize ? Wrong(definition.RollSize, new("名册多出此人。", "This entry was not on the roll."))
            : lines.Count > 0 && !MerkleTree.Of(chain.Hashes).Root.AsSpan().SequenceEqual(definition.RollRoot)
                ? Wrong(lines.Count - 1, new("名册与表决开始前确定的不同：此人，或直到此人的一段，已被改动。", "The roll is not the one that was settled: this entry, or a stretch that ends with it, was changed."))
            : null;
    }

    private Sentence? Read(LogLine line, int index, VoteDefinition definition)
    {
        try
        {
            var paper = RollPaper.Read(line.Content);
            return paper.Number != index + 1 ? new($"此处的序号是 {paper.Number}。", $"It has the place {paper.Number}.")
                : definition.Mode == VoteMode.Secret && paper.Heads != 1 ? new("无记名表决每人须计一票。", "In a secret vote each entry must count one head.")
                : !_papers.TryAdd(paper.Id, paper) ? new("同一编号在名册上出现两次。", "Its id is on the roll twice.")
                : null;
        }
        catch (FormatException wrong)
        {
            return new("内容无法读取。", $"It cannot be read: {wrong.Message}");
        }
    }

    // Second entries of one person count no head: voting for an owner of three flats is voting for one other.
    private VoteFault? Proxies(VoteDefinition definition)
    {
        var others = new Dictionary<RollId, int>();
        foreach (var paper in _papers.Values.OrderBy(paper => paper.Number))
        {
            if (paper.Proxy is not { } proxy)
            {
                continue;
            }

            if (proxy == paper.Id || !_papers.ContainsKey(proxy))
            {
                return Wrong(paper.Number - 1, new("受托人不是名册上的另一人。", "Its proxy is nobody else on the roll."));
            }

            others[proxy] = others.GetValueOrDefault(proxy) + paper.Heads;
            if (others[proxy] > definition.Profile.MostProxies)
            {
                return Wrong(paper.Number - 1, new("受托人代表的人数超过规定。", "Its proxy votes for more others than the rules allow."));
            }
        }

        return null;
    }

    private VoteFault? Names(IReadOnlyList<RollName>? names)
    {
        if (names is null)
        {
            return null;
        }

        var papers = _papers.Values.OrderBy(paper => paper.Number).ToList();
        for (var index = 0; index < Math.Max(papers.Count, names.Count); index++)
        {
            if (index >= papers.Count || index >= names.Count || names[index].Number != index + 1
                || !RollPaper.Commit(names[index].Salt, names[index].Name, names[index].Place, names[index].Account).AsSpan().SequenceEqual(papers[index].Commitment))
            {
                return Wrong(index, new("姓名与名册所承诺的不符。", "The name is not the one the roll is bound to."));
            }
        }

        return null;
    }

    // The root holds, so the roll is the settled one: then it is the definition that says what is not so.
    private VoteFault? Totals(VoteDefinition definition) =>
        _papers.Values.Sum(paper => (long)paper.Heads) == definition.Heads && _papers.Values.Sum(paper => paper.Area) == definition.Area
            ? null
            : new VoteFault(VotePart.Leaf, 0, new("表决设定所写的总人数或总面积与名册不符。", "The heads or the area it names are not those of the roll."));

    private static VoteFault Wrong(int index, Sentence why) => new(VotePart.Roll, index + 1, why);
}
