using CommunityConsole.Core.Council;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>Logs that hang together and are signed, of votes that were not held as they should be: an operator's cheats.</summary>
public sealed class VoteCheckTests : IDisposable
{
    private readonly VoteKey _key = VoteKey.Create();

    /// <summary>Each takes a lawful vote of that mode, does one thing, and gives the leaf that is wrong.</summary>
    private static readonly Dictionary<string, (VoteMode Mode, Func<MadeUpVote, int> Cheat)> Cheats = new()
    {
        ["a stranger votes"] = (VoteMode.Named, vote => Change<BallotLeaf>(vote, 3, ballot => ballot with { Entry = new RollId(vote.Id()), By = new RollId(vote.Id()) })),
        ["somebody casts for another"] = (VoteMode.Named, vote => Change<BallotLeaf>(vote, 3, ballot => ballot with { By = vote.Roll[7].Id })),
        ["a second ballot beside the first"] = (VoteMode.Named, vote => Insert(vote, 20, vote.Ballot(0, "for", At(vote, 19)))),
        ["a ballot that replaces another's"] = (VoteMode.Named, vote => Insert(vote, 20, vote.Ballot(0, "for", At(vote, 19), replaces: 3))),
        ["an option nobody settled"] = (VoteMode.Named, vote => Change<BallotLeaf>(vote, 5, ballot => ballot with { Option = "maybe" })),
        ["a ballot before the time"] = (VoteMode.NamedTurnout, CastBeforeTheTime),
        ["a ballot at the very close"] = (VoteMode.NamedTurnout, vote => Insert(vote, vote.FirstOf<ClosedLeaf>(), vote.Ballot(25, "for", MadeUpVote.Opens.AddHours(3)))),
        ["time runs backwards"] = (VoteMode.NamedTurnout, vote => Change<BallotLeaf>(vote, 9, ballot => ballot with { At = MadeUpVote.Opens.AddSeconds(1) })),
        ["a ballot after the close"] = (VoteMode.Named, vote => Insert(vote, vote.Leaves.Count - 1, vote.Ballot(25, "for", MadeUpVote.Opens.AddHours(1.9)))),
        ["extended beyond the rule"] = (VoteMode.NamedTurnout, vote => Change<ExtendedLeaf>(vote, 0, extended => extended with { ClosesAt = MadeUpVote.Opens.AddHours(3.5).AddTicks(1) })),
        ["shortened"] = (VoteMode.NamedTurnout, vote => Change<ExtendedLeaf>(vote, 0, extended => extended with { ClosesAt = MadeUpVote.Opens.AddHours(1) })),
        ["closed early against the rule"] = (VoteMode.NamedTurnout, vote => Change<ClosedLeaf>(vote, 0, closed => closed with { At = MadeUpVote.Opens.AddHours(3).AddTicks(-1) })),
        ["one head more"] = (VoteMode.Named, vote => Change<ClosedLeaf>(vote, 0, closed => closed with { Sums = With(closed.Sums, "for", new VoteSum(0, 1, 0)) })),
        ["an option left out of the sums"] = (VoteMode.Named, vote => Change<ClosedLeaf>(vote, 0, closed => closed with { Sums = closed.Sums.Where(sum => sum.Key != "abstain").ToDictionary() })),
        ["opened twice"] = (VoteMode.Named, vote => Insert(vote, 2, vote.Leaves[1])),
        ["announced twice"] = (VoteMode.Named, vote => Insert(vote, vote.Leaves.Count, vote.Leaves[^1])),
        ["cancelled after the close"] = (VoteMode.Named, vote => Insert(vote, vote.Leaves.Count - 1, new CancelledLeaf(MadeUpVote.Opens.AddHours(4), "x", MadeUpVote.Chair))),
        ["a choice in a secret vote's log"] = (VoteMode.Secret, vote => Insert(vote, 5, vote.Ballot(25, "for", At(vote, 4)))),
        ["somebody takes part twice"] = (VoteMode.Secret, vote => Insert(vote, 9, vote.Leaves[8])),
        ["turnout after the box was opened"] = (VoteMode.Secret, vote => Insert(vote, vote.FirstOf<BoxLeaf>(3), new TurnoutLeaf(vote.Roll[25].Id, MadeUpVote.Opens.AddHours(2), VoteChannel.Paper, vote.Roll[25].Id))),
        ["a ballot too many in the box, and counted"] = (VoteMode.Secret, StuffTheBox),
        ["a ballot too few in the box, and not counted"] = (VoteMode.Secret, TakeOutOfTheBox),
        ["the box in another order"] = (VoteMode.Secret, vote => Exchange(vote, vote.FirstOf<BoxLeaf>(4))),
        ["a phrase twice"] = (VoteMode.Secret, vote => Change<BoxLeaf>(vote, 6, box => box with { Phrase = ((BoxLeaf)vote.Leaves[vote.FirstOf<BoxLeaf>(2)]).Phrase })),
        ["an option nobody settled in the box"] = (VoteMode.Secret, vote => Change<BoxLeaf>(vote, 6, box => box with { Option = "maybe" })),
        ["a box in an open vote"] = (VoteMode.Named, vote => Insert(vote, 8, new BoxLeaf(vote.Id(), "for", "红 花"))),
    };

