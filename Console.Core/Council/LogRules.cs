using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Walks a log from its first leaf and says of each whether it may stand where it stands.</summary>
internal sealed class LogRules(VoteDefinition definition, IReadOnlyDictionary<RollId, RollPaper> roll)
{
    private readonly HashSet<string> _options = [.. definition.Options.Select(option => option.Code)];
    private readonly Dictionary<RollId, (long Leaf, string Option)> _counting = [];
    private readonly Dictionary<string, VoteSum> _box = [];
    private readonly HashSet<string> _phrases = new(StringComparer.Ordinal);
    private string _lastBallot = "";
    private DateTimeOffset _closesAt = definition.ClosesAt;
    private DateTimeOffset _now;
    private ClosedLeaf? _closed;

    /// <summary>How far it has come.</summary>
    public VoteStage Stage { get; private set; } = VoteStage.Prepared;

    /// <summary>Whether the box was opened and the closing leaf is still to come.</summary>
    public bool IsWithinBox => _phrases.Count > 0 && Stage == VoteStage.Open;

    /// <summary>Whether the sums were counted from ballots.</summary>
    public bool IsRecounted => definition.Mode != VoteMode.Secret || _counting.Count >= VoteCheck.FewestShown;

    /// <summary>What it came to, once it is closed.</summary>
    public VoteOutcome? Outcome => _closed is null ? null : VoteCount.Outcome(definition, _closed.Sums);

    /// <summary>Takes the next leaf; says why it may not be, or null.</summary>
    public Sentence? Take(long number, VoteLeaf leaf) => leaf switch
    {
        DefinitionLeaf => number == 0 ? null : new("表决设定只能是第 0 条。", "A definition may only be leaf 0."),
        _ when number == 0 => new("第 0 条须是表决设定。", "Leaf 0 must be the definition."),
        OpenedLeaf opened => Take(opened),
        BallotLeaf ballot => Take(number, ballot),
        TurnoutLeaf turnout => Take(number, turnout),
        BoxLeaf box => Take(box),
        ExtendedLeaf extended => Take(extended),
        ClosedLeaf closed => Take(closed),
        CancelledLeaf cancelled => Take(cancelled),
        AnnouncedLeaf announced => Take(announced),
        _ => new("这类内容不属于表决记录。", "No log holds such a leaf."),
    };

    private Sentence? Take(OpenedLeaf opened) =>
        Stage != VoteStage.Prepared ? OutOfPlace()
        : Pass(opened.At) ?? Go(VoteStage.Open);

    private Sentence? Take(long number, BallotLeaf ballot) =>
        definition.Mode == VoteMode.Secret ? new("无记名表决的记录不得写明谁选了什么。", "The log of a secret vote may not say who chose what.")
        : TakePart(ballot.Entry, ballot.At, ballot.By)
            ?? Choice(ballot.Option)
            ?? Replace(number, ballot);

    private Sentence? Take(long number, TurnoutLeaf turnout) =>
        definition.Mode != VoteMode.Secret ? new("只有无记名表决才单独记录参加。", "Only a secret vote logs turnout by itself.")
        : TakePart(turnout.Entry, turnout.At, turnout.By)
            ?? (_counting.TryAdd(turnout.Entry, (number, "")) ? null : new("此人已经参加过。", "The entry has taken part already."));

    private Sentence? Take(BoxLeaf box)
    {
        var ballot = box.Ballot.ToString("N");
        if (definition.Mode != VoteMode.Secret || Stage != VoteStage.Open)
        {
            return OutOfPlace();
        }

        if (_counting.Count < VoteCheck.FewestShown)
        {
            return new($"少于 {VoteCheck.FewestShown} 票时不得逐票公布。", $"Fewer than {VoteCheck.FewestShown} ballots may not be shown singly.");
        }

        if (string.CompareOrdinal(ballot, _lastBallot) <= 0)
        {
            return new("选票没有按随机编号排列。", "The ballots are not in the order of their ids.");
        }

        if (Choice(box.Option) is { } noChoice)
        {
            return noChoice;
        }

        if (box.Phrase.Length == 0 || !_phrases.Add(box.Phrase))
        {
            return new("暗语为空或重复。", "Its phrase is empty, or another ballot's.");
        }

        _lastBallot = ballot;
        _box[box.Option] = _box.GetValueOrDefault(box.Option) + new VoteSum(1, 1, 0);
        return null;
    }

