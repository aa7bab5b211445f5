using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Core.Tests.TimeBank;

public sealed class StepWitnessTests
{
    // Every random step that the rules take is seen in its own facts, and not in those of the step with one value changed.
    [Fact]
    public void TraceOf_OwnFacts_AreOurs_AndNobodyElses()
    {
        var seed = Random.Shared.Next();
        var signers = new RandomSigners(new("admin"), new("operator"), new("coordinator"), new("endorser"), new("pauser"), new("anchorer"), new("spare"));
        var steps = new RandomSteps(seed, signers);
        var state = TimeBankState.StartedBy(signers.Admin);
        var seen = new HashSet<Type>();
        foreach (var (step, by) in steps.Opening().Concat(Enumerable.Range(0, 3000).Select(_ => steps.Next(state))))
        {
            var result = TimeBankRules.Take(state, step, by, DateTimeOffset.UnixEpoch.AddDays(20_000));
            if (!result.Succeeded)
            {
                continue;
            }

            var facts = result.Value.Facts;
            var traced = StepWitness.IdsOf(step).Count > 0 || step is AnchorLedger;
            Assert.Equal(traced ? StepTrace.Ours : StepTrace.None, StepWitness.TraceOf(step, facts));
            Assert.Equal(StepTrace.None, StepWitness.TraceOf(step, []));
            if (Changed(step) is { } other)
            {
                Assert.Equal(StepTrace.Other, StepWitness.TraceOf(other, facts));
                seen.Add(step.GetType());
            }

            state = result.Value.State;
        }

        Assert.Equal(12, seen.Count);
    }

    private static TimeBankStep? Changed(TimeBankStep step)
    {
        var other = TimeBankLimits.Pool;
        return step switch
        {
            FileService s => s with { Evidence = other },
            ConfirmService s => s with { Consent = other },
            ConfirmMany s => s with { Consents = [.. s.Consents.Select(_ => other)] },
            CloseService s => s with { Reason = other },
            DisputeService s => s with { Reason = other },
            ResolveDispute s => s with { Reverse = !s.Reverse },
            TransferTime s => s with { Memo = other },
            DonateTime s => s with { Amount = s.Amount + 1 },
            RedeemTime s => s with { Memo = other },
            GrantTime s => s with { Member = other },
            SetGuarantee s => s with { Cap = s.Cap + 1 },
            AnchorLedger s => s with { Root = other },
            _ => null,
        };
    }
}