    /// <summary>What was settled before anybody voted, and what of it is wrong.</summary>
    private static readonly Dictionary<string, (VoteMode Mode, Action<List<RollEntry>>? Enter, Func<VoteDefinition, VoteDefinition>? Settle, string Wanted)> Settlements = new()
    {
        ["more heads than on the roll"] = (VoteMode.Named, null, settled => settled with { Heads = settled.Heads + 1 }, "leaf 0"),
        ["less area than on the roll"] = (VoteMode.NamedTurnout, null, settled => settled with { Area = settled.Area - 1 }, "leaf 0"),
        ["a proxy where there may be none"] = (VoteMode.Named, null, settled => settled with { Profile = settled.Profile with { MostProxies = 0 } }, "roll 5"),
        ["two others for one proxy"] = (VoteMode.Named, roll => roll[8] = roll[8] with { Proxy = roll[2].Id }, null, "roll 9"),
        ["a second entry of the other"] = (VoteMode.Named, roll => roll[8] = roll[8] with { Heads = 0, Proxy = roll[2].Id }, null, "right"),
        ["a proxy for oneself"] = (VoteMode.Named, roll => roll[6] = roll[6] with { Proxy = roll[6].Id }, null, "roll 7"),
        ["a proxy from outside"] = (VoteMode.Named, roll => roll[6] = roll[6] with { Proxy = new RollId(Guid.Empty) }, null, "roll 7"),
        ["an id twice"] = (VoteMode.Named, roll => roll[8] = roll[8] with { Id = roll[2].Id }, null, "roll 9"),
        ["no head in a secret vote"] = (VoteMode.Secret, roll => roll[8] = roll[8] with { Heads = 0 }, null, "roll 9"),
        ["a place twice"] = (VoteMode.Named, roll => roll[8] = roll[8] with { Number = 8 }, null, "roll 9"),
        ["one scrutineer"] = (VoteMode.Named, null, settled => settled with { Scrutineers = [new("wu"), new("wu")] }, "leaf 0"),
        ["the chair a scrutineer"] = (VoteMode.Named, null, settled => settled with { Scrutineers = [new("wu"), new("shen"), settled.Chair] }, "leaf 0"),
        ["an option twice"] = (VoteMode.Named, null, settled => settled with { Options = [.. settled.Options, settled.Options[0]] }, "leaf 0"),
        ["a mode the rules forbid"] = (VoteMode.Named, null, settled => settled with { Profile = settled.Profile with { Modes = [VoteMode.Secret] } }, "leaf 0"),
        ["area in a secret vote"] = (VoteMode.Secret, null, settled => settled with { Profile = settled.Profile with { Measures = [settled.Profile.Measures[0] with { Measure = Measure.Area }] } }, "leaf 0"),
        ["nothing counted"] = (VoteMode.Named, null, settled => settled with { Profile = settled.Profile with { Measures = [] } }, "leaf 0"),
        ["a close before the opening"] = (VoteMode.Named, null, settled => settled with { ClosesAt = settled.OpensAt }, "leaf 0"),
    };