    private Sentence? Take(ExtendedLeaf extended)
    {
        if (Stage != VoteStage.Open || IsWithinBox)
        {
            return OutOfPlace();
        }

        if (Pass(extended.At) is { } late)
        {
            return late;
        }

        if (extended.At >= _closesAt || extended.ClosesAt <= _closesAt || extended.ClosesAt - definition.ClosesAt > definition.Profile.MostExtension)
        {
            return new("延长不合规定：须在结束之前，且总共不超过上限。", "It may only be extended before it ends, and not beyond the limit.");
        }

        _closesAt = extended.ClosesAt;
        return null;
    }

    private Sentence? Take(ClosedLeaf closed)
    {
        if (Stage != VoteStage.Open)
        {
            return OutOfPlace();
        }

        if (Pass(closed.At) is { } late)
        {
            return late;
        }

        if (closed.At < _closesAt && !definition.Profile.MayCloseEarly && _counting.Count < roll.Count)
        {
            return new("未到结束时间，名册上还有人没有参加。", "It was closed before its time though not everybody had taken part.");
        }

        if (IsRecounted && definition.Mode == VoteMode.Secret && _phrases.Count != _counting.Count)
        {
            return new($"参加 {_counting.Count} 人，票箱中 {_phrases.Count} 票。", $"{_counting.Count} took part, {_phrases.Count} ballots were in the box.");
        }

        if (!IsRightSum(closed))
        {
            return new("所写的票数与重新计算的不同。", "The sums are not those of the ballots.");
        }

        _closed = closed;
        return Go(VoteStage.Closed);
    }

    private Sentence? Take(CancelledLeaf cancelled) =>
        Stage is not (VoteStage.Prepared or VoteStage.Open) || IsWithinBox ? OutOfPlace()
        : Pass(cancelled.At) ?? Go(VoteStage.Cancelled);

    private Sentence? Take(AnnouncedLeaf announced) =>
        Stage != VoteStage.Closed ? OutOfPlace()
        : Pass(announced.At) ?? Go(VoteStage.Announced);

    private Sentence? TakePart(RollId entry, DateTimeOffset at, RollId by) =>
        Stage != VoteStage.Open || IsWithinBox ? OutOfPlace()
        : Pass(at)
            ?? (at < definition.OpensAt || at >= _closesAt ? new("不在表决时间之内。", "It is not within the time of the vote.")
            : !roll.TryGetValue(entry, out var paper) ? new("投票人不在名册上。", "The voter is not on the roll.")
            : by != entry && by != paper.Proxy ? new("代投人不是受托人。", "Whoever cast it is not the proxy.")
            : null);

    private Sentence? Choice(string option) => _options.Contains(option) ? null : new($"没有“{option}”这个选项。", $"There is no option \"{option}\".");

    private Sentence? Replace(long number, BallotLeaf ballot)
    {
        var has = _counting.TryGetValue(ballot.Entry, out var earlier);
        if (has && !definition.MayChange)
        {
            return new("此人已经投票，且不得改投。", "The entry has voted already, and may not vote anew.");
        }

        if (ballot.Replaces != (has ? earlier.Leaf : 0))
        {
            return new("所替换的不是此人计票的那一张。", "What it replaces is not the entry's counting ballot.");
        }

        _counting[ballot.Entry] = (number, ballot.Option);
        return null;
    }

    private bool IsRightSum(ClosedLeaf closed)
    {
        if (!_options.SetEquals(closed.Sums.Keys))
        {
            return false;
        }

        if (!IsRecounted)
        {
            return closed.Sums.Values.All(sum => sum.Heads == sum.Ballots && sum.Area == 0) && closed.Sums.Values.Sum(sum => (long)sum.Ballots) == _counting.Count;
        }

        var counted = definition.Mode == VoteMode.Secret ? _box : _counting
            .GroupBy(each => each.Value.Option)
            .ToDictionary(each => each.Key, each => each.Select(one => new VoteSum(1, roll[one.Key].Heads, roll[one.Key].Area)).Aggregate(VoteSum.Add));
        return closed.Sums.All(each => each.Value == counted.GetValueOrDefault(each.Key));
    }

    private Sentence? Pass(DateTimeOffset at)
    {
        if (at < _now)
        {
            return new("时间早于前一条。", "It is earlier than what stands before it.");
        }

        _now = at;
        return null;
    }

    private Sentence? Go(VoteStage stage)
    {
        Stage = stage;
        return null;
    }

    private static Sentence OutOfPlace() => new("不应出现在这个位置。", "It may not stand here.");
}
