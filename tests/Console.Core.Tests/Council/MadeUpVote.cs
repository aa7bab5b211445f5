using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>A vote that was held as it should be, with everything in it that a vote of its mode can have.</summary>
internal sealed class MadeUpVote
{
    internal static readonly DateTimeOffset Opens = new(2026, 6, 1, 1, 0, 0, TimeSpan.Zero);
    internal static readonly StaffId Chair = new("chair");
    private readonly Random _random;
    private readonly VoteKey _key;
    private DateTimeOffset _now = Opens;

    /// <param name="enter">Changes the roll before it is settled.</param>
    /// <param name="settle">Changes the definition before it is written.</param>
    internal MadeUpVote(
        VoteMode mode, int seed, VoteKey key, int voters = 26, Action<List<RollEntry>>? enter = null, Func<VoteDefinition, VoteDefinition>? settle = null)
    {
        (_random, _key) = (new Random(seed), key);
        Roll = MakeRoll(mode, voters);
        enter?.Invoke(Roll);
        var definition = new VoteDefinition
        {
            Id = new VoteId(12),
            Community = "demo",
            Topic = 3,
            Question = "是否同意改造 3 号楼的电梯？\n“一次投票” <b>&amp;</b>",
            Options = VoteOption.OfMotion,
            Mode = mode,
            Profile = Profile(mode),
            MayChange = mode != VoteMode.Secret,
            OpensAt = Opens,
            ClosesAt = Opens.AddHours(2),
            Chair = Chair,
            Scrutineers = [new("shen"), new("wu")],
            RollRoot = RollRoot.Of(Roll),
            RollSize = voters,
            Heads = Roll.Sum(entry => (long)entry.Heads),
            Area = Roll.Sum(entry => entry.Area),
            PublicKey = key.PublicKey,
        };
        Definition = settle is null ? definition : settle(definition);
        Hold();
    }

    internal VoteDefinition Definition { get; }

    internal List<RollEntry> Roll { get; }

    /// <summary>What happened, in order; change it to make a vote held as it should not be.</summary>
    internal List<VoteLeaf> Leaves { get; } = [];

    /// <summary>After which leaves a checkpoint is made.</summary>
    internal List<int> Sizes { get; } = [];

    internal int FirstOf<T>(int skip = 0)
        where T : VoteLeaf => Leaves.Select((leaf, number) => (leaf, number)).Where(each => each.leaf is T).Skip(skip).First().number;

    /// <summary>Writes and signs it, as an operator would who believes in it, or cheats.</summary>
    internal VoteRecord Record()
    {
        var log = new VoteLog();
        var lines = new List<byte[]>();
        var checkpoints = new List<VoteCheckpoint>();
        foreach (var leaf in Leaves)
        {
            lines.Add(log.Add(leaf).Bytes);
            if (Sizes.Contains(lines.Count) || leaf is ClosedLeaf or AnnouncedLeaf or CancelledLeaf)
            {
                checkpoints.Add(_key.Sign(Definition.Id, log.Count, log.Root, Opens.AddMinutes(lines.Count)));
            }
        }

        return new VoteRecord(Definition, Roll, lines, checkpoints);
    }

    internal PublishedVote Publish() => PublishedVote.Of(Record(), isNamed: Definition.Mode == VoteMode.NamedTurnout);

    internal Guid Id()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    internal BallotLeaf Ballot(int voter, string option, DateTimeOffset at, long replaces = 0) =>
        new(Roll[voter].Id, option, at, VoteChannel.Phone, Roll[voter].Proxy ?? Roll[voter].Id, replaces, Salt(16));

    private static RuleProfile Profile(VoteMode mode)
    {
        var (twoThirds, moreThanHalf) = (new Threshold(2, 3, false), new Threshold(1, 2, true));
        var heads = new MeasureRule(Measure.Heads, twoThirds, moreThanHalf, AgreeOf.TakingPart);
        return new RuleProfile(
            "made-up", new("试用规则", "Made-up rules"), new("《民法典》第二百七十八条", "Civil Code, Art. 278"), new(2021, 1, 1),
            mode == VoteMode.NamedTurnout ? [heads, heads with { Measure = Measure.Area }] : [heads],
            mode == VoteMode.NamedTurnout ? [VoteMode.Named, VoteMode.NamedTurnout] : [VoteMode.Named, VoteMode.NamedTurnout, VoteMode.Secret],
            NoticeDays: 7, MostProxies: 1, MostExtension: TimeSpan.FromHours(1.5), MayCloseEarly: mode == VoteMode.Named);
    }