    public static TheoryData<string> CheatNames => [.. Cheats.Keys];

    [Theory]
    [MemberData(nameof(CheatNames))]
    public void Check_CheatThatWasSigned_NamesTheLeaf(string cheat)
    {
        var vote = new MadeUpVote(Cheats[cheat].Mode, 3, _key);
        Assert.True(VoteCheck.Of(vote.Publish()).IsRight);

        var wrong = Cheats[cheat].Cheat(vote);
        var verdict = VoteCheck.Of(vote.Publish());

        Assert.Equal((VotePart.Leaf, wrong), (verdict.Fault?.Part, (int)(verdict.Fault?.Number ?? -1)));
        Assert.Null(verdict.Outcome);
    }

    [Fact]
    public async Task Check_EveryCheat_IsCalledTheSameByTheStandAloneVerifier()
    {
        var files = Cheats.Values.Select(each =>
        {
            var vote = new MadeUpVote(each.Mode, 3, _key);
            each.Cheat(vote);
            return VoteExport.Write(vote.Publish());
        }).ToList();

        Assert.Equal(files.Select(StandAloneVerifier.Ours), await StandAloneVerifier.CheckAsync(files));
    }

    [Fact]
    public async Task Check_VoteSettledAsItMayNotBe_IsCalledWrongByBoth()
    {
        var files = Settlements.Values.Select(each => VoteExport.Write(new MadeUpVote(each.Mode, 3, _key, enter: each.Enter, settle: each.Settle).Publish())).ToList();

        var theirs = await StandAloneVerifier.CheckAsync(files);

        Assert.All(Settlements, (each, number) =>
        {
            var ours = StandAloneVerifier.Ours(files[number]);
            Assert.Equal($"{each.Key}: {each.Value.Wanted}", $"{each.Key}: {(each.Value.Wanted == "right" ? ours.Split(' ')[0] : ours)}");
            Assert.Equal($"{each.Key}: {ours}", $"{each.Key}: {theirs[number]}");
        });
    }

    [Fact]
    public async Task Check_BallotChangedWhereNothingMayChange_IsWrong()
    {
        var vote = new MadeUpVote(VoteMode.Named, 3, _key, settle: settled => settled with { MayChange = false });
        var number = Insert(vote, vote.FirstOf<ClosedLeaf>(), vote.Ballot(0, "against", At(vote, vote.FirstOf<ClosedLeaf>() - 1), replaces: 2));
        var file = VoteExport.Write(vote.Publish());

        Assert.Equal($"leaf {number}", StandAloneVerifier.Ours(file));
        Assert.Equal([$"leaf {number}"], await StandAloneVerifier.CheckAsync([file]));
    }

    [Fact]
    public async Task Check_LastLeafChangedThatNoOtherHolds_IsNamedThoughTheLastButOneWasNotSigned()
    {
        var vote = new MadeUpVote(VoteMode.Named, 6, _key).Publish();
        var last = LogLine.Read(vote.Leaves[^1]);
        var later = last with { Content = new AnnouncedLeaf(MadeUpVote.Opens.AddHours(5), MadeUpVote.Chair).Write() };
        var file = VoteExport.Write(vote with { Leaves = [.. vote.Leaves.SkipLast(1), later.Write()], Checkpoints = [.. vote.Checkpoints.SkipLast(2), vote.Checkpoints[^1]] });

        Assert.Equal($"leaf {vote.Leaves.Count - 1}", StandAloneVerifier.Ours(file));
        Assert.Equal([$"leaf {vote.Leaves.Count - 1}"], await StandAloneVerifier.CheckAsync([file]));
    }

