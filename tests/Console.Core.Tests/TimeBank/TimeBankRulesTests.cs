using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Core.Tests.TimeBank;

public sealed class TimeBankRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly RandomSigners Signers = new(new("admin"), new("operator"), new("coordinator"), new("endorser"), new("pauser"), new("anchorer"), new("spare"));
    private static readonly Id32 Anna = Name(1);
    private static readonly Id32 Bert = Name(2);

    private DateTimeOffset _now = Start;
    private TimeBankState _state;

    public TimeBankRulesTests()
    {
        _state = TimeBankState.StartedBy(Signers.Admin);
        foreach (var (role, who) in new[] { (TimeRole.Operator, Signers.Operator), (TimeRole.Coordinator, Signers.Coordinator), (TimeRole.Endorser, Signers.Endorser) })
        {
            Take(new SetRole(role, who, true), Signers.Admin);
        }

        Take(new SetService(1, true, 30, 240, 15000, Name(9)), Signers.Admin);
        Take(new SetMember(Anna, MemberStatus.Active, -600), Signers.Endorser);
        Take(new SetMember(Bert, MemberStatus.Active, -600), Signers.Endorser);
    }

    [Fact]
    public void Confirm_NewcomersWithoutAnHour_ReceiveFirst()
    {
        Settle(Name(10), served: 90);

        Assert.Equal(135, _state.Member(Anna).Balance);
        Assert.Equal(-135, _state.Member(Bert).Balance);
        Assert.Equal(135, _state.Member(Anna).Provided);
    }

    [Fact]
    public void Confirm_BelowTheReceiversFloor_IsRefused()
    {
        Settle(Name(10), served: 240);
        File(Name(11), served: 240);

        Assert.Equal(new BelowFloor(Bert, -720, -600), Refusal(new ConfirmService(Name(11), ConfirmKind.Present, Name(8)), Signers.Coordinator));
    }

    [Fact]
    public void Confirm_WeightChangedAfterFiling_CreditsWhatWasFiled()
    {
        File(Name(10), served: 90);
        Take(new SetService(1, true, 30, 240, 20000, Name(9)), Signers.Admin);
        Take(new ConfirmService(Name(10), ConfirmKind.Present, Name(8)), Signers.Coordinator);

        Assert.Equal(135, _state.Member(Anna).Balance);
    }

    [Fact]
    public void Confirm_ByWhoFiledAfterARoleChange_IsRefused()
    {
        File(Name(10), served: 90);
        Take(new SetRole(TimeRole.Operator, Signers.Operator, false), Signers.Admin);
        Take(new SetRole(TimeRole.Coordinator, Signers.Operator, true), Signers.Admin);

        Assert.Equal(new SelfDealing(), Refusal(new ConfirmService(Name(10), ConfirmKind.Present, Name(8)), Signers.Operator));
    }

    [Fact]
    public void ConfirmMany_OneOfThemImpossible_ChangesNothing()
    {
        File(Name(10), served: 90);
        var before = _state;

        Assert.IsType<BadState>(Refusal(new ConfirmMany([Name(10), Name(99)], ConfirmKind.Present, [Name(8), Name(8)]), Signers.Coordinator));
        Assert.Same(before, _state);
    }

    [Fact]
    public void SetRole_FilingAndConfirmingInOneHand_IsRefused()
    {
        Assert.IsType<RoleConflict>(Refusal(new SetRole(TimeRole.Coordinator, Signers.Operator, true), Signers.Admin));
        Assert.IsType<RoleConflict>(Refusal(new SetRole(TimeRole.Operator, Signers.Coordinator, true), Signers.Admin));
        Assert.IsType<RoleConflict>(Refusal(new SetRole(TimeRole.Admin, Signers.Admin, false), Signers.Admin));
    }

    [Fact]
    public void Redeem_OnlyOwedHours_AreNotSpent()
    {
        Assert.Equal(new BelowFloor(Anna, -10, 0), Refusal(new RedeemTime(Name(20), Anna, 10, Name(8)), Signers.Operator));
        Settle(Name(10), served: 90);

        Take(new RedeemTime(Name(20), Anna, 100, Name(8)), Signers.Operator);

        Assert.Equal((35, 100), (_state.Member(Anna).Balance, _state.Pool));
        Assert.Equal(new AlreadyProcessed(Name(20)), Refusal(new RedeemTime(Name(20), Anna, 1, Name(8)), Signers.Operator));
    }

    [Fact]
    public void Grant_BeyondTheGuarantee_IsRefused()
    {
        Take(new SetGuarantee(Name(20), 100, Name(7)), Signers.Endorser);
        Take(new GrantTime(Name(21), Anna, 100, Name(8)), Signers.Endorser);

        Assert.Equal(new GuaranteeExceeded(-101, 100), Refusal(new GrantTime(Name(22), Bert, 1, Name(8)), Signers.Endorser));
        Assert.Equal(new GuaranteeExceeded(-100, 99), Refusal(new SetGuarantee(Name(23), 99, Name(7)), Signers.Endorser));
    }

    [Fact]
    public void Reverse_ProviderCannotPayAll_PoolMakesTheReceiverWhole()
    {
        Take(new SetGuarantee(Name(20), 1000, Name(7)), Signers.Endorser);
        Take(new SetMember(Anna, MemberStatus.Active, 0), Signers.Endorser);
        Settle(Name(10), served: 90);
        Take(new RedeemTime(Name(21), Anna, 100, Name(8)), Signers.Operator);
        Take(new DisputeService(Name(10), Name(8)), Signers.Coordinator);

        var facts = Take(new ResolveDispute(Name(10), Name(22), true, Name(8)), Signers.Endorser);

        Assert.Equal((0, 0, 0), (_state.Member(Anna).Balance, _state.Member(Bert).Balance, _state.Pool));
        Assert.Equal([35L, 100L], facts.OfType<TimeMoved>().Select(static m => m.Amount));
        Assert.All(facts.OfType<TimeMoved>(), static m => Assert.Equal(Name(22), m.Op));
    }

    [Fact]
    public void Dispute_OpenedAfter30Days_IsTooLate()
    {
        Settle(Name(10), served: 90);
        Settle(Name(11), served: 30);
        _now += TimeBankLimits.DisputeTime;
        Take(new DisputeService(Name(10), Name(8)), Signers.Operator);
        _now += TimeSpan.FromSeconds(1);

        Assert.Equal(new BadState(Name(11), RecordStatus.Settled), Refusal(new DisputeService(Name(11), Name(8)), Signers.Operator));
    }

    [Fact]
    public void Close_MemberWhoOwes_IsWrittenOffUnderTheGuarantee()
    {
        Settle(Name(10), served: 90);
        Assert.IsType<GuaranteeExceeded>(Refusal(new CloseMember(Name(20), Bert, Name(8)), Signers.Endorser));
        Take(new SetGuarantee(Name(21), 135, Name(7)), Signers.Endorser);

        Take(new CloseMember(Name(20), Bert, Name(8)), Signers.Endorser);

        Assert.Equal((0, -135, MemberStatus.Closed), (_state.Member(Bert).Balance, _state.Pool, _state.Member(Bert).Status));
        Assert.IsType<BadMember>(Refusal(new SetMember(Bert, MemberStatus.Active, 0), Signers.Endorser));
    }

    [Fact]
    public void Pause_StopsHoursOnly_AndOnlyTheCouncilEndsIt()
    {
        Take(new SetRole(TimeRole.Pauser, Signers.Pauser, true), Signers.Admin);
        Take(new SetRole(TimeRole.Anchorer, Signers.Anchorer, true), Signers.Admin);
        Take(new PauseBank(), Signers.Pauser);

        Assert.Equal(new ContractPaused(), Refusal(new RedeemTime(Name(20), Anna, 10, Name(8)), Signers.Operator));
        Take(new AnchorLedger(1, 5, Name(8), Name(8)), Signers.Anchorer);
        Take(new SetMember(Name(3), MemberStatus.Active, 0), Signers.Endorser);
        Assert.IsType<Unauthorized>(Refusal(new UnpauseBank(), Signers.Pauser));
        Take(new UnpauseBank(), Signers.Admin);
        Take(new RetireBank(SignerId.None, Name(8)), Signers.Admin);
        Assert.Equal(new ContractPaused(), Refusal(new UnpauseBank(), Signers.Admin));
        Assert.Equal(new ContractPaused(), Refusal(new AnchorLedger(6, 6, Name(8), Name(8)), Signers.Anchorer));
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(0, 5)]
    [InlineData(1, 0)]
    [InlineData(1, TimeBankLimits.LargestAmount + 1)]
    [InlineData(long.MinValue, 5)]
    [InlineData(1, long.MaxValue)]
    public void Anchor_GapOrOverlap_IsRefused(long from, long to)
    {
        Take(new SetRole(TimeRole.Anchorer, Signers.Anchorer, true), Signers.Admin);

        Assert.Equal(new BadAnchor(from, to), Refusal(new AnchorLedger(from, to, Name(8), Name(8)), Signers.Anchorer));
    }

    // The hour of a visit is nobody's business, and what the contract cannot write is not filed.
    [Theory]
    [InlineData(1)]
    [InlineData(1767225600 + (8 * 3600))]
    [InlineData(-TimeBankLimits.SecondsOfDay)]
    [InlineData(TimeBankLimits.LastSecond + 1 + (TimeBankLimits.SecondsOfDay - ((TimeBankLimits.LastSecond + 1) % TimeBankLimits.SecondsOfDay)))]
    public void File_MoreThanADay_IsRefused(long servedAt) =>
        Assert.Equal(new BadMinutes(servedAt), Refusal(new FileService(Name(10), Anna, Bert, 1, 90, servedAt, Name(8)), Signers.Operator));

    [Fact]
    public void DayNumber_OfADay_IsItsBeginningInUtc() => Assert.Equal(1767225600, TimeBankLimits.DayNumber(new DateOnly(2026, 1, 1)));

    // A decided record is neither disputed nor settled again; it is no repetition of the same act either.
    [Fact]
    public void Dispute_DecidedRecord_IsBadStateAndNotProcessed()
    {
        Settle(Name(10), served: 90);
        Take(new DisputeService(Name(10), Name(8)), Signers.Operator);
        Assert.Equal(new AlreadyProcessed(Name(10)), Refusal(new DisputeService(Name(10), Name(8)), Signers.Operator));
        Take(new ResolveDispute(Name(10), Name(22), false, Name(8)), Signers.Endorser);

        Assert.Equal(new BadState(Name(10), RecordStatus.Upheld), Refusal(new DisputeService(Name(10), Name(8)), Signers.Operator));
        Assert.Equal(new BadState(Name(10), RecordStatus.Upheld), Refusal(new ConfirmService(Name(10), ConfirmKind.Present, Name(8)), Signers.Coordinator));
        Assert.Equal(new BadState(Name(10), RecordStatus.Upheld), Refusal(new ResolveDispute(Name(10), Name(23), true, Name(8)), Signers.Endorser));
    }

    // The invariants, after every one of some thousand random steps; and the balances again from the facts alone.
    [Fact]
    public void Take_RandomSteps_KeepEveryInvariant()
    {
        var seed = Random.Shared.Next();
        var steps = new RandomSteps(seed, Signers);
        var state = TimeBankState.StartedBy(Signers.Admin);
        var told = new FoldedFacts();
        var chance = new Random(seed);
        var now = Start;
        var problems = new HashSet<Type>();
        foreach (var (step, by) in steps.Opening().Concat(Enumerable.Range(0, 4000).Select(_ => steps.Next(state))))
        {
            now += TimeSpan.FromSeconds(chance.Next(50) == 0 ? 86_400 * 5 : 60);
            var result = TimeBankRules.Take(state, step, by, now);
            if (!result.Succeeded)
            {
                problems.Add(result.Problem.GetType());
                continue;
            }

            told.Add(result.Value.Facts, by);
            AssertInvariants(result.Value.State, told, $"seed {seed}: {step}");
            Assert.True(state.AnchoredTo <= result.Value.State.AnchoredTo);
            state = result.Value.State;
        }

        Assert.True(problems.Count >= 11, $"seed {seed}: only {string.Join(", ", problems.Select(static p => p.Name))} were met.");
    }

    private static void AssertInvariants(TimeBankState state, FoldedFacts told, string after)
    {
        var members = state.Members.Values.Sum(static m => m.Balance);
        Assert.True(members == state.MemberTotal && members + state.Pool == 0, after);
        Assert.True(state.Members.Values.All(static m => m.Balance >= m.Floor), after);
        Assert.True(state.Pool >= -state.Cap, after);
        Assert.True(state.Roles.Any(static r => r.Role == TimeRole.Admin), after);
        Assert.True(!state.Roles.Any(r => r.Role == TimeRole.Operator && state.Roles.Contains((TimeRole.Coordinator, r.Who))), after);
        Assert.True(told.Pool == state.Pool && state.Members.All(m => told.Balance(m.Key) == m.Value.Balance), after);
        Assert.True(told.SettledOnce && told.ActedOnce && told.TwoSided && told.Contiguous, after);
    }

    private void Settle(Id32 record, ushort served)
    {
        File(record, served);
        Take(new ConfirmService(record, ConfirmKind.Present, Name(8)), Signers.Coordinator);
    }

    private void File(Id32 record, ushort served) => Take(new FileService(record, Anna, Bert, 1, served, 0, Name(8)), Signers.Operator);

    private IReadOnlyList<TimeBankFact> Take(TimeBankStep step, SignerId by)
    {
        var outcome = TimeBankRules.Take(_state, step, by, _now).Value;
        _state = outcome.State;
        return outcome.Facts;
    }

    private Core.Kernel.Problem? Refusal(TimeBankStep step, SignerId by) => TimeBankRules.Take(_state, step, by, _now).Problem;

    private static Id32 Name(byte number) => new([.. new byte[31], number]);
}