    private List<RollEntry> MakeRoll(VoteMode mode, int voters)
    {
        var ids = Enumerable.Range(0, voters).Select(_ => new RollId(Id())).ToList();
        return
        [
            .. ids.Select((id, place) => new RollEntry(
                place + 1, id, $"居民{place + 1}", $"{place % 4 + 1} 号楼 {place + 101}",
                Heads: mode == VoteMode.NamedTurnout && place == 5 ? 0 : 1,
                Area: mode == VoteMode.Secret ? 0 : 5_000 + _random.Next(9_000),
                Account: place % 3 == 0 ? null : new StaffId($"r{place}"),
                Proxy: place == 4 ? ids[2] : null,
                Salt(32))),
        ];
    }

    private void Hold()
    {
        Leaves.Add(new DefinitionLeaf(Definition));
        Leaves.Add(new OpenedLeaf(Next(), Chair));
        Sizes.Add(Leaves.Count);
        var took = Roll.Where((_, place) => place % 13 != 12).ToList();
        foreach (var entry in took)
        {
            Cast(entry, 0);
            if (Leaves.Count % 9 == 0)
            {
                Sizes.Add(Leaves.Count);
            }
        }

        if (Definition.MayChange)
        {
            Cast(took[1], 3);
            Cast(took[4], 6);
            Cast(took[1], Leaves.Count - 2);
        }

        if (Definition.Mode != VoteMode.Named)
        {
            Leaves.Add(new ExtendedLeaf(Next(), Opens.AddHours(3), "还有人在排队", Chair));
        }

        if (Definition.Mode == VoteMode.Secret && took.Count >= VoteCheck.FewestShown)
        {
            Leaves.AddRange(took
                .Select((_, place) => new BoxLeaf(Id(), Choose(), $"青山 {place}")).OrderBy(box => box.Ballot.ToString("N"), StringComparer.Ordinal));
        }

        Leaves.Add(Closed(Definition.Mode == VoteMode.Named ? Next() : Opens.AddHours(3)));
        Leaves.Add(new AnnouncedLeaf(Opens.AddHours(4), Chair));
    }

    /// <summary>The close of what was logged so far.</summary>
    internal ClosedLeaf Closed(DateTimeOffset at)
    {
        var sums = Definition.Options.DistinctBy(option => option.Code).ToDictionary(option => option.Code, _ => default(VoteSum));
        var last = Leaves.OfType<BallotLeaf>().GroupBy(ballot => ballot.Entry).Select(same => same.Last());
        foreach (var ballot in last)
        {
            var entry = Roll.First(each => each.Id == ballot.Entry);
            sums[ballot.Option] += new VoteSum(1, entry.Heads, entry.Area);
        }

        foreach (var box in Leaves.OfType<BoxLeaf>())
        {
            sums[box.Option] += new VoteSum(1, 1, 0);
        }

        var turnout = Leaves.OfType<TurnoutLeaf>().Count();
        if (turnout > 0 && turnout < VoteCheck.FewestShown)
        {
            sums[VoteOption.For] = new VoteSum(turnout, turnout, 0);
        }

        return new ClosedLeaf(at, Chair, sums);
    }

    private void Cast(RollEntry entry, long replaces)
    {
        var (channel, by) = ((VoteChannel)_random.Next(4), entry.Proxy ?? entry.Id);
        Leaves.Add(Definition.Mode == VoteMode.Secret
            ? new TurnoutLeaf(entry.Id, Next(), channel, by)
            : new BallotLeaf(entry.Id, Choose(), Next(), channel, by, replaces, Salt(16)));
    }

    private string Choose() => _random.Next(10) switch { < 6 => VoteOption.For, < 9 => VoteOption.Against, _ => VoteOption.Abstain };

    private DateTimeOffset Next() => _now = _now.AddTicks(_random.Next(1, 300_000_000));

    private byte[] Salt(int length)
    {
        var salt = new byte[length];
        _random.NextBytes(salt);
        return salt;
    }
}