    [Fact]
    public async Task Check_SomebodyAddedToTheRollLater_IsNamed()
    {
        var vote = new MadeUpVote(VoteMode.Named, 6, _key);
        var added = Enumerable.Range(27, 2).Select(place => new RollEntry(place, new RollId(vote.Id()), "加名", "9 号楼", 1, 0, null, null, new byte[32]));
        var file = VoteExport.Write(vote.Publish() with { Roll = RollRoot.Lines([.. vote.Roll, .. added]) });

        Assert.Equal("roll 27", StandAloneVerifier.Ours(file));
        Assert.Equal(["roll 27"], await StandAloneVerifier.CheckAsync([file]));
    }

    [Fact]
    public void Check_SecretVoteOfFew_ShowsNoBallotAndSaysThatItWasNotRecounted()
    {
        var vote = new MadeUpVote(VoteMode.Secret, 4, _key, voters: 15);

        var verdict = VoteCheck.Of(vote.Publish());

        Assert.DoesNotContain(vote.Leaves, leaf => leaf is BoxLeaf);
        Assert.True(verdict.IsRight);
        Assert.False(verdict.IsRecounted);
        Assert.Equal(14, verdict.Outcome!.Cast.Ballots);
    }

    [Fact]
    public async Task Check_SecretVoteOfFew_BallotsOrSumsThatCannotBe_AreWrong()
    {
        var shown = new MadeUpVote(VoteMode.Secret, 4, _key, voters: 15);
        var first = Insert(shown, shown.FirstOf<ExtendedLeaf>() + 1, new BoxLeaf(shown.Id(), "for", "红 花"));
        var more = new MadeUpVote(VoteMode.Secret, 4, _key, voters: 15);
        var closed = Change<ClosedLeaf>(more, 0, leaf => leaf with { Sums = With(leaf.Sums, "for", new VoteSum(1, 1, 0)) });
        var files = new[] { VoteExport.Write(shown.Publish()), VoteExport.Write(more.Publish()), VoteExport.Write(new MadeUpVote(VoteMode.Secret, 4, _key, voters: 15).Publish()) };

        string[] wanted = [$"leaf {first}", $"leaf {closed}", "right announced for"];
        Assert.Equal(wanted, files.Select(StandAloneVerifier.Ours));
        Assert.Equal(wanted, await StandAloneVerifier.CheckAsync(files));
    }

    [Fact]
    public async Task Check_TailSignedAnew_IsFoundByAnOlderCheckpoint()
    {
        // The operator changes a ballot, joins everything after it on anew and signs that; one checkpoint is out already.
        var vote = new MadeUpVote(VoteMode.NamedTurnout, 6, _key);
        var before = vote.Publish();
        Change<BallotLeaf>(vote, 12, ballot => ballot with { Option = "abstain" });
        vote.Leaves[vote.FirstOf<ClosedLeaf>()] = vote.Closed(MadeUpVote.Opens.AddHours(3));
        var after = vote.Publish();
        var seen = before.Checkpoints.First(checkpoint => checkpoint.Size > vote.FirstOf<BallotLeaf>(12));
        var mixed = after with { Checkpoints = [.. after.Checkpoints.Select(each => each.Size == seen.Size ? seen : each)] };

        Assert.True(VoteCheck.Of(after).IsRight);
        var vouched = before.Checkpoints.Last(checkpoint => checkpoint.Size < seen.Size).Size;
        string[] wanted = [$"leaf {vouched}"];
        Assert.Equal(wanted[0], StandAloneVerifier.Ours(VoteExport.Write(mixed)));
        Assert.Equal(wanted, await StandAloneVerifier.CheckAsync([VoteExport.Write(mixed)]));
    }

    [Fact]
    public async Task Check_EndThatNobodySigned_IsWrong()
    {
        var vote = new MadeUpVote(VoteMode.Named, 6, _key).Publish();
        var unsigned = vote with { Checkpoints = [.. vote.Checkpoints.SkipLast(1)] };

        var wanted = $"leaf {vote.Leaves.Count - 1}";
        Assert.Equal(wanted, StandAloneVerifier.Ours(VoteExport.Write(unsigned)));
        Assert.Equal([wanted], await StandAloneVerifier.CheckAsync([VoteExport.Write(unsigned)]));
    }

