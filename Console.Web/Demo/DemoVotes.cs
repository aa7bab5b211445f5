using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Demo;

/// <summary>Brings the demo's votes as far as each shall be; once everything is up. A start that was interrupted goes on where it stopped.</summary>
internal sealed class DemoVotes(
    VoteDesk desk, BallotDesk ballots, VoteArchive archive, VoteBoard board, RuleProfiles profiles, IOptions<DemoOptions> demo, IOptions<CommunityOptions> community, TimeProvider time)
    : IHostedLifecycleService
{
    private const int FewestHomes = 12;

    private string Main => community.Value.Id;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!demo.Value.Enabled || demo.Value.Homes < FewestHomes)
        {
            return;
        }

        foreach (var plan in DemoVotePlan.All(profile => desk.Earliest(profiles.Find(profile)!), time.GetUtcNow()))
        {
            await BringAsync(plan, cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task BringAsync(DemoVotePlan plan, CancellationToken cancellation)
    {
        var chair = DemoVotePlan.Chair(Main);
        var vote = board.Latest(Main).FirstOrDefault(known => known.Definition.Question == plan.Draft.Question) ?? Must(await desk.PrepareAsync(plan.Draft, chair, cancellation));
        if (vote.State == VoteState.Prepared && plan.Until != VoteState.Prepared)
        {
            vote = Must(await desk.OpenAsync(vote.Id, chair, cancellation));
        }

        if (vote.State == VoteState.Open)
        {
            await CastAsync(vote.Id, plan, cancellation);
        }

        if (vote.State == VoteState.Open && plan.Until == VoteState.Announced)
        {
            vote = Must(await desk.CloseAsync(vote.Id, chair, cancellation));
        }

        if (vote.State == VoteState.Closed && plan.Until == VoteState.Announced)
        {
            Must(await desk.AnnounceAsync(vote.Id, chair, cancellation));
        }
    }

    // What somebody has cast meanwhile stays; it is refused here as it is everywhere.
    private async Task CastAsync(VoteId id, DemoVotePlan plan, CancellationToken cancellation)
    {
        var clerk = DemoVotePlan.Clerk(Main);
        foreach (var line in Must(await archive.RollAsync(id, clerk, cancellation)).Where(line => !line.Cast && plan.Choices.ContainsKey(line.Entry.Number)))
        {
            var ballot = new Ballot(plan.Choices[line.Entry.Number], "demo", Phrase: DemoVotePlan.PhraseOf(line.Entry.Number));
            if (line.Entry.Account is { } account)
            {
                Must(await ballots.CastAsync(id, ballot, new Actor(account, line.Entry.Name, Role.Resident, Main), cancellation));
            }
            else
            {
                Must(await ballots.ServeAsync(id, line.Entry.Id, ballot, VoteChannel.Tablet, clerk, cancellation));
            }
        }
    }

    // What the desks refuse is a mistake in the plan.
    private static T Must<T>(Result<T> result) => result.Succeeded ? result.Value : throw new InvalidOperationException(result.Problem.Message.En);
}
