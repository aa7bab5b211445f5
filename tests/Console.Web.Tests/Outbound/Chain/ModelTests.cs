namespace CommunityConsole.Web.Tests.Outbound.Chain;

public sealed class ModelTests
{
    // The long run is a command of the bench: -- timebank-model.
    [ChainToolFact("@foundry-rs")]
    public async Task RandomSteps_OnARealNode_AgreeWithTheRules()
    {
        await using var chain = await LocalChain.StartAsync();
        await chain.DeployAsync();
        var run = new ModelRun(chain, Random.Shared.Next(), window: 10);

        await run.TakeAsync(400);
        await run.CompareStateAsync();
        await run.RetireAsync(60);
        await run.CompareStateAsync();

        Assert.True(run.Outcomes.GetValueOrDefault("taken") > 150 && run.Outcomes.Count > 5, string.Join(", ", run.Outcomes));
    }
}