    [Fact]
    public async Task Check_NameThatIsNotTheOneOnTheRoll_IsWrong()
    {
        var vote = new MadeUpVote(VoteMode.NamedTurnout, 6, _key).Publish();
        var renamed = vote with { Names = [.. vote.Names!.Select(name => name.Number == 4 ? name with { Name = "别人" } : name)] };
        var file = VoteExport.Write(renamed);

        Assert.Equal("roll 4", StandAloneVerifier.Ours(file));
        Assert.Equal(["roll 4"], await StandAloneVerifier.CheckAsync([file]));
    }

    [Theory]
    [InlineData(VoteMode.NamedTurnout)]
    [InlineData(VoteMode.Secret)]
    public void Publish_ChoicesThatMayNotBeSeenYet_NeverLeaveTheHouse(VoteMode mode)
    {
        var vote = new MadeUpVote(mode, 2, _key);
        vote.Leaves.RemoveRange(vote.FirstOf<ClosedLeaf>(), 2);

        Assert.Throws<InvalidOperationException>(() => vote.Publish());
    }

    [Fact]
    public void Check_OpenNamedVote_IsRightAndHasNoOutcome()
    {
        var vote = new MadeUpVote(VoteMode.Named, 2, _key);
        vote.Leaves.RemoveRange(vote.FirstOf<ClosedLeaf>(), 2);

        var verdict = VoteCheck.Of(vote.Publish());

        Assert.Equal((true, VoteStage.Open), (verdict.IsRight, verdict.Stage));
        Assert.Null(verdict.Outcome);
        Assert.InRange(verdict.Vouched, 1, vote.Leaves.Count);
    }

    public void Dispose() => _key.Dispose();

    private static int Change<T>(MadeUpVote vote, int skip, Func<T, T> change)
        where T : VoteLeaf
    {
        var number = vote.FirstOf<T>(skip);
        vote.Leaves[number] = change((T)vote.Leaves[number]);
        return number;
    }

    private static int Insert(MadeUpVote vote, int number, VoteLeaf leaf)
    {
        vote.Leaves.Insert(number, leaf);
        return number;
    }

    private static int CastBeforeTheTime(MadeUpVote vote)
    {
        Change<OpenedLeaf>(vote, 0, opened => opened with { At = MadeUpVote.Opens.AddHours(-1) });
        return Change<BallotLeaf>(vote, 0, ballot => ballot with { At = MadeUpVote.Opens.AddTicks(-1) });
    }

    private static int StuffTheBox(MadeUpVote vote)
    {
        Insert(vote, vote.FirstOf<ClosedLeaf>(), new BoxLeaf(new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), "for", "多 一"));
        return CountAnew(vote);
    }

    private static int TakeOutOfTheBox(MadeUpVote vote)
    {
        vote.Leaves.RemoveAt(vote.FirstOf<BoxLeaf>(4));
        return CountAnew(vote);
    }

    private static int CountAnew(MadeUpVote vote) => Change<ClosedLeaf>(vote, 0, closed => vote.Closed(closed.At));

    private static int Exchange(MadeUpVote vote, int number)
    {
        (vote.Leaves[number], vote.Leaves[number + 1]) = (vote.Leaves[number + 1], vote.Leaves[number]);
        return number + 1;
    }

    private static DateTimeOffset At(MadeUpVote vote, int number) => vote.Leaves[number] switch
    {
        BallotLeaf ballot => ballot.At,
        TurnoutLeaf turnout => turnout.At,
        _ => MadeUpVote.Opens,
    };

    private static Dictionary<string, VoteSum> With(IReadOnlyDictionary<string, VoteSum> sums, string option, VoteSum more) =>
        sums.ToDictionary(sum => sum.Key, sum => sum.Key == option ? sum.Value + more : sum.Value);
}
