using CommunityConsole.Core.Council;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunityConsole.Web.Storage.Council;

/// <summary>Whether votes.key is the key that signed the votes in votes.db.</summary>
internal sealed class VoteHealth(VoteSigner signer) : IHealthCheck
{
    // Degraded: everything else works, so no balancer shall turn away from this program.
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(signer.Refusal is { } other ? HealthCheckResult.Degraded(other.Message.En) : HealthCheckResult.Healthy());
}
